@pod
Feature: Startup, readiness and liveness probes each have their own consequence
  The kubelet asks a container how it is. As long as the startup probe has not succeeded the other two are not asked.
  A readiness probe that fails keeps requests away; a liveness probe that fails has the container restarted.

  See https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe

  @POD-06
  Scenario: A slow start is no reason to kill: the startup probe holds the liveness probe back
    Given containers of the image "nginx:1.15.2" answer only after 60 seconds
    When I run:
      """
      $ kubectl create -f slow-start.yaml
      """
    And 50 seconds pass
    Then Pod "slow-start" is never ready
    And within 40 seconds Pod "slow-start" is ready
    And in Pod "slow-start" the container "web" has been restarted 0 times
    And an Event of Pod "slow-start" with the reason "Unhealthy" says "Startup probe failed"
    When I run:
      """
      $ kubectl get events --field-selector reason=Unhealthy
      """
    Then the answer does not contain "Liveness probe failed"
    And the answer does not contain "Readiness probe failed"

  @POD-06
  Scenario: A startup probe that fails for good has the container killed and started again
    Given containers of the image "nginx:1.15.2" answer only after 60 seconds
    When I run:
      """
      $ kubectl create -f too-slow.yaml
      """
    Then within 1 minute in Pod "too-slow" the container "web" has been restarted 1 time
    And an Event of Pod "too-slow" with the reason "Killing" says "Container web failed startup probe, will be restarted"

  @POD-06
  Scenario: With restartPolicy Never it is killed and that is the end
    Given containers of the image "nginx:1.15.2" answer only after 60 seconds
    When I run:
      """
      $ kubectl create -f never-again.yaml
      """
    And 5 minutes pass
    Then in Pod "never-again" the container "web" has been restarted 0 times
    And in Pod "never-again" the container "web" last ended with 0 and the reason "Completed"
    And Pod "never-again" is never ready

  @POD-07
  Scenario: While the readiness probe fails the Pod gets no requests, and it is not restarted
    Given I have run:
      """
      $ kubectl create -f web-service.yaml
      $ kubectl create -f ready.yaml
      $ kubectl wait --for=condition=Ready pod/web-1
      """
    And Service "web" sends requests to Pod "web-1"
    When in Pod "web-1" the container "nginx" stops answering
    Then within 12 seconds Pod "web-1" is not ready
    And within 2 seconds Service "web" sends no more requests to Pod "web-1"
    When 5 minutes pass
    Then Pod "web-1" is in phase "Running"
    And throughout in Pod "web-1" the container "nginx" has been restarted 0 times
    When in Pod "web-1" the container "nginx" answers again
    Then within 6 seconds Pod "web-1" is ready
    And within 2 seconds Service "web" sends requests to Pod "web-1"

  @POD-07
  Scenario: A Pod that has never been ready has never had a request
    Given containers of the image "nginx:1.15.2" run but never answer
    When I run:
      """
      $ kubectl create -f web-service.yaml
      $ kubectl create -f ready.yaml
      """
    And 2 minutes pass
    Then in Pod "web-1" the container "nginx" runs
    And Pod "web-1" is never ready
    And Service "web" never sends requests to Pod "web-1"

  @POD-07
  Scenario: The Deployment of the course is ready when its page answers
    Given containers of the image "nginx:latest" answer only after 25 seconds
    When I run:
      """
      $ kubectl create -f nginx-probe.yaml
      """
    And 20 seconds pass
    Then Deployment "nginx-deployment" has 0 ready replicas
    And within 30 seconds Deployment "nginx-deployment" has 1 ready replica

  @POD-08
  Scenario: After failureThreshold failures the liveness probe has the container restarted
    When I run:
      """
      $ kubectl create -f liveness.yaml
      """
    And 20 seconds pass
    Then no Event of Pod "alive" has the reason "Unhealthy"
    And within 20 seconds in Pod "alive" the container "app" has been restarted 1 time
    And in Pod "alive" the container "app" last ended with 137 and the reason "Error"
    And the Events of Pod "alive" with the reason "Unhealthy" were told 2 times
    And an Event of Pod "alive" with the reason "Unhealthy" says "Liveness probe failed: cat: can't open '/tmp/ok': No such file or directory"
    And an Event of Pod "alive" with the reason "Killing" says "Container app failed liveness probe, will be restarted"

  @POD-08
  Scenario: The Pod stays the same, only its container is another
    Given I have run:
      """
      $ kubectl create -f liveness.yaml
      $ kubectl wait --for=condition=Ready pod/alive
      """
    When 1 minute passes
    Then throughout Pod "alive" is one and the same
    And within 10 seconds in Pod "alive" the container "app" runs

  @POD-08
  Scenario: restartPolicy Never: killed by the liveness probe, and not restarted
    When I run:
      """
      $ kubectl create -f liveness-never.yaml
      """
    And 2 minutes pass
    Then Pod "once" went through the phases "Pending", "Running" and "Failed", and no other
    And in Pod "once" the container "app" has been restarted 0 times
    And an Event of Pod "once" with the reason "Killing" says "Stopping container app"
