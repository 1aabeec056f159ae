@daemonset
Feature: A DaemonSet is updated node by node
  A change of the Pod template starts a rolling update. A node has room for one Pod of a DaemonSet, so by default the old
  one is deleted first and the new one made in its place, one node at a time (maxUnavailable 1). With maxSurge it is the
  other way round, and with OnDelete nothing happens until you delete the Pods yourself.

  See https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/

  Background:
    Given the sentences below are about the namespace "kube-system"
    And I have run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """

  @DS-10
  Scenario: set image updates both nodes, rollout status tells how far it is
    The option --record still does what it did, and says that it will go.
    When I run:
      """
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record -n=kube-system
      """
    Then the answer is:
      """
      daemonset.apps/fluentd-elasticsearch image updated
      Flag --record has been deprecated, --record will be removed in the future
      """
    When I run:
      """
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    Then the answer has these lines, in this order:
      """
      Waiting for daemon set "fluentd-elasticsearch" rollout to finish: 0 out of 2 new pods have been updated...
      Waiting for daemon set "fluentd-elasticsearch" rollout to finish: 1 out of 2 new pods have been updated...
      Waiting for daemon set "fluentd-elasticsearch" rollout to finish: 1 of 2 updated pods are available...
      daemon set "fluentd-elasticsearch" successfully rolled out
      """
    And all Pods of DaemonSet "fluentd-elasticsearch" run the image "k8s.gcr.io/fluentd-elasticsearch:v2.2.0"
    And DaemonSet "fluentd-elasticsearch" has 2 updated replicas
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    When I run:
      """
      $ kubectl rollout history daemonset fluentd-elasticsearch -n kube-system
      """
    Then the answer is:
      """
      daemonset.apps/fluentd-elasticsearch
      REVISION  CHANGE-CAUSE
      1         <none>
      2         kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record=true --namespace=kube-system
      """

  @DS-10
  Scenario: While the first new Pod is not available, only one counts as updated
    Given the image "k8s.gcr.io/fluentd-elasticsearch:v2.2.0" takes 2 minutes to pull
    When I run:
      """
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      """
    And 1 minute passes
    Then "kubectl get ds -n kube-system" shows:
      | NAME                  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE |
      | fluentd-elasticsearch | 2       | 2       | 1     | 1          | 1         |

  @DS-13
  Scenario: The old Pod goes first, then the new one comes, one node after the other
    When I run:
      """
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    Then on each node the old Pod of DaemonSet "fluentd-elasticsearch" had ended before the new one was created
    And throughout at least 1 Pod of DaemonSet "fluentd-elasticsearch" is available
    And throughout no node has more than 1 Pod of DaemonSet "fluentd-elasticsearch"

  @DS-13
  Scenario: With maxUnavailable 2 both nodes are updated at once
    When I run:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":2}}}}'
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    Then at some moment only 0 Pods of DaemonSet "fluentd-elasticsearch" are available
    And throughout no node has more than 1 Pod of DaemonSet "fluentd-elasticsearch"

  @DS-13
  Scenario: With maxSurge the new Pod comes first, and the old one goes when it is ready
    When I run:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":0,"maxSurge":1}}}}'
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    And everything settles
    Then on each node the new Pod of DaemonSet "fluentd-elasticsearch" was ready before the old one was deleted
    And throughout at least 2 Pods of DaemonSet "fluentd-elasticsearch" are available
    And throughout at most 3 Pods of DaemonSet "fluentd-elasticsearch" exist
    And DaemonSet "fluentd-elasticsearch" has one Pod on each of the nodes "k8s-node01" and "k8s-node02", and none elsewhere
    And all Pods of DaemonSet "fluentd-elasticsearch" run the image "k8s.gcr.io/fluentd-elasticsearch:v2.2.0"

  @DS-14
  Scenario: The strategy is RollingUpdate unless you say otherwise
    When I run:
      """
      $ kubectl get ds/fluentd-elasticsearch -n kube-system -o go-template='{{.spec.updateStrategy.type}}{{"\n"}}'
      """
    Then the answer is:
      """
      RollingUpdate
      """

  @DS-14
  Scenario: Under OnDelete a node is updated when you delete its Pod
    When I run:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system --type=json -p='[{"op": "replace", "path": "/spec/updateStrategy", "value": {"type": "OnDelete"}}]'
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      """
    And 10 minutes pass
    Then all Pods of DaemonSet "fluentd-elasticsearch" run the image "k8s.gcr.io/fluentd-elasticsearch:1.20"
    And throughout at least 2 Pods of DaemonSet "fluentd-elasticsearch" are ready
    And DaemonSet "fluentd-elasticsearch" has 0 updated replicas
    When I run:
      """
      $ kubectl delete pod -n kube-system --field-selector spec.nodeName=k8s-node01
      """
    Then within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And 1 Pod of DaemonSet "fluentd-elasticsearch" runs the image "k8s.gcr.io/fluentd-elasticsearch:v2.2.0"
    And 1 Pod of DaemonSet "fluentd-elasticsearch" runs the image "k8s.gcr.io/fluentd-elasticsearch:1.20"
