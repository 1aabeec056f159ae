@pod
Feature: postStart runs beside the program of the container
  A postStart hook runs as soon as the container has been created; nobody says whether the container's own program
  is already at work by then. Until the hook has ended the container does not count as running.

  See https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/

  @POD-10
  Scenario: The program does not wait for the hook, the status does
    When I run:
      """
      $ kubectl create -f hooks.yaml
      """
    And 15 seconds pass
    Then in Pod "hooks" the container "app" never runs
    And "kubectl get pod hooks" shows:
      | NAME  | READY | STATUS            |
      | hooks | 0/1   | ContainerCreating |
    And within 15 seconds in Pod "hooks" the container "app" runs
    When I run:
      """
      $ kubectl exec hooks -- cat /tmp/hook
      """
    Then the answer is:
      """
      started
      """

  @POD-10
  Scenario: A hook that hangs keeps the container from Running for ever
    When I run:
      """
      $ kubectl create -f hook-hangs.yaml
      """
    And 30 minutes pass
    Then Pod "hook-hangs" went through the phases "Pending", and no other
    And in Pod "hook-hangs" the container "app" waits with the reason "ContainerCreating"
    And an Event of Pod "hook-hangs" with the reason "Started" says "Container started"

  @POD-10
  Scenario: A hook that fails has the container killed, and restarted as the policy says
    When I run:
      """
      $ kubectl create -f hook-fails.yaml
      """
    Then within 20 seconds in Pod "hook-fails" the container "app" has been restarted 1 time
    And in Pod "hook-fails" the container "app" last ended with 137 and the reason "Error"
    And an Event of Pod "hook-fails" with the reason "FailedPostStartHook" says "PostStartHook failed"
    And an Event of Pod "hook-fails" with the reason "Killing" says "FailedPostStartHook"
    And Pod "hook-fails" is never ready
