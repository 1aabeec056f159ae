@daemonset
Feature: A DaemonSet keeps its versions as ControllerRevisions
  A DaemonSet makes its Pods itself, there are no ReplicaSets that could stand for its versions. Every version of the
  Pod template is kept in an object of its own, a ControllerRevision. Going back means making an old version the newest:
  its revision gets the next number, and the old number disappears.

  See https://kubernetes.io/docs/tasks/manage-daemon/rollback-daemon-set/

  Background:
    Given the sentences below are about the namespace "kube-system"
    And I have run:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """

  @DS-11
  Scenario: Each version is an object with its number and its cause
    Then DaemonSet "fluentd-elasticsearch" owns 2 ControllerRevisions
    And "kubectl get controllerrevision -n kube-system -l name=fluentd-elasticsearch --sort-by=.revision" shows:
      | NAME                    | CONTROLLER                           | REVISION |
      | fluentd-elasticsearch-* | daemonset.apps/fluentd-elasticsearch | 1        |
      | fluentd-elasticsearch-* | daemonset.apps/fluentd-elasticsearch | 2        |
    And "kubectl get controllerrevision -n kube-system --sort-by=.revision -o custom-columns='REVISION:.revision,CAUSE:.metadata.annotations.kubernetes\.io/change-cause,IMAGE:.data.spec.template.spec.containers[0].image,PATCH:.data.spec.template.\$patch'" shows:
      | REVISION | CAUSE                                     | IMAGE                                   | PATCH   |
      | 1        | <none>                                    | k8s.gcr.io/fluentd-elasticsearch:1.20   | replace |
      | 2        | kubectl set image * --record=true *       | k8s.gcr.io/fluentd-elasticsearch:v2.2.0 | replace |

  @DS-11
  Scenario: describe shows the template that a version stands for
    The course prints the annotations in one line each and a field `$ Patch`; kubectl 1.36 writes them so.
    When I run:
      """
      $ kubectl describe -n kube-system $(kubectl get controllerrevision -n kube-system --sort-by=.revision -o name | tail -1)
      """
    Then the answer has these lines, in this order:
      """
      Name:         fluentd-elasticsearch-*
      Namespace:    kube-system
      Labels:       controller-revision-hash=*
                    name=fluentd-elasticsearch
      Annotations:  deprecated.daemonset.template.generation: 2
                    kubernetes.io/change-cause:
      API Version:  apps/v1
      Data:
        Spec:
          Template:
            $patch:  replace
            Metadata:
              Labels:
                Name:  fluentd-elasticsearch
            Spec:
              Containers:
                Image:              k8s.gcr.io/fluentd-elasticsearch:v2.2.0
                Image Pull Policy:  IfNotPresent
                Name:               fluentd-elasticsearch
      Revision:                  2
      """

  @DS-12
  Scenario: Going back to revision 1 makes revision 3 out of it
    When I run:
      """
      $ kubectl rollout undo daemonset fluentd-elasticsearch --to-revision=1 -n kube-system
      """
    Then the answer is:
      """
      daemonset.apps/fluentd-elasticsearch rolled back
      """
    And within 2 minutes all Pods of DaemonSet "fluentd-elasticsearch" run the image "k8s.gcr.io/fluentd-elasticsearch:1.20"
    And within 1 minute DaemonSet "fluentd-elasticsearch" has 2 ready replicas
    And throughout at least 1 Pod of DaemonSet "fluentd-elasticsearch" is ready
    And throughout DaemonSet "fluentd-elasticsearch" owns 2 ControllerRevisions
    When I run:
      """
      $ kubectl rollout history daemonset fluentd-elasticsearch -n kube-system
      """
    Then the answer is:
      """
      daemonset.apps/fluentd-elasticsearch
      REVISION  CHANGE-CAUSE
      2         kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record=true --namespace=kube-system
      3         <none>
      """

  @DS-12
  Scenario: A revision that does not exist is refused
    When I try:
      """
      $ kubectl rollout undo daemonset fluentd-elasticsearch --to-revision=7 -n kube-system
      """
    Then it is refused with:
      """
      error: unable to find specified revision 7 in history
      """
    And all Pods of DaemonSet "fluentd-elasticsearch" run the image "k8s.gcr.io/fluentd-elasticsearch:v2.2.0"
