@scheduling
Feature: Pods that belong together, Pods that stay apart
  Pod affinity places a Pod where others with certain labels run already, anti-affinity keeps it away from them. What
  counts as the same place says the topologyKey: the same machine, the same zone, or whatever label the nodes have.

  See https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity

  @SCH-03
  Scenario: The web server wants to be on the machine of its cache
    When I run:
      """
      $ kubectl create -f web.yaml
      """
    And 1 minute passes
    Then Pod "web" waits without a node
    And an Event of Pod "web" with the reason "FailedScheduling" says "2 node(s) didn't match pod affinity rules"
    When I run:
      """
      $ kubectl create -f cache.yaml
      """
    Then within 1 minute Pod "web" is placed on the node "k8s-node02"

  @SCH-03
  Scenario: With the zone as topologyKey another machine of the zone will do
    Given the node "k8s-node03" joins the cluster
    And I have run:
      """
      $ kubectl label node k8s-node01 topology.kubernetes.io/zone=a
      $ kubectl label node k8s-node02 k8s-node03 topology.kubernetes.io/zone=b
      $ kubectl create -f cache.yaml
      $ kubectl wait --for=condition=Ready pod/cache
      $ kubectl cordon k8s-node02
      """
    When I run:
      """
      $ kubectl create -f web.yaml -f web-same-zone.yaml
      """
    Then within 1 minute Pod "web-same-zone" is placed on the node "k8s-node03"
    And Pod "web" waits without a node

  @SCH-03
  Scenario: Replicas that refuse to share a machine wait for one more
    When I run:
      """
      $ kubectl create -f apart.yaml
      """
    And 1 minute passes
    Then Deployment "apart" has 2 ready replicas
    And an Event of a Pod of Deployment "apart" with the reason "FailedScheduling" says "2 node(s) didn't match pod anti-affinity rules"
    When the node "k8s-node03" joins the cluster
    Then within 1 minute Deployment "apart" has 3 ready replicas
    And Deployment "apart" has one Pod on each of the nodes "k8s-node01", "k8s-node02" and "k8s-node03", and none elsewhere
    And throughout no node has more than 1 Pod of Deployment "apart"

  @SCH-03
  Scenario: Replicas that would rather not share a machine do if they have to
    When I run:
      """
      $ kubectl create -f apart-if-possible.yaml
      """
    Then within 1 minute Deployment "apart-if-possible" has 3 ready replicas
    And no node has more than 2 Pods of Deployment "apart-if-possible"
