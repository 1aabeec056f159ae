@daemonset
Feature: A DaemonSet runs one Pod on every node
  Some programs belong on every machine: those that collect logs, watch the machine or set up its network. A DaemonSet
  keeps exactly one Pod of them on each node that may run it, and follows the nodes as they come and go.
  It has no number of replicas: the nodes are the number.

  See https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/

  Background:
    Given the sentences below are about the namespace "kube-system"

  @DS-01 @DS-09
  Scenario: As many Pods as nodes, one on each
    The figures of a DaemonSet count nodes. The master is not among them: its taint keeps the Pods away.
    When I run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And throughout no node has more than 1 Pod of DaemonSet "fluentd-elasticsearch"
    And "kubectl get pod -n kube-system -l name=fluentd-elasticsearch" shows:
      | NAME                    | READY | STATUS  | RESTARTS |
      | fluentd-elasticsearch-* | 1/1   | Running | 0        |
      | fluentd-elasticsearch-* | 1/1   | Running | 0        |
    And "kubectl get ds -n kube-system fluentd-elasticsearch" shows:
      | NAME                  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE | NODE SELECTOR |
      | fluentd-elasticsearch | 2       | 2       | 2     | 2          | 2         | <none>        |
    And for 1 minute nothing changes

  @DS-01
  Scenario: A Pod that is deleted comes back on the same node, one too many is deleted
    The second Pod on k8s-node01 was made by hand, with the labels of the DaemonSet: it takes it for its own.
    Given I have run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    When I run:
      """
      $ kubectl delete pod -n kube-system --field-selector spec.nodeName=k8s-node02
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And throughout DaemonSet "fluentd-elasticsearch" has 1 Pod on the node "k8s-node01"
    When I run:
      """
      $ kubectl create -f one-more.yaml
      """
    Then within 1 minute Pod "one-more" is gone
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere

  @DS-02
  Scenario: A node that joins gets its Pod at once, a node that leaves takes its Pod with it
    Given I have run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    When the node "k8s-node03" joins the cluster
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 3 ready replicas
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01", "k8s-node02" and "k8s-node03", and none elsewhere
    When the node "k8s-node01" leaves the cluster
    Then within 2 minutes 2 Pods of DaemonSet "fluentd-elasticsearch" exist
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node02" and "k8s-node03", and none elsewhere
    And throughout DaemonSet "fluentd-elasticsearch" has 1 Pod on the node "k8s-node02"

  @DS-09
  Scenario: Long names have short ones
    Given I have run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    Then "kubectl get ds -n kube-system" shows:
      | NAME                  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE | NODE SELECTOR |
      | fluentd-elasticsearch | 2       | 2       | 2     | 2          | 2         | <none>        |
    When I run:
      """
      $ kubectl get no,ns,svc,cm -n kube-system
      """
    Then the answer contains "node/k8s-node01"
    And the answer contains "namespace/kube-system"
    And the answer contains "service/kube-dns"
    And the answer contains "configmap/kube-root-ca.crt"
    When I run:
      """
      $ kubectl api-resources --no-headers
      """
    Then the answer has these lines, in this order:
      """
      configmaps                 cm       v1               true    ConfigMap
      namespaces                 ns       v1               false   Namespace
      nodes                      no       v1               false   Node
      persistentvolumeclaims     pvc      v1               true    PersistentVolumeClaim
      persistentvolumes          pv       v1               false   PersistentVolume
      pods                       po       v1               true    Pod
      services                   svc      v1               true    Service
      daemonsets                 ds       apps/v1          true    DaemonSet
      deployments                deploy   apps/v1          true    Deployment
      replicasets                rs       apps/v1          true    ReplicaSet
      statefulsets               sts      apps/v1          true    StatefulSet
      horizontalpodautoscalers   hpa      autoscaling/v2   true    HorizontalPodAutoscaler
      """
