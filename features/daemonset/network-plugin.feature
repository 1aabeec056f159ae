@daemonset
Feature: A DaemonSet can run where no other Pod can yet
  The agent of a network plugin is a Pod too, and it has to start on a node that has no network for Pods. A DaemonSet
  does this with tolerations: its Pods stand the taint that keeps all others away. When the plugin is up the taint goes,
  and the others follow. What fails on a bad node is tried again until it runs.

  See https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations

  @DS-06
  Scenario: The plugin's agent comes first, the others follow when the network is there
    Given I have run:
      """
      $ kubectl cordon k8s-node01
      $ kubectl cordon k8s-node02
      """
    When the node "k8s-node03" joins the cluster without routes for its Pods
    And I run:
      """
      $ kubectl create -f network-plugin.yaml
      $ kubectl create -f nginx-ds.yaml
      $ kubectl create deployment demo --image=nginx:1.15.2
      """
    Then within 1 minute Node "k8s-node03" has the taint "node.kubernetes.io/network-unavailable:NoSchedule"
    And within 1 minute DaemonSet "network-plugin-agent" has one Pod on each of the nodes "k8s-node01", "k8s-node02" and "k8s-node03", and none elsewhere
    And within 1 minute DaemonSet "network-plugin-agent" has 3 ready replicas
    When 5 minutes pass
    Then throughout DaemonSet "nginx" has 0 Pods on the node "k8s-node03"
    And throughout Deployment "demo" has 0 Pods on the node "k8s-node03"
    When the network plugin has set up the network of the node "k8s-node03"
    Then within 1 minute Node "k8s-node03" does not have the taint "node.kubernetes.io/network-unavailable:NoSchedule"
    And within 1 minute DaemonSet "nginx" has one Pod on each of the nodes "k8s-node01", "k8s-node02" and "k8s-node03", and none elsewhere
    And within 1 minute Deployment "demo" has 1 Pod on the node "k8s-node03"

  @DS-06
  Scenario: A DaemonSet on the node's own network needs no toleration of its own for this
    When the node "k8s-node03" joins the cluster without routes for its Pods
    And I run:
      """
      $ kubectl create -f host-network.yaml
      $ kubectl create -f nginx-ds.yaml
      """
    Then within 1 minute DaemonSet "host-network-agent" has 3 ready replicas
    And each Pod of DaemonSet "host-network-agent" tolerates "node.kubernetes.io/network-unavailable:NoSchedule"
    And DaemonSet "host-network-agent" has one Pod on each of the nodes "k8s-node01", "k8s-node02" and "k8s-node03", and none elsewhere
    And throughout DaemonSet "nginx" has 0 Pods on the node "k8s-node03"

  @DS-06
  Scenario: A kubelet without any network plugin says that it is not ready, which is one taint more
    In the course network-unavailable is all that a plugin has to tolerate. Such a node is NotReady as well, and since
    1.12 that is a taint with the effect NoSchedule: a plugin of today tolerates every NoSchedule and uses the node's network.
    When the node "k8s-node03" joins the cluster without a network plugin
    And I run:
      """
      $ kubectl create -f network-plugin.yaml
      """
    Then within 1 minute Node "k8s-node03" has the taint "node.kubernetes.io/not-ready:NoSchedule"
    And "kubectl get node k8s-node03" shows:
      | NAME       | STATUS   |
      | k8s-node03 | NotReady |
    When 5 minutes pass
    Then throughout DaemonSet "network-plugin-agent" has 0 Pods on the node "k8s-node03"
    When I run:
      """
      $ kubectl replace -f network-plugin-today.yaml
      """
    Then within 2 minutes DaemonSet "network-plugin-agent" has 3 updated replicas
    And within 1 minute DaemonSet "network-plugin-agent" has 3 ready replicas
    And DaemonSet "network-plugin-agent" has 1 Pod on the node "k8s-node03"
    When the network plugin has set up the network of the node "k8s-node03"
    Then within 1 minute Node "k8s-node03" is ready
    And within 1 minute Node "k8s-node03" does not have the taint "node.kubernetes.io/not-ready:NoSchedule"

  @DS-07
  Scenario: A container that fails is started again until it runs
    Given in DaemonSet "nginx" the container "nginx" exits with 1 each time it has run for 5 seconds
    When I run:
      """
      $ kubectl create -f nginx-ds.yaml
      """
    Then within 2 minutes 2 Pods of DaemonSet "nginx" wait with the reason "CrashLoopBackOff"
    When in DaemonSet "nginx" the container "nginx" behaves well again
    Then within 6 minutes DaemonSet "nginx" has 2 available replicas
    And for 1 minute nothing changes

  @DS-07
  Scenario: A Pod that the node throws out is made anew until the node takes it
    Given I have run:
      """
      $ kubectl create -f nginx-ds.yaml
      $ kubectl rollout status ds/nginx
      """
    When the node "k8s-node02" runs short of memory
    And 1 minute passes
    Then an Event of DaemonSet "nginx" with the reason "FailedDaemonPod" says "Found failed daemon pod default/nginx-"
    When the node "k8s-node02" has enough memory again
    Then within 20 minutes DaemonSet "nginx" has 2 ready replicas
    And DaemonSet "nginx" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And throughout DaemonSet "nginx" has 1 Pod on the node "k8s-node01"
