@daemonset
Feature: A DaemonSet sends each of its Pods to its own node
  The controller decides for every node whether a Pod belongs there, and then makes that Pod ask for this one node. It
  adds the wish and a number of tolerations to the Pod itself; the Pod template that you wrote stays as it is.
  Other taints, that of the master first of all, keep the Pods away unless the template tolerates them.

  See https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled

  Background:
    Given the sentences below are about the namespace "kube-system"

  @DS-03
  Scenario: The wish for the node stands in the Pod, not in the template
    The course shows matchExpressions on metadata.name. A node's name is a field and no label: today's Pods carry matchFields.
    When I run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And each Pod of DaemonSet "fluentd-elasticsearch" asks by a required nodeAffinity for the node that it is on
    And the Pod template of DaemonSet "fluentd-elasticsearch" names no node and has no affinity
    When I run:
      """
      $ kubectl get pod -n kube-system -l name=fluentd-elasticsearch -o yaml | grep -A8 nodeAffinity
      """
    Then the answer has these lines, in this order:
      """
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
          - matchFields:
            - key: metadata.name
              operator: In
              values:
              - k8s-node0*
      """

  @DS-04
  Scenario: A cordoned node is closed for others, but not for a DaemonSet
    Given I have run:
      """
      $ kubectl cordon k8s-node02
      """
    When I run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl create deployment demo -n kube-system --image=nginx:1.15.2 --replicas=4
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And within 1 minute Deployment "demo" has 4 ready replicas
    And Node "k8s-node02" has the taint "node.kubernetes.io/unschedulable:NoSchedule"
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And throughout Deployment "demo" has 0 Pods on the node "k8s-node02"

  @DS-04
  Scenario: The tolerations that every Pod of a DaemonSet gets
    When I run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And each Pod of DaemonSet "fluentd-elasticsearch" tolerates "node.kubernetes.io/unschedulable:NoSchedule"
    And each Pod of DaemonSet "fluentd-elasticsearch" tolerates "node.kubernetes.io/not-ready:NoExecute"
    And each Pod of DaemonSet "fluentd-elasticsearch" tolerates "node.kubernetes.io/unreachable:NoExecute"
    And each Pod of DaemonSet "fluentd-elasticsearch" tolerates "node.kubernetes.io/disk-pressure:NoSchedule"
    And each Pod of DaemonSet "fluentd-elasticsearch" tolerates "node.kubernetes.io/memory-pressure:NoSchedule"
    And each Pod of DaemonSet "fluentd-elasticsearch" tolerates "node.kubernetes.io/pid-pressure:NoSchedule"
    When I run:
      """
      $ kubectl get ds fluentd-elasticsearch -n kube-system -o jsonpath='{.spec.template.spec.tolerations}'
      """
    Then the answer is:
      """
      [{"effect":"NoSchedule","key":"node-role.kubernetes.io/master"}]
      """

  @DS-05
  Scenario: The taint of the master has another name today
    In the course the taint of a master is node-role.kubernetes.io/master (one of the texts even names
    network-unavailable instead). Since 1.24 it is node-role.kubernetes.io/control-plane: the old toleration does not help.
    Given I have run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    Then Node "k8s-master01" has the taint "node-role.kubernetes.io/control-plane:NoSchedule"
    And DaemonSet "fluentd-elasticsearch" has 0 Pods on the node "k8s-master01"
    When I run:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/tolerations/0/key", "value":"node-role.kubernetes.io/control-plane"}]'
      """
    Then within 3 minutes DaemonSet "fluentd-elasticsearch" has 3 updated replicas
    And within 1 minute DaemonSet "fluentd-elasticsearch" has 3 ready replicas
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-master01", "k8s-node01" and "k8s-node02", and none elsewhere

  @DS-05
  Scenario: On a master of the course's days the toleration of the course is right
    An ordinary Pod and a DaemonSet without the toleration stay away from such a master.
    Given I have run:
      """
      $ kubectl taint node k8s-master01 node-role.kubernetes.io/control-plane- node-role.kubernetes.io/master=:NoSchedule
      """
    When I run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl create -f nginx-ds.yaml -n kube-system
      $ kubectl create -f for-the-master.yaml -n kube-system
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 3 ready replicas
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-master01", "k8s-node01" and "k8s-node02", and none elsewhere
    And within 1 minute DaemonSet "nginx" has 2 ready replicas
    And throughout DaemonSet "nginx" has 0 Pods on the node "k8s-master01"
    And Pod "for-the-master" waits without a node
    And an Event of Pod "for-the-master" with the reason "FailedScheduling" says "1 node(s) had untolerated taint(s)"
