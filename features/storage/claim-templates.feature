@storage
Feature: Each Pod of a StatefulSet has a volume of its own, and finds it again
  From each volumeClaimTemplate the StatefulSet makes one PersistentVolumeClaim a Pod, with the Pod's number in its name.
  A Pod that is deleted and made anew asks for the claim of the same name, and what was written there is still there.
  The claims stay when the StatefulSet is scaled down or deleted: data is removed by hand only.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage

  Background:
    Given I have run:
      """
      $ kubectl create -f standard.yaml
      $ kubectl create -f svc.yaml
      """

  @PV-01
  Scenario: One claim a Pod, named after template, StatefulSet and number
    The column used to be called ACCESSMODES; the columns for the storage class are newer.

    When I run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      """
    Then "kubectl get pvc -l app=nginx" shows:
      | NAME      | STATUS | VOLUME | CAPACITY | ACCESS MODES | STORAGECLASS |
      | www-web-0 | Bound  | pvc-*  | 1Gi      | RWO          | standard     |
      | www-web-1 | Bound  | pvc-*  | 1Gi      | RWO          | standard     |
    When I run:
      """
      $ kubectl get pod web-1 -o jsonpath='{.spec.volumes[0]}'
      """
    Then the answer contains '"persistentVolumeClaim":{"claimName":"www-web-1"}'

  @PV-02
  Scenario: What a Pod wrote is there when the Pod is made anew
    Given I have run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      $ for i in 0 1; do kubectl exec web-$i -- sh -c 'echo hello $(hostname) > /usr/share/nginx/html/index.html'; done
      """
    When I run:
      """
      $ for i in 0 1; do kubectl exec -it web-$i -- curl localhost; done
      """
    Then the answer has these lines, in this order:
      """
      hello web-0
      hello web-1
      """
    When I run:
      """
      $ kubectl delete pod -l app=nginx
      $ kubectl rollout status sts web
      """
    Then the Pods "web-0" and "web-1" were created in this order
    And throughout PersistentVolumeClaim "www-web-0" keeps its volume
    And throughout PersistentVolumeClaim "www-web-1" keeps its volume
    When I run:
      """
      $ for i in 0 1; do kubectl exec -it web-$i -- curl localhost; done
      """
    Then the answer has these lines, in this order:
      """
      hello web-0
      hello web-1
      """

  @PV-02
  Scenario: A change of the container's own file system goes with the Pod
    That is the difference a volume makes.

    Given I have run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      $ kubectl exec web-0 -- sh -c 'echo kept > /usr/share/nginx/html/a.txt; echo lost > /tmp/b.txt'
      """
    When I run:
      """
      $ kubectl delete pod web-0
      $ kubectl rollout status sts web
      $ kubectl exec web-0 -- cat /usr/share/nginx/html/a.txt
      """
    Then the answer contains "kept"
    When I try:
      """
      $ kubectl exec web-0 -- cat /tmp/b.txt
      """
    Then it is refused with:
      """
      cat: /tmp/b.txt: No such file or directory
      """

  @PV-06 @STS-20
  Scenario: Scaling down leaves the claims, scaling up finds them again
    Given I have run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      $ kubectl exec web-1 -- sh -c 'echo hello $(hostname) > /usr/share/nginx/html/index.html'
      """
    When I run:
      """
      $ kubectl scale sts web --replicas=0
      """
    And everything settles
    Then StatefulSet "web" has 0 replicas
    And throughout PersistentVolumeClaim "www-web-0" keeps its volume
    And throughout PersistentVolumeClaim "www-web-1" keeps its volume
    When I run:
      """
      $ kubectl scale sts web --replicas=2
      $ kubectl rollout status sts web
      $ kubectl exec web-1 -- curl localhost
      """
    Then the answer contains "hello web-1"

  @PV-06 @STS-20
  Scenario: Deleting the StatefulSet leaves the claims, they are deleted by hand
    With a volume made for the claim by its StorageClass the volume goes with the claim, because the class says so
    (reclaimPolicy: Delete).

    Given I have run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      """
    When I run:
      """
      $ kubectl delete sts web
      """
    And everything settles
    And 10 minutes pass
    Then Pod "web-0" does not exist
    And throughout PersistentVolumeClaim "www-web-0" keeps its volume
    And throughout PersistentVolumeClaim "www-web-1" keeps its volume
    When I run:
      """
      $ kubectl delete pvc -l app=nginx
      """
    And everything settles
    Then PersistentVolumeClaim "www-web-0" does not exist
    And PersistentVolumeClaim "www-web-1" does not exist
    When I run:
      """
      $ kubectl get pv
      """
    Then the answer contains "No resources found"
