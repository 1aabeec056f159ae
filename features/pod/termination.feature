@pod
Feature: A Pod is taken down step by step
  A deleted Pod is Terminating and gets no more requests. Its preStop hook runs to its end, then comes SIGTERM;
  what still runs when the grace period is over is ended by SIGKILL. Only then the object disappears.

  See https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  @POD-11
  Scenario: A program that hears SIGTERM ends in its own time
    Given I have run:
      """
      $ kubectl create -f polite.yaml
      $ kubectl wait --for=condition=Ready pod/polite
      """
    When I run:
      """
      $ kubectl delete pod polite
      """
    Then Pod "polite" was gone 4 seconds after it was deleted
    And at some moment in Pod "polite" the container "app" has ended with 0 and the reason "Completed"

  @POD-11
  Scenario: A program that does not listen is killed after 30 seconds
    Given I have run:
      """
      $ kubectl create -f deaf.yaml
      $ kubectl wait --for=condition=Ready pod/deaf
      """
    When I run:
      """
      $ kubectl delete pod deaf --wait=false
      """
    And 29 seconds pass
    Then Pod "deaf" is terminating
    And in Pod "deaf" the container "app" runs
    And "kubectl get pod deaf" shows:
      | NAME | READY | STATUS      |
      | deaf | 1/1   | Terminating |
    And within 3 seconds Pod "deaf" is gone
    And Pod "deaf" was gone 30 seconds after it was deleted
    And at some moment in Pod "deaf" the container "app" has ended with 137 and the reason "Error"

  @POD-11
  Scenario: Requests stop at once, not only when the containers have ended
    Given I have run:
      """
      $ kubectl create -f web-service.yaml
      $ kubectl create -f course-hooks.yaml
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    And Service "web" sends requests to Pod "nginx"
    When I run:
      """
      $ kubectl delete pod nginx --wait=false
      """
    Then within 1 second Service "web" sends no more requests to Pod "nginx"
    And in Pod "nginx" the container "nginx" runs
    And within 1 minute Pod "nginx" is gone
    And Pod "nginx" was gone 40 seconds after it was deleted

  @POD-11
  Scenario: preStop first, to its end, then SIGTERM
    Given I have run:
      """
      $ kubectl create -f diary.yaml -f reader.yaml
      $ kubectl wait --for=condition=Ready pod/diary pod/reader
      """
    When I run:
      """
      $ kubectl delete pod diary
      $ kubectl exec reader -- cat /diary/page
      """
    Then the answer is:
      """
      pod "diary" deleted from default namespace
      preStop begins
      preStop ends
      SIGTERM
      """

  @POD-11
  Scenario: A preStop hook that outlasts the grace period: SIGTERM comes then, with 2 seconds more
    Given I have run:
      """
      $ kubectl create -f long-and-deaf.yaml
      $ kubectl wait --for=condition=Ready pod/long-and-deaf
      """
    When I run:
      """
      $ kubectl delete pod long-and-deaf
      """
    Then Pod "long-and-deaf" was gone 12 seconds after it was deleted
    And an Event of Pod "long-and-deaf" with the reason "FailedPreStopHook" says "PreStopHook failed"

  @POD-11
  Scenario: With those 2 seconds a polite program still ends well
    Given I have run:
      """
      $ kubectl create -f long-goodbye.yaml
      $ kubectl wait --for=condition=Ready pod/long-goodbye
      """
    When I run:
      """
      $ kubectl delete pod long-goodbye
      """
    Then at some moment in Pod "long-goodbye" the container "app" has ended with 0 and the reason "Completed"
    And Pod "long-goodbye" was gone 10 seconds after it was deleted

  @POD-11
  Scenario: The two handlers of the course in one hook are refused
    The course writes httpGet and exec under one preStop; one of them is allowed.
    When I try:
      """
      $ kubectl create -f course-hooks-two-handlers.yaml
      """
    Then it is refused with:
      """
      The Pod "nginx" is invalid: spec.containers[0].lifecycle.preStop.httpGet: Forbidden: may not specify more than 1 handler type
      """
