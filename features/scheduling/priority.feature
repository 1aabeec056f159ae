@scheduling
Feature: Important Pods come first
  A PriorityClass gives Pods a number. Of those that wait, the most important is tried first; and when there is no room
  for it, less important Pods have to go (preemption). Pods of the same or of a higher priority are never touched.

  See https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/

  Background:
    A node has 4 CPUs and every Pod here asks for 2.5, so that there is room for one on each of the two nodes.
    Given I have run:
      """
      $ kubectl create -f priority-classes.yaml
      """

  @SCH-05
  Scenario: A Pod of high priority drives out one of low priority
    Given I have run:
      """
      $ kubectl create -f two-running.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    When I run:
      """
      $ kubectl create -f high.yaml
      """
    Then within 1 minute Pod "high" is ready
    And within 2 seconds Pod "low-a" is gone
    And throughout Pod "high-b" is ready
    And an Event of Pod "low-a" with the reason "Preempted" says "Preempted by pod "
    And an Event of Pod "high" with the reason "FailedScheduling" says "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu."

  @SCH-05
  Scenario: Nobody goes for a Pod of the same or of a lower priority
    Given I have run:
      """
      $ kubectl create -f two-running.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    When I run:
      """
      $ kubectl create -f lower.yaml
      """
    And 10 minutes pass
    Then Pod "lower" waits without a node
    And throughout Pod "low-a" is ready
    And throughout Pod "high-b" is ready

  @SCH-05
  Scenario: With preemptionPolicy Never it waits, however important it is
    Given I have run:
      """
      $ kubectl create -f two-running.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    When I run:
      """
      $ kubectl create -f patient.yaml
      """
    And 10 minutes pass
    Then Pod "patient" waits without a node
    And throughout Pod "low-a" is ready
    When I run:
      """
      $ kubectl delete pod low-a
      """
    Then within 1 minute Pod "patient" is ready

  @SCH-05
  Scenario: Of those that wait the most important is placed first
    Given I have run:
      """
      $ kubectl taint nodes k8s-node01 k8s-node02 maintenance=yes:NoSchedule
      """
    When I run:
      """
      $ kubectl create -f lower.yaml
      $ kubectl create -f high.yaml
      """
    And 10 seconds pass
    And I run:
      """
      $ kubectl taint nodes k8s-node01 maintenance-
      """
    Then within 2 minutes Pod "high" is placed on the node "k8s-node01"
    And Pod "lower" waits without a node
    When I run:
      """
      $ kubectl taint nodes k8s-node02 maintenance-
      """
    Then within 2 minutes Pod "lower" is placed on the node "k8s-node02"
    And the Pods "high" and "lower" were placed in this order
