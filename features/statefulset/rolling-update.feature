@statefulset
Feature: A StatefulSet is updated from the highest ordinal down
  Changing the Pod template of a StatefulSet starts a rolling update. It begins with the Pod of the highest
  ordinal and goes down, one Pod at a time: a Pod is replaced only when the one before it is ready again.
  If a Pod of the new version does not become ready, the update stops there, and it never rolls back by itself.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates

  Background:
    Given I have run:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl scale statefulset web --replicas=3
      $ kubectl rollout status statefulset web
      """

  @STS-07
  Scenario: The new image reaches web-2 first and web-0 last
    When I run:
      """
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.9.2"}]'
      """
    Then within 2 minutes all Pods of StatefulSet "web" run the image "nginx:1.9.2"
    And within 1 minute StatefulSet "web" has 3 ready replicas
    And the image "nginx:1.9.2" reached the Pods "web-2", "web-1" and "web-0" in this order, and no other
    And each of the Pods "web-2", "web-1" and "web-0" was created only after the one before it was ready
    And throughout at most 1 Pod of StatefulSet "web" is not ready

  @STS-07
  Scenario: Two Pods are ready at every moment of the update
    When I run:
      """
      $ kubectl set image statefulset web nginx=nginx:1.9.2
      $ kubectl rollout status statefulset web
      """
    Then throughout at least 2 Pods of StatefulSet "web" are ready
    And the Pods "web-2", "web-1" and "web-0" were deleted in this order

  @STS-08
  Scenario: An image that cannot be pulled stops the update at the first Pod
    When I run:
      """
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.91"}]'
      """
    And 10 minutes pass
    Then the image "nginx:1.91" reached Pod "web-2" alone
    And throughout Pod "web-1" runs the image "nginx:1.9.1"
    And throughout Pod "web-0" runs the image "nginx:1.9.1"
    And StatefulSet "web" has 2 ready replicas

  @STS-08
  Scenario: Putting the template back is not enough, the broken Pod has to be deleted by hand
    Given I have run:
      """
      $ kubectl set image statefulset web nginx=nginx:1.91
      """
    And everything has settled
    When I run:
      """
      $ kubectl set image statefulset web nginx=nginx:1.9.1
      """
    And 10 minutes pass
    Then Pod "web-2" runs the image "nginx:1.91"
    And StatefulSet "web" has 2 ready replicas
    When I run:
      """
      $ kubectl delete pod web-2
      """
    Then within 1 minute StatefulSet "web" has 3 ready replicas
    And Pod "web-2" runs the image "nginx:1.9.1"
