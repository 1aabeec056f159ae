@controller-model
Feature: A controller's Pods are made from its template and know their owner
  A Deployment does not touch Pods itself: it controls ReplicaSets, and these control the Pods. Each Pod is a
  copy of the Pod template and names its controller in metadata.ownerReferences, so that the loop knows which
  Pods it answers for. What is deleted by hand comes back, though never the same Pod.

  See https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/

  @CTL-02
  Scenario: A Pod that is deleted by hand is replaced at once, and two are there again
    Given I have run:
      """
      kubectl create deployment demo --image=myapp:v1 --replicas=2
      kubectl rollout status deployment demo
      """
    When I run:
      """
      kubectl get pod --show-labels
      kubectl delete $(kubectl get pod -l app=demo -o name | head -n 1)
      """
    Then within 30 seconds Deployment "demo" has 2 available replicas
    And 1 Pod of Deployment "demo" was deleted
    And 1 Pod of Deployment "demo" was created
    And each deleted Pod of Deployment "demo" was replaced by one of another name within 1 second
    And each deleted Pod of Deployment "demo" was replaced before it had ended
    And throughout at least 1 Pod of Deployment "demo" is available

  @CTL-03
  Scenario: Pod, ReplicaSet, Deployment: each names the one above it
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then every Pod of Deployment "nginx-deployment" is controlled by one of its ReplicaSets
    And Deployment "nginx-deployment" has no owner
    And "kubectl get deploy,rs,pods -o custom-columns=KIND:.kind,OWNER:.metadata.ownerReferences[*].kind,CONTROLLER:.metadata.ownerReferences[*].controller" shows:
      | KIND       | OWNER      | CONTROLLER |
      | Deployment | <none>     | <none>     |
      | ReplicaSet | Deployment | true       |
      | Pod        | ReplicaSet | true       |
      | Pod        | ReplicaSet | true       |

  @CTL-03
  Scenario: What the template says stands in every Pod
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then every Pod of Deployment "nginx-deployment" has all that its Pod template says
    And all Pods of Deployment "nginx-deployment" run the image "nginx:1.7.9"
    And 2 Pods of Deployment "nginx-deployment" exist
