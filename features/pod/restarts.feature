@pod
Feature: Restarts of a crashing container take longer and longer
  The kubelet starts a container that ended again, at first at once, then after 10 seconds, 20, 40 and so on,
  never more than 5 minutes apart. In between the Pod shows CrashLoopBackOff.

  See https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy

  @POD-04
  Scenario: The wait doubles from 10 seconds to 5 minutes
    The course counts in the kubelet's sync-frequency; the wait has its own count of 10 seconds, doubled each time.
    When I run:
      """
      $ kubectl create -f crash.yaml
      """
    And 20 minutes pass
    Then in Pod "crash" the container "app" was started again after waits of "0s", "10s", "20s", "40s", "80s", "160s", "300s" and "300s"
    And an Event of Pod "crash" with the reason "BackOff" says "Back-off restarting failed container app in pod crash_default"

  @POD-04
  Scenario: While it waits it shows CrashLoopBackOff, and its phase is Running
    When I run:
      """
      $ kubectl create -f crash.yaml
      """
    Then within 2 minutes in Pod "crash" the container "app" waits with the reason "CrashLoopBackOff"
    And Pod "crash" is in phase "Running"
    And in Pod "crash" the container "app" last ended with 1 and the reason "Error"
    When I run:
      """
      $ kubectl get pod crash
      $ kubectl logs crash
      """
    Then the answer has these lines, in this order:
      """
      crash 0/1 CrashLoopBackOff * (*s ago) *s
      hello
      """

  @POD-04
  Scenario: Ten minutes of good running, and the waits begin anew
    Given I have run:
      """
      $ kubectl create -f nginx-pod.yaml
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    And in Pod "nginx" the container "nginx" exits with 1 each time it has run for 5 seconds
    When 2 minutes pass
    Then in Pod "nginx" the container "nginx" was started again after waits of "0s", "10s", "20s" and "40s"
    When in Pod "nginx" the container "nginx" exits with 1 each time it has run for 11 minutes
    And 40 minutes pass
    Then in Pod "nginx" the container "nginx" was started again after waits of "0s", "10s", "20s", "40s", "80s", "0s" and "0s"
