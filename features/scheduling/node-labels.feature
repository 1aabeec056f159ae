@scheduling
Feature: A Pod asks for nodes by their labels
  With a nodeSelector, or with the richer nodeAffinity, a Pod says on which nodes it may run, or where it would like to.
  A Pod for which there is no node waits, and the scheduler says in an Event what was missing on how many nodes.

  See https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/

  @SCH-01
  Scenario: Without a node that has the label the Pod waits, with one it starts
    Given I have run:
      """
      $ kubectl label node k8s-node02 disktype=hdd
      """
    When I run:
      """
      $ kubectl create -f on-ssd.yaml
      """
    And 10 minutes pass
    Then Pod "on-ssd" is in phase "Pending"
    And Pod "on-ssd" waits without a node
    And an Event of Pod "on-ssd" with the reason "FailedScheduling" says "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector."
    When I run:
      """
      $ kubectl label node k8s-node01 disktype=ssd
      """
    Then within 1 minute Pod "on-ssd" is ready
    And Pod "on-ssd" is placed on the node "k8s-node01"

  @SCH-01
  Scenario: Labels are looked at when the Pod is placed, and not again
    Given I have run:
      """
      $ kubectl label node k8s-node01 disktype=ssd
      $ kubectl create -f on-ssd.yaml
      $ kubectl wait --for=condition=Ready pod/on-ssd
      """
    When I run:
      """
      $ kubectl label node k8s-node01 disktype-
      """
    And 10 minutes pass
    Then throughout Pod "on-ssd" exists
    And Pod "on-ssd" is placed on the node "k8s-node01"
    And Pod "on-ssd" is ready

  @SCH-02
  Scenario: In, NotIn, Exists, DoesNotExist, Gt and Lt
    The Pods are named after their operators. The one called both asks for two labels that no node has together.
    Given I have run:
      """
      $ kubectl label node k8s-node01 disktype=ssd cores=16
      $ kubectl label node k8s-node02 disktype=hdd cores=4 gpu=true
      """
    When I run:
      """
      $ kubectl create -f operators.yaml
      """
    And 1 minute passes
    Then Pod "in" is placed on the node "k8s-node01"
    And Pod "not-in" is placed on the node "k8s-node02"
    And Pod "exists" is placed on the node "k8s-node02"
    And Pod "does-not-exist" is placed on the node "k8s-node01"
    And Pod "greater" is placed on the node "k8s-node01"
    And Pod "less" is placed on the node "k8s-node02"
    And Pod "both" waits without a node

  @SCH-02
  Scenario: A preference decides as long as it can be met
    All three want an ssd most and a gpu a little; left to itself, the scheduler would have spread them.
    Given I have run:
      """
      $ kubectl label node k8s-node01 gpu=true
      $ kubectl label node k8s-node02 disktype=ssd
      """
    When I run:
      """
      $ kubectl create -f preferring.yaml
      """
    And 10 seconds pass
    Then Pod "rather-ssd-1" is placed on the node "k8s-node02"
    And Pod "rather-ssd-2" is placed on the node "k8s-node02"
    And Pod "rather-ssd-3" is placed on the node "k8s-node02"
    When I run:
      """
      $ kubectl delete -f preferring.yaml
      $ kubectl cordon k8s-node02
      $ kubectl create -f preferring.yaml
      """
    And 10 seconds pass
    Then Pod "rather-ssd-1" is placed on the node "k8s-node01"
    And Pod "rather-ssd-2" is placed on the node "k8s-node01"
    And Pod "rather-ssd-3" is placed on the node "k8s-node01"

  @SCH-02
  Scenario: There is no operator Equal, and no label metadata.name
    The course asks for a node by matchExpressions on metadata.name and mentions an operator Equal. The first finds no
    node, because a node's name is a field (matchFields); the second is not accepted at all.
    When I try:
      """
      $ sed 's/operator: In/operator: Equal/' with-node-affinity.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The Pod "with-node-affinity" is invalid: spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: Invalid value: "Equal": not a valid selector operator
      """
    When the node "node-geektime" joins the cluster
    And I run:
      """
      $ kubectl create -f with-node-affinity.yaml
      """
    And 1 minute passes
    Then Pod "with-node-affinity" waits without a node
    When I run:
      """
      $ kubectl delete -f with-node-affinity.yaml
      $ sed 's/matchExpressions/matchFields/' with-node-affinity.yaml | kubectl create -f -
      """
    Then within 1 minute Pod "with-node-affinity" is placed on the node "node-geektime"
