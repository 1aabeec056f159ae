@scheduling
Feature: What becomes of Pods when a node fails
  Replicas that are spread over machines and zones survive the loss of one. When a node falls silent it is not ready
  after less than a minute; its Pods are given five minutes more, then they are deleted and made elsewhere. A StatefulSet
  waits longer: it makes a Pod anew only when the old one is surely gone.

  See https://kubernetes.io/docs/concepts/architecture/nodes/#condition

  @SCH-06
  Scenario: Replicas spread evenly over zones
    Given the node "k8s-node03" joins the cluster
    And I have run:
      """
      $ kubectl label node k8s-node01 topology.kubernetes.io/zone=a
      $ kubectl label node k8s-node02 topology.kubernetes.io/zone=b
      $ kubectl label node k8s-node03 topology.kubernetes.io/zone=c
      """
    When I run:
      """
      $ kubectl create -f spread.yaml
      """
    Then within 1 minute Deployment "spread" has 6 ready replicas
    And Deployment "spread" has 2 Pods on the node "k8s-node01"
    And Deployment "spread" has 2 Pods on the node "k8s-node02"
    And Deployment "spread" has 2 Pods on the node "k8s-node03"

  @SCH-06
  Scenario: A zone that takes no more Pods holds the others back
    Given I have run:
      """
      $ kubectl label node k8s-node01 topology.kubernetes.io/zone=a
      $ kubectl label node k8s-node02 topology.kubernetes.io/zone=b
      $ kubectl cordon k8s-node02
      """
    When I run:
      """
      $ kubectl create -f spread.yaml
      """
    And 1 minute passes
    Then Deployment "spread" has 1 Pod on the node "k8s-node01"
    And Deployment "spread" has 0 Pods on the node "k8s-node02"
    And an Event of a Pod of Deployment "spread" with the reason "FailedScheduling" says "1 node(s) didn't match pod topology spread constraints"
    When I run:
      """
      $ kubectl uncordon k8s-node02
      """
    Then within 2 minutes Deployment "spread" has 3 Pods on the node "k8s-node01"
    And within 1 minute Deployment "spread" has 3 Pods on the node "k8s-node02"

  @SCH-06
  Scenario: The Pods of a Deployment are made elsewhere after five minutes
    Given I have run:
      """
      $ kubectl create -f demo.yaml
      $ kubectl rollout status deployment demo
      """
    And Deployment "demo" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    When the node "k8s-node02" fails
    And 30 seconds pass
    Then Node "k8s-node02" is ready
    When 30 seconds pass
    Then Node "k8s-node02" is not ready
    And Node "k8s-node02" has the taint "node.kubernetes.io/unreachable:NoSchedule"
    And within 10 seconds Node "k8s-node02" has the taint "node.kubernetes.io/unreachable:NoExecute"
    And Deployment "demo" has 1 ready replica
    When 4 minutes pass
    Then throughout Deployment "demo" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And within 2 minutes Deployment "demo" has 2 Pods on the node "k8s-node01"
    And within 1 minute Deployment "demo" has 2 ready replicas
    And throughout at least 1 Pod of Deployment "demo" is ready

  @SCH-06
  Scenario: A node that comes back in time keeps its Pods
    Given I have run:
      """
      $ kubectl create -f demo.yaml
      $ kubectl rollout status deployment demo
      """
    When the node "k8s-node02" is cut off from the network
    And 4 minutes pass
    Then Node "k8s-node02" is not ready
    When the node "k8s-node02" is reachable again
    Then within 1 minute Node "k8s-node02" is ready
    And within 1 minute Deployment "demo" has 2 ready replicas
    When 10 minutes pass
    Then throughout Deployment "demo" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere

  @SCH-06
  Scenario: Until the node is known to be silent, requests still go to its Pod and get no answer
    The containers go on behind the cut wire, and the Service counts their Pod as ready until the node is not.
    Given I have run:
      """
      $ kubectl create -f demo.yaml
      $ kubectl expose deployment demo --port=80
      $ kubectl rollout status deployment demo
      """
    When the node "k8s-node02" is cut off from the network
    And I run:
      """
      $ for i in 1 2; do curl -s -o /dev/null --max-time 2 http://$(kubectl get svc demo -o jsonpath={.spec.clusterIP})/ && echo answered || echo "no answer"; done
      """
    Then the answer contains "answered"
    And the answer contains "no answer"
    When 1 minute passes
    Then Node "k8s-node02" is not ready
    When I run:
      """
      $ for i in 1 2; do curl -s -o /dev/null --max-time 2 http://$(kubectl get svc demo -o jsonpath={.spec.clusterIP})/ && echo answered || echo "no answer"; done
      """
    Then the answer is:
      """
      answered
      answered
      """

  @SCH-06
  Scenario: The Pod of a StatefulSet is made anew only when the old one is surely gone
    Nobody can know whether the container on the lost node still runs. It could be two of the same name.
    Given I have run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    And Pod "web-0" is placed on the node "k8s-node02"
    When the node "k8s-node02" fails
    And 30 minutes pass
    Then Pod "web-0" is placed on the node "k8s-node02"
    And Pod "web-0" is never placed on the node "k8s-node01"
    And "kubectl get pod web-0" shows:
      | NAME  | READY | STATUS      |
      | web-0 | 1/1   | Terminating |
    When the node "k8s-node02" leaves the cluster
    Then within 2 minutes Pod "web-0" is placed on the node "k8s-node01"
    And within 1 minute Pod "web-0" is ready
