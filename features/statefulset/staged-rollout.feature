@statefulset
Feature: A new version is rolled out in stages, by lowering the partition
  A partition above all numbers holds a new version back altogether. Each time it is lowered, the Pods that it lets
  go are updated by themselves, from the highest number down. With 0, or with no partition at all, the update is complete.

  See https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#rolling-out-a-canary

  @STS-11
  Scenario: A partition above all numbers holds the version back, lowering it lets it go
    3, then 2, then 0: nobody is deleted by hand. With the partition at 3 not even web-2 is updated when it is
    deleted; the course prints v2 for web-2 at the end, and that is so only after the partition became 2.

    Given I have run:
      """
      $ kubectl create -f sts-web.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":3}}}}'
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"dotbalo/canary:v2"}]'
      $ kubectl delete po web-2
      """
    And everything settles
    Then all Pods of StatefulSet "web" run the image "dotbalo/canary:v1"
    And StatefulSet "web" has 3 ready replicas
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      """
    And everything settles
    And I run:
      """
      $ for p in 0 1 2; do kubectl get po web-$p --template '{{range $i, $c := .spec.containers}}{{$c.image}}{{end}}'; echo; done
      """
    Then the answer is:
      """
      dotbalo/canary:v1
      dotbalo/canary:v1
      dotbalo/canary:v2
      """
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}}}}'
      """
    Then within 2 minutes 3 Pods of StatefulSet "web" run the image "dotbalo/canary:v2"
    And the image "dotbalo/canary:v2" reached the Pods "web-2", "web-1" and "web-0" in this order, and no other

  @STS-12
  Scenario: The canary ends with a partition of 0
    Somebody asked whether to raise the partition to the number of Pods. That would update nobody: it is 0 that means everybody.
    Until then the StatefulSet has two revisions, the current one and the one it updates to.

    Given I have run:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl set image statefulset web nginx=nginx:1.21.6
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":3}}}}'
      """
    And everything settles
    Then the current revision of StatefulSet "web" is not its update revision
    And StatefulSet "web" has 1 updated replica
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}}}}'
      $ kubectl rollout status sts web
      """
    Then StatefulSet "web" has 3 updated replicas
    And all Pods of StatefulSet "web" run the image "nginx:1.21.6"
    And the current revision of StatefulSet "web" is its update revision
    And throughout Pod "web-2" is one and the same

  @STS-12
  Scenario: Taking the partition away does the same
    Given I have run:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":1}}}}'
      $ kubectl set image statefulset web nginx=nginx:1.21.6
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl patch statefulset web --type=json -p='[{"op": "remove", "path": "/spec/updateStrategy/rollingUpdate/partition"}]'
      $ kubectl rollout status sts web
      """
    Then all Pods of StatefulSet "web" run the image "nginx:1.21.6"
    And the current revision of StatefulSet "web" is its update revision
