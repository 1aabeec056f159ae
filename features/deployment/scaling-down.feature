@deployment
Feature: When Pods have to go, those that serve least go first
  Scaling down does not pick at random. Pods that wait for a node go before those that run, those that are not
  ready before those that are, those that crowd a node before those that have it to themselves. Only then does
  their age decide, the newest first.

  See https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset

  @DEP-05
  Scenario: Among Pods that all serve, the newest are deleted first
    Given I have run:
      """
      kubectl create deployment demo --image=myapp:v1 --replicas=2
      kubectl rollout status deployment demo
      """
    And 10 minutes pass
    And I have run:
      """
      kubectl scale deployment demo --replicas=6
      kubectl rollout status deployment demo
      """
    When I run:
      """
      kubectl scale  deployment demo --replicas=2
      """
    Then within 1 second 2 Pods of Deployment "demo" exist
    And 4 Pods of Deployment "demo" were deleted
    And the deleted Pods of Deployment "demo" were the newest
    And throughout at least 2 Pods of Deployment "demo" are available

  @DEP-05
  Scenario: A Pod that still waits for a node goes before all that serve
    "The newest first" is only half of the rule: it decides among Pods that are equally useful.

    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl patch node k8s-node01 -p '{"spec":{"unschedulable":true}}'
      $ kubectl patch node k8s-node02 -p '{"spec":{"unschedulable":true}}'
      $ kubectl scale deployment nginx-deployment --replicas=4
      """
    And everything has settled
    When I run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=3
      """
    And 1 minute passes
    Then 1 Pod of Deployment "nginx-deployment" was deleted
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available

  @DEP-05
  Scenario: A Pod that is not ready goes before newer ones that are
    Given I have run:
      """
      $ kubectl create -f nginx-readiness.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl exec deployment/nginx-deployment -- rm /usr/share/nginx/html/index.html
      """
    And 2 minutes pass
    And I have run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=3
      """
    And 1 minute passes
    When I run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=2
      """
    And 1 minute passes
    Then 1 Pod of Deployment "nginx-deployment" was deleted
    And throughout at least 2 Pods of Deployment "nginx-deployment" are ready
    And Deployment "nginx-deployment" has 2 ready replicas

  @DEP-05
  Scenario: The node that holds more of them gives first, though its Pods are older
    Given I have run:
      """
      $ kubectl patch node k8s-node02 -p '{"spec":{"unschedulable":true}}'
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl rollout status deployment demo
      $ kubectl patch node k8s-node02 -p '{"spec":{"unschedulable":false}}'
      """
    And 10 minutes pass
    And I have run:
      """
      $ kubectl scale deployment demo --replicas=3
      $ kubectl rollout status deployment demo
      """
    When I run:
      """
      $ kubectl scale deployment demo --replicas=2
      """
    Then within 1 second 2 Pods of Deployment "demo" exist
    And at most 1 Pod of Deployment "demo" shares a node
