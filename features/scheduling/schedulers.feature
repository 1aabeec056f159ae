@scheduling
Feature: Who places a Pod
  Every Pod is placed by the scheduler that its schedulerName names, default-scheduler unless you write another one. When
  nobody of that name runs, the Pod waits. The Pods of a DaemonSet are no exception: since 1.12 the scheduler places them
  like all others, only that each asks for one node.

  See https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/

  @SCH-07
  Scenario: A Pod for a scheduler that does not run waits until it does
    When I run:
      """
      $ kubectl create -f mine.yaml
      """
    And 10 minutes pass
    Then Pod "ordinary" was placed by the scheduler "default-scheduler"
    And Pod "mine" waits without a node
    And Pod "mine" is in phase "Pending"
    When a second scheduler with the name "my-scheduler" is running
    Then within 1 minute Pod "mine" is ready
    And Pod "mine" was placed by the scheduler "my-scheduler"

  @SCH-07
  Scenario: Two schedulers, and each takes its own Pods
    Given a second scheduler with the name "my-scheduler" is running
    When I run:
      """
      $ kubectl create -f mine.yaml
      """
    Then within 1 minute Pod "mine" is ready
    And within 1 minute Pod "ordinary" is ready
    And Pod "mine" was placed by the scheduler "my-scheduler"
    And Pod "ordinary" was placed by the scheduler "default-scheduler"

  @SCH-08
  Scenario: The scheduler places the Pods of a DaemonSet
    Before 1.12 the controller wrote the node's name into the Pod itself, and the scheduler never saw it.
    When I run:
      """
      $ kubectl create -f nginx-ds.yaml
      """
    Then within 1 minute DaemonSet "nginx" has 2 ready replicas
    And each Pod of DaemonSet "nginx" was created without a node, and "default-scheduler" gave it one
    And each Pod of DaemonSet "nginx" asks by a required nodeAffinity for the node that it is on
    And an Event of a Pod of DaemonSet "nginx" with the reason "Scheduled" says "to k8s-node02"

  @SCH-08
  Scenario: So a Pod of a DaemonSet waits when its node has no room for it
    When I run:
      """
      $ sed 's/resources: {}/resources: {requests: {cpu: "5"}}/' nginx-ds.yaml | kubectl create -f -
      """
    And 1 minute passes
    Then 2 Pods of DaemonSet "nginx" exist
    And DaemonSet "nginx" has 0 Pods on the node "k8s-node01"
    And DaemonSet "nginx" has 0 Pods on the node "k8s-node02"
    And an Event of a Pod of DaemonSet "nginx" with the reason "FailedScheduling" says "1 Insufficient cpu"
