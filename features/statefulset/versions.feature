@statefulset
Feature: The versions of a StatefulSet, and who decides when a Pod gets the new one
  Every Pod template that a StatefulSet had is kept as a ControllerRevision, so that one can look at the history and go
  back. With the strategy RollingUpdate the controller replaces the Pods and rollout status follows it;
  with OnDelete it is the administrator who deletes a Pod when its turn has come.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies

  Background:
    Given I have run:
      """
      $ kubectl create -f sts-web.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """

  @STS-13
  Scenario: With OnDelete a Pod gets the new version when somebody deletes it
    Given I have run:
      """
      $ kubectl patch statefulset web --type=json -p='[{"op": "replace", "path": "/spec/updateStrategy", "value": {"type": "OnDelete"}}]'
      """
    When I run:
      """
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"dotbalo/canary:v2"}]'
      """
    And 10 minutes pass
    Then all Pods of StatefulSet "web" run the image "dotbalo/canary:v1"
    And StatefulSet "web" has 0 updated replicas
    And throughout Pod "web-2" is one and the same
    And throughout Pod "web-1" is one and the same
    When I run:
      """
      $ kubectl delete pod web-1
      """
    And 10 minutes pass
    Then the image "dotbalo/canary:v2" reached Pod "web-1" alone
    And Pod "web-1" is ready
    And StatefulSet "web" has 1 updated replica
    And throughout Pod "web-0" is one and the same
    And throughout Pod "web-2" is one and the same
    When I try:
      """
      $ kubectl rollout status sts web
      """
    Then it is refused with:
      """
      error: rollout status is only available for RollingUpdate strategy type
      """

  @STS-14
  Scenario: rollout status follows the update Pod by Pod
    The course shows "waiting for statefulset rolling update to complete 1 pods at revision web-..." and at the end
    "statefulset rolling update complete 3 pods". Since every StatefulSet has a partition, 0 when nothing is said, kubectl
    reports each update as a partitioned one.

    When I run:
      """
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      """
    Then the answer has these lines, in this order:
      """
      Waiting for partitioned roll out to finish: 0 out of 3 new pods have been updated...
      Waiting for 1 pods to be ready...
      Waiting for partitioned roll out to finish: 1 out of 3 new pods have been updated...
      Waiting for 1 pods to be ready...
      Waiting for partitioned roll out to finish: 2 out of 3 new pods have been updated...
      Waiting for 1 pods to be ready...
      partitioned roll out complete: 3 new pods have been updated...
      """
    And all Pods of StatefulSet "web" run the image "dotbalo/canary:v2"
    And StatefulSet "web" has 3 ready replicas

  @STS-14
  Scenario: With a partition, the Pods above it are all there is to do
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      """
    Then the answer has these lines, in this order:
      """
      Waiting for partitioned roll out to finish: 0 out of 1 new pods have been updated...
      Waiting for 1 pods to be ready...
      partitioned roll out complete: 1 new pods have been updated...
      """
    And Pod "web-1" runs the image "dotbalo/canary:v1"

  @STS-21
  Scenario: Each template is kept under a number
    A ControllerRevision a version; the StatefulSet owns them. There is no ReplicaSet in between.

    When I run:
      """
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      $ kubectl rollout history sts web
      """
    Then the answer has these lines, in this order:
      """
      statefulset.apps/web
      REVISION  CHANGE-CAUSE
      1         <none>
      2         <none>
      """
    And StatefulSet "web" owns 2 ControllerRevisions
    And StatefulSet "web" owns 0 ReplicaSets
    And "kubectl get controllerrevisions --sort-by=.revision" shows:
      | NAME  | CONTROLLER           | REVISION |
      | web-* | statefulset.apps/web | 1        |
      | web-* | statefulset.apps/web | 2        |

  @STS-21
  Scenario: Going back is an update like any other, from the highest number down
    The old template gets a new number: 1 is gone from the list, and 3 is the same template.

    Given I have run:
      """
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl rollout undo sts web
      $ kubectl rollout status sts web
      """
    Then the image "dotbalo/canary:v1" reached the Pods "web-2", "web-1" and "web-0" in this order, and no other
    And each of the Pods "web-2", "web-1" and "web-0" was created only after the one before it was ready
    And StatefulSet "web" owns 2 ControllerRevisions
    When I run:
      """
      $ kubectl rollout history sts web
      """
    Then the answer is:
      """
      statefulset.apps/web
      REVISION  CHANGE-CAUSE
      2         <none>
      3         <none>
      """
    When I run:
      """
      $ kubectl rollout undo sts web --to-revision=2
      $ kubectl rollout status sts web
      """
    Then all Pods of StatefulSet "web" run the image "dotbalo/canary:v2"
    And throughout at most 1 Pod of StatefulSet "web" is not ready
