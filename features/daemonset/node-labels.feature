@daemonset
Feature: A DaemonSet with a nodeSelector follows the labels of the nodes
  With a nodeSelector in its Pod template a DaemonSet runs on the nodes with these labels only. When the label of a node
  changes, the DaemonSet reacts at once: a node that matches now gets its Pod, one that matches no more loses it.

  See https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#running-pods-on-select-nodes

  Background:
    The cluster of the course: five nodes, and no taint on the master.
    Given the node "k8s-master02" joins the cluster
    And the node "k8s-master03" joins the cluster
    And I have run:
      """
      $ kubectl taint node k8s-master01 node-role.kubernetes.io/control-plane-
      $ kubectl create -f nginx-ds.yaml
      $ kubectl rollout status ds/nginx
      """
    And everything has settled

  @DS-08
  Scenario: From all five nodes to the two with the label, and then one more
    Given DaemonSet "nginx" has one Pod on each of the nodes "k8s-master01", "k8s-master02", "k8s-master03", "k8s-node01" and "k8s-node02", and none elsewhere
    When I run:
      """
      $ kubectl label node k8s-node01 k8s-node02 ds=true
      """
    Then for 1 minute nothing changes
    When I run:
      """
      $ cat nginx-ds-true.yaml > nginx-ds.yaml
      $ kubectl replace -f nginx-ds.yaml
      """
    Then within 1 second DaemonSet "nginx" has 0 Pods on the node "k8s-master01"
    And DaemonSet "nginx" has 0 Pods on the node "k8s-master02"
    And DaemonSet "nginx" has 0 Pods on the node "k8s-master03"
    And within 2 minutes DaemonSet "nginx" has 2 updated replicas
    And within 1 minute DaemonSet "nginx" has 2 ready replicas
    And DaemonSet "nginx" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And "kubectl rollout history ds nginx | sed 1d" shows:
      | REVISION | CHANGE-CAUSE |
      | 1        | <none>       |
      | 2        | <none>       |
    And "kubectl get ds nginx" shows:
      | NAME  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE | NODE SELECTOR |
      | nginx | 2       | 2       | 2     | 2          | 2         | ds=true       |
    When I run:
      """
      $ kubectl label node k8s-master03 ds=true
      """
    Then within 1 second DaemonSet "nginx" has 1 Pod on the node "k8s-master03"
    And within 1 minute DaemonSet "nginx" has 3 ready replicas
    And DaemonSet "nginx" has one Pod on each of the nodes "k8s-master03", "k8s-node01" and "k8s-node02", and none elsewhere

  @DS-08
  Scenario: A label that is taken away or changed takes the Pod with it
    Given I have run:
      """
      $ kubectl label node k8s-node01 k8s-node02 k8s-master03 ds=true
      $ kubectl replace -f nginx-ds-true.yaml
      $ kubectl rollout status ds/nginx
      """
    When I run:
      """
      $ kubectl label node k8s-node01 ds-
      $ kubectl label node k8s-node02 ds=false --overwrite
      """
    Then within 1 second DaemonSet "nginx" has one Pod on each of the nodes "k8s-master03", and none elsewhere
    And throughout DaemonSet "nginx" has 1 Pod on the node "k8s-master03"
    And within 1 minute DaemonSet "nginx" has 1 replica
