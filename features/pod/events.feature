@pod
Feature: Events tell what happened to a Pod
  An Event says who noticed what and why. When the same thing happens again no new Event is made:
  the count goes up, and first and last sight stay known.

  See https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/

  @POD-14
  Scenario: describe shows type, reason, age, source and message
    The course prints FirstSeen, LastSeen and Count as columns of their own; kubectl folds them into Age today.
    When I run:
      """
      $ kubectl create -f not-found.yaml
      """
    And 1 minute passes
    And I run:
      """
      $ kubectl describe pod not-found
      """
    Then the answer has these lines, in this order:
      """
      Events:
      Type     Reason     Age                From               Message
      ----     ------     ----               ----               -------
      Normal   Scheduled  60s  default-scheduler  Successfully assigned default/not-found to k8s-node0*
      Normal   Pulling    *s   kubelet  spec.containers{web}: Pulling image "nginx:1.15.2"
      Normal   Created    *s   kubelet  spec.containers{web}: Container created
      Normal   Started    *s   kubelet  spec.containers{web}: Container started
      Warning  Unhealthy  *s (x* over *s)  kubelet  spec.containers{web}: Readiness probe failed: HTTP probe failed with statuscode: 404
      """

  @POD-14
  Scenario: First seen, last seen and count are fields of the Event
    When I run:
      """
      $ kubectl create -f crash.yaml
      """
    And 60 seconds pass
    And I run:
      """
      $ kubectl get events --field-selector involvedObject.name=crash,reason=Created -o custom-columns=FIRST:.firstTimestamp,LAST:.lastTimestamp,COUNT:.count,FROM:.source.component,TYPE:.type,REASON:.reason,MESSAGE:.message
      """
    Then the answer is:
      """
      FIRST                  LAST                   COUNT   FROM      TYPE     REASON    MESSAGE
      2026-01-01T08:00:0*Z   2026-01-01T08:00:3*Z   4       kubelet   Normal   Created   Container created
      """
    And the Events of Pod "crash" with the reason "Created" were told 4 times
    And in Pod "crash" the container "app" has been restarted 3 times
