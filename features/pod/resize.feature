@pod
Feature: A Pod gets other resources while it runs
  Requests and limits of CPU and memory may change in place, by the subresource "resize". resizePolicy says for each
  whether the container has to be restarted. What the node cannot give is told in a condition, and the Pod runs on.

  See https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/

  Background:
    Given I have run:
      """
      $ kubectl create -f resizable.yaml
      $ kubectl wait --for=condition=Ready pod/web
      """

  @POD-16
  Scenario: More CPU needs no restart, more memory does where the container says so
    When I run:
      """
      $ kubectl patch pod web --subresource=resize -p '{"spec":{"containers":[{"name":"app","resources":{"limits":{"cpu":"400m"}}}]}}'
      """
    And 5 seconds pass
    Then in Pod "web" the container "app" has been restarted 0 times
    When I run:
      """
      $ kubectl exec web -- cat /sys/fs/cgroup/cpu.max
      """
    Then the answer is:
      """
      40000 100000
      """
    When I run:
      """
      $ kubectl patch pod web --subresource=resize -p '{"spec":{"containers":[{"name":"app","resources":{"limits":{"memory":"256Mi"}}}]}}'
      """
    Then within 10 seconds in Pod "web" the container "app" has been restarted 1 time
    And an Event of Pod "web" with the reason "Killing" says "Container app resize requires restart"
    And an Event of Pod "web" with the reason "ResizeCompleted" says "Pod resize completed"

  @POD-16
  Scenario: What the node does not have is not given, and what was given stays
    When I run:
      """
      $ kubectl patch pod web --subresource=resize -p '{"spec":{"containers":[{"name":"app","resources":{"requests":{"cpu":"99"},"limits":{"cpu":"99"}}}]}}'
      """
    Then within 5 seconds the condition of Pod "web" named "PodResizePending" is "True" with the reason "Infeasible"
    When I run:
      """
      $ kubectl get pod web -o jsonpath='{.status.containerStatuses[0].resources.limits.cpu}'
      """
    Then the answer is:
      """
      200m
      """
    And throughout Pod "web" is ready
