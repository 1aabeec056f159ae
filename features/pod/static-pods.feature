@pod
Feature: Static Pods come from a folder on the node
  A kubelet runs the manifests in its folder without asking anybody; the API server gets a mirror of each,
  named after the Pod and its node. Only the file decides: what is done to the mirror changes nothing.

  See https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/

  @POD-15
  Scenario: A file in the folder is a Pod on that node, and a mirror in the API
    When the file "static-web.yaml" is put into the manifest folder of the node "k8s-node01"
    Then within 1 minute Pod "static-web-k8s-node01" is ready
    And Pod "static-web-k8s-node01" is placed on the node "k8s-node01"
    And Pod "static-web" never exists
    And no Event of Pod "static-web-k8s-node01" has the reason "Scheduled"
    When I run:
      """
      $ kubectl describe pod static-web-k8s-node01
      """
    Then the answer contains "kubernetes.io/config.mirror"
    And the answer contains "kubernetes.io/config.source: file"
    And the answer has these lines, in this order:
      """
      Controlled By:  Node/k8s-node01
      """

  @POD-15
  Scenario: Deleting the mirror does not stop the Pod
    Given the file "static-web.yaml" is put into the manifest folder of the node "k8s-node01"
    And everything has settled
    When I run:
      """
      $ kubectl delete pod static-web-k8s-node01
      """
    Then Pod "static-web-k8s-node01" was gone 0 seconds after it was deleted
    And within 5 seconds Pod "static-web-k8s-node01" is ready
    And in Pod "static-web-k8s-node01" the container "web" has been restarted 0 times
    And no Event of Pod "static-web-k8s-node01" has the reason "Killing"

  @POD-15
  Scenario: Without the file the Pod ends
    Given the file "static-web.yaml" is put into the manifest folder of the node "k8s-node01"
    And everything has settled
    When the file "static-web.yaml" is taken out of the manifest folder of the node "k8s-node01"
    Then within 2 minutes Pod "static-web-k8s-node01" is gone

  @POD-15
  Scenario: It needs no API server: a node that is cut off goes on running it
    The course says that static Pods have no health checks; a kubelet probes them as it does all others.
    Given the file "static-web.yaml" is put into the manifest folder of the node "k8s-node01"
    And everything has settled
    When the node "k8s-node01" is cut off from the network
    And 10 minutes pass
    And the node "k8s-node01" is reachable again
    Then within 1 minute Pod "static-web-k8s-node01" is ready
    And throughout in Pod "static-web-k8s-node01" the container "web" has been restarted 0 times
