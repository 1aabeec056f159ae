@pod
Feature: A container may say itself when it is started again
  restartPolicy of a container goes before that of its Pod, and its rules before both: the exit code decides.
  One action of a rule starts the whole Pod anew, with its init containers, on the same node and with the same address.

  See https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules

  @POD-03
  Scenario: With 42 the container is started again, with 7 its Pod has failed
    When I run:
      """
      $ kubectl create -f restart-rules.yaml
      """
    Then within 2 minutes Pod "retries" is in phase "Failed"
    And in Pod "retries" the container "app" was started again after waits of "0s" and "10s"
    And in Pod "retries" the container "app" has been restarted 2 times

  @POD-03
  Scenario: One container's exit with 88 starts all of them anew, and no preStop is called
    When I run:
      """
      $ kubectl create -f restart-all.yaml
      """
    Then within 2 minutes in Pod "together" the container "prepare" has been restarted 1 time
    And within 1 minute Pod "together" is ready
    And in Pod "together" the container "app" has been restarted 1 time
    And in Pod "together" the container "app" last ended with 137 and the reason "RestartingAllContainers"
    And Pod "together" has the condition "AllContainersRestarting" with the status "False"
    When I run:
      """
      $ kubectl exec together -c app -- sh -c 'wc -l < /data/prepared; ls /data'
      """
    Then the answer is:
      """
      2
      once
      prepared
      """
