@pod
Feature: A container that joins a running Pod to look around
  An ephemeral container is added by a subresource of its own. It shares the Pod's address and is never started again;
  the others notice nothing of it, and it cannot be taken away.

  See https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/

  @POD-17
  Scenario: It reaches nginx at localhost, ends with 1, and the Pod stays ready
    Given I have run:
      """
      $ kubectl run nginx --image=nginx:1.15.2
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    When I run:
      """
      $ kubectl replace --raw /api/v1/namespaces/default/pods/nginx/ephemeralcontainers -f debugger.json
      """
    And 30 seconds pass
    And I run:
      """
      $ kubectl logs nginx -c debugger
      """
    Then the answer is:
      """
      <title>Welcome to nginx!</title>
      """
    And in Pod "nginx" the container "nginx" has been restarted 0 times
    And throughout Pod "nginx" is ready
    When I run:
      """
      $ kubectl get pod nginx -o jsonpath='{.status.ephemeralContainerStatuses[0].state.terminated.exitCode} {.status.ephemeralContainerStatuses[0].restartCount}'
      """
    Then the answer is:
      """
      1 0
      """
