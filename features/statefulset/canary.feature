@statefulset
Feature: A partition gives a new version to a few Pods of a StatefulSet first
  The partition is a number: Pods with that number or a higher one get the new version, those below keep the old one,
  even when they are deleted and come back. That way a few Pods try the version out before the others get it.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions

  @STS-09
  Scenario: Of five Pods, a partition of 2 updates web-4, web-3 and web-2
    The option --record is still taken, with a warning that it will go.

    Given I have run:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl scale sts web --replicas=5
      $ kubectl rollout status sts web
      """
    And I leave "kubectl get po -l app=nginx -w" running in another terminal
    When I edit StatefulSet "web" and change "partition: 0" to "partition: 2"
    And I run:
      """
      $ kubectl set image sts web nginx=nginx:1.21.6 --record
      """
    Then the answer contains "Flag --record has been deprecated, --record will be removed in the future"
    When everything settles
    Then the image "nginx:1.21.6" reached the Pods "web-4", "web-3" and "web-2" in this order, and no other
    And each of the Pods "web-4", "web-3" and "web-2" was created only after the one before it was ready
    And throughout Pod "web-0" is one and the same
    And throughout Pod "web-1" is one and the same
    And throughout Pod "web-0" runs the image "nginx"
    And throughout Pod "web-1" runs the image "nginx"
    And the other terminal shows these lines, in this order:
      """
      web-4   1/1     Terminating         0   *
      web-4   0/1     Pending             0   *
      web-4   1/1     Running             0   *
      web-3   1/1     Terminating         0   *
      web-3   0/1     Pending             0   *
      web-3   1/1     Running             0   *
      web-2   1/1     Terminating         0   *
      web-2   0/1     Pending             0   *
      web-2   0/1     ContainerCreating   0   *
      """

  @STS-10
  Scenario: Who is below the partition comes back in the old version
    Given I have run:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.21.6"}]'
      $ kubectl rollout status sts web
      $ kubectl delete po web-0
      $ kubectl delete po web-2
      """
    And everything settles
    Then StatefulSet "web" has 3 ready replicas
    And Pod "web-0" runs the image "nginx"
    And Pod "web-2" runs the image "nginx:1.21.6"
    And throughout Pod "web-1" is one and the same
    And throughout at most 1 Pod of StatefulSet "web" runs the image "nginx:1.21.6"

  @STS-10
  Scenario: A restart does not update anybody either
    Given I have run:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl rollout status sts web
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl set image statefulset web nginx=nginx:1.21.6
      """
    When I try:
      """
      $ kubectl exec web-1 -- sh -c 'kill 1'
      """
    And everything settles
    Then "kubectl get po web-1" shows:
      | NAME  | READY | RESTARTS |
      | web-1 | 1/1   | 1 *      |
    And throughout Pod "web-1" runs the image "nginx"
    And throughout Pod "web-1" is one and the same
