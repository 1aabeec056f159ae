@deployment
Feature: Scaling a Deployment changes the size of its ReplicaSet, and nothing else
  To scale is to write another number into spec.replicas, with kubectl scale or in an editor. The Pod template
  stays as it is, so the same ReplicaSet grows or shrinks, and the history gets no new revision.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment

  Background:
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    And 19 minutes pass

  @DEP-04
  Scenario: From three to five Pods, with one command
    When I run:
      """
      [root@k8s-master yaml]# kubectl scale deploy nginx-deployment --replicas=5 -n default
      """
    And 30 seconds pass
    Then "kubectl get deploy" shows:
      | NAME             | READY | UP-TO-DATE | AVAILABLE | AGE |
      | nginx-deployment | 5/5   | 5          | 5         | 19m |
    And "kubectl get rs" shows:
      | NAME               | DESIRED | CURRENT | READY | AGE |
      | nginx-deployment-* | 5       | 5       | 5     | 19m |
    And 2 Pods of Deployment "nginx-deployment" were created
    And 0 Pods of Deployment "nginx-deployment" were deleted
    And throughout Deployment "nginx-deployment" owns 1 ReplicaSet

  @DEP-04
  Scenario: From five back to three, in the editor
    Not always the two newest go. In the course, too, one of the old Pods went: it shared its node with more
    others than the new one did.

    Given I have run:
      """
      [root@k8s-master yaml]# kubectl scale deploy nginx-deployment --replicas=5 -n default
      """
    And 10 minutes pass
    When I run "kubectl edit deploy nginx-deployment -n default" and change "replicas: 5" to "replicas: 3" in the editor
    Then within 1 minute "kubectl get deploy" shows:
      | NAME             | READY | UP-TO-DATE | AVAILABLE | AGE |
      | nginx-deployment | 3/3   | 3          | 3         | 29m |
    And 2 Pods of Deployment "nginx-deployment" were deleted
    And at most 2 Pods of Deployment "nginx-deployment" share a node
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available
    And throughout Deployment "nginx-deployment" owns 1 ReplicaSet

  @DEP-04
  Scenario: Up and down again, the history still knows one revision
    When I run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=4
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl scale deployment nginx-deployment --replicas=2
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl rollout history deployment/nginx-deployment
      """
    Then the answer has these lines, in this order:
      """
      deployment.apps/nginx-deployment scaled
      deployment "nginx-deployment" successfully rolled out
      deployment.apps/nginx-deployment scaled
      deployment "nginx-deployment" successfully rolled out
      REVISION  CHANGE-CAUSE
      1         <none>
      """
    And the answer does not contain "2         <none>"
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.7.9" is scaled to 2
    And throughout at most 4 Pods of Deployment "nginx-deployment" exist
    And at some moment 4 Pods of Deployment "nginx-deployment" exist
