@pod
Feature: How a probe asks, and how often
  A probe asks by HTTP, by a command, or by opening a port; one of them, never two. Its settings say when the first
  question comes, how long an answer may take, how often it is asked and how many answers count.

  See https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  @POD-09
  Scenario: By HTTP, by command, by port: each container is ready when its own probe succeeds
    When I run:
      """
      $ kubectl create -f three-ways.yaml
      """
    And 20 seconds pass
    Then "kubectl get pod three-ways" shows:
      | NAME       | READY | STATUS  |
      | three-ways | 2/3   | Running |
    And an Event of Pod "three-ways" with the reason "Unhealthy" says "Readiness probe failed: cat: can't open '/tmp/health': No such file or directory"
    And within 20 seconds Pod "three-ways" is ready

  @POD-09
  Scenario: A port that is closed fails the tcpSocket probe
    Given I have run:
      """
      $ kubectl create -f three-ways.yaml
      $ kubectl wait --for=condition=Ready pod/three-ways --timeout=1m
      """
    When in Pod "three-ways" the container "by-port" stops answering
    Then within 40 seconds Pod "three-ways" is not ready
    And an Event of Pod "three-ways" with the reason "Unhealthy" says "connect: connection refused"

  @POD-09
  Scenario: 404 is an answer, but not a healthy one
    When I run:
      """
      $ kubectl create -f not-found.yaml
      """
    And 1 minute passes
    Then Pod "not-found" is never ready
    And an Event of Pod "not-found" with the reason "Unhealthy" says "Readiness probe failed: HTTP probe failed with statuscode: 404"

  @POD-09
  Scenario: initialDelaySeconds: nobody asks before
    Given the node "k8s-node01" already has the image "nginx:1.15.2"
    And the node "k8s-node02" already has the image "nginx:1.15.2"
    When I run:
      """
      $ kubectl create -f settings.yaml
      """
    And 59 seconds pass
    Then in Pod "settings" the container "web" runs
    And Pod "settings" is never ready
    And no Event of Pod "settings" has the reason "Unhealthy"
    And within 10 seconds Pod "settings" is ready

  @POD-09
  Scenario: periodSeconds and failureThreshold: two failures, five seconds apart
    Given I have run:
      """
      $ kubectl create -f settings.yaml
      $ kubectl wait --for=condition=Ready pod/settings --timeout=2m
      """
    When in Pod "settings" the container "web" stops answering
    And 5 seconds pass
    Then Pod "settings" is ready
    And within 7 seconds Pod "settings" is not ready
    And the Events of Pod "settings" with the reason "Unhealthy" were told 2 times

  @POD-09
  Scenario: timeoutSeconds: an answer that does not come in time is a failure
    Given I have run:
      """
      $ kubectl create -f settings.yaml
      $ kubectl wait --for=condition=Ready pod/settings --timeout=2m
      """
    When in Pod "settings" the container "web" hangs
    Then within 15 seconds Pod "settings" is not ready
    And an Event of Pod "settings" with the reason "Unhealthy" says "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"

  @POD-09
  Scenario: successThreshold: three good answers in a row
    Given the node "k8s-node01" already has the image "nginx:1.15.2"
    And the node "k8s-node02" already has the image "nginx:1.15.2"
    When I run:
      """
      $ kubectl create -f twice-in-a-row.yaml
      """
    And 9 seconds pass
    Then Pod "twice" is never ready
    And within 25 seconds Pod "twice" is ready

  @POD-09
  Scenario: Two ways to ask in one probe are refused
    When I try:
      """
      $ kubectl create -f two-handlers.yaml
      """
    Then it is refused with:
      """
      The Pod "two-handlers" is invalid: spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type
      """
    And Pod "two-handlers" does not exist
