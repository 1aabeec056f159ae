@statefulset
Feature: Scaling a StatefulSet goes by the numbers
  Scaling up makes the next numbers, scaling down takes the highest ones, always one Pod at a time.
  Deleting the whole StatefulSet promises no order: who wants the Pods to go one by one scales to 0 first.
  A Pod that merely restarts in the middle does not disturb its neighbours.

  See https://kubernetes.io/docs/tasks/run-application/scale-stateful-set/

  Background:
    Given I have run:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl rollout status sts web
      """

  @STS-06
  Scenario: Scaling up makes web-2, then web-3
    When I run:
      """
      $ kubectl scale --replicas=4 sts web
      """
    Then within 1 minute StatefulSet "web" has 4 ready replicas
    And the Pods "web-2" and "web-3" were created in this order
    And each of the Pods "web-2" and "web-3" was created only after the one before it was ready
    And throughout Pod "web-0" is one and the same
    And throughout Pod "web-1" is one and the same

  @STS-06 @STS-20
  Scenario: Scaling to 0 stops the Pods one by one, the highest number first
    Given I have run:
      """
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl scale sts web --replicas=0
      """
    Then within 5 minutes StatefulSet "web" has 0 replicas
    And the Pods "web-2", "web-1" and "web-0" were deleted in this order
    And each of the Pods "web-2", "web-1" and "web-0" was deleted only after the one before it was gone
    And StatefulSet "web" exists

  @STS-20
  Scenario: Deleting the StatefulSet waits for nobody
    All Pods are told to stop at the same moment: the number does not matter any more.

    Given I have run:
      """
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl delete sts web
      """
    Then within 1 second "kubectl get pods" shows:
      | NAME  | STATUS      |
      | web-0 | Terminating |
      | web-1 | Terminating |
      | web-2 | Terminating |
    And within 1 minute Pod "web-0" is gone
    And within 1 minute Pod "web-1" is gone
    And within 1 minute Pod "web-2" is gone

  @STS-06
  Scenario: Nothing is scaled down past a Pod that is not ready
    The one with the lower number has to be well before its neighbour may go.

    Given I have run:
      """
      $ kubectl create -f probed.yaml
      $ kubectl rollout status sts probed
      """
    And in Pod "probed-0" the container "nginx" stops answering
    And 30 seconds pass
    When I run:
      """
      $ kubectl scale sts probed --replicas=2
      """
    And 2 minutes pass
    Then Pod "probed-0" is not ready
    And throughout Pod "probed-2" is one and the same
    When in Pod "probed-0" the container "nginx" answers again
    Then within 1 minute Pod "probed-2" is gone
    And throughout Pod "probed-1" is one and the same

  @STS-22
  Scenario: web-0 restarts, the others stay as they are
    The question comes up again and again: does a restart of the first Pod take the later ones down? It does not.
    The order is one of making and removing Pods; containers restart where they are.

    When I try:
      """
      $ kubectl exec web-0 -- sh -c 'kill 1'
      """
    And everything settles
    Then "kubectl get pods" shows:
      | NAME  | READY | STATUS  | RESTARTS |
      | web-0 | 1/1   | Running | 1 *      |
      | web-1 | 1/1   | Running | 0        |
    And throughout Pod "web-0" is one and the same
    And throughout Pod "web-1" is one and the same

  @STS-22
  Scenario: web-0 is deleted, web-1 stays as it is
    When I run:
      """
      $ kubectl delete pod web-0
      """
    Then within 1 minute StatefulSet "web" has 2 ready replicas
    And Pod "web-0" was the only Pod created
    And throughout Pod "web-1" is one and the same
