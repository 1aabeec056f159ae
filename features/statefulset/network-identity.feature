@statefulset
Feature: The Pods of a StatefulSet keep their names in the network
  A Pod's IP address changes each time the Pod is made anew, its name does not. Together with a Service that has no address
  of its own (clusterIP: None) each Pod gets a DNS name, pod.service.namespace.svc.cluster.local,
  and that name always leads to whichever Pod has the number today.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id

  Background:
    Given I have run:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """

  @STS-03
  Scenario: Each Pod calls itself by its own name
    When I run:
      """
      $ kubectl exec web-0 -- sh -c 'hostname'
      """
    Then the answer is:
      """
      web-0
      """
    When I run:
      """
      $ kubectl exec web-1 -- sh -c 'hostname'
      """
    Then the answer is:
      """
      web-1
      """

  @STS-04
  Scenario: Short and long names of a Pod, asked from within the cluster
    When I run:
      """
      $ kubectl run -i --tty --image busybox:1.28 dns-test --restart=Never --rm -- nslookup web-0.nginx
      """
    Then the answer has these lines, in this order:
      """
      Name:      web-0.nginx
      Address 1: * web-0.nginx.default.svc.cluster.local
      """
    And the answer contains the IP address of Pod "web-0"
    And the answer does not contain the IP address of Pod "web-1"
    When I run:
      """
      $ kubectl run -i --tty --image busybox:1.28 dns-test --restart=Never --rm -- nslookup web-1.nginx.default.svc.cluster.local
      """
    Then the answer contains the IP address of Pod "web-1"

  @STS-04
  Scenario: The Service's own name stands for all ready Pods
    Given I have run:
      """
      $ kubectl create -f busybox.yaml
      $ kubectl wait --for=condition=Ready pod/busybox
      """
    When I run:
      """
      $ kubectl exec busybox -- nslookup nginx
      """
    Then the answer contains the IP address of Pod "web-0"
    And the answer contains the IP address of Pod "web-1"
    When I run:
      """
      $ kubectl scale statefulset web --replicas=1
      """
    And everything settles
    And I run:
      """
      $ kubectl exec busybox -- nslookup nginx
      """
    Then the answer contains the IP address of Pod "web-0"
    And the answer does not contain "web-1"
    When I try:
      """
      $ kubectl exec busybox -- nslookup web-1.nginx
      """
    Then it is refused with:
      """
      nslookup: can't resolve 'web-1.nginx'
      """

  @STS-05
  Scenario: Both Pods are deleted, and both come back with their names
    The addresses are new, and that is why nobody should remember them.

    Given I have run:
      """
      $ kubectl create -f busybox.yaml
      $ kubectl wait --for=condition=Ready pod/busybox
      $ kubectl exec busybox -- nslookup web-0.nginx
      $ kubectl exec busybox -- nslookup web-1.nginx
      """
    When I run:
      """
      $ kubectl delete pod -l app=nginx
      """
    And everything settles
    Then the Pods "web-0" and "web-1" were created in this order
    And each of the Pods "web-0" and "web-1" was created only after the one before it was ready
    And StatefulSet "web" has 2 ready replicas
    And Pod "web-2" never exists
    And Pod "web-0" has another IP address than before
    And Pod "web-1" has another IP address than before
    When I run:
      """
      $ kubectl exec busybox -- nslookup web-0.nginx
      """
    Then the answer contains the IP address of Pod "web-0"
    When I run:
      """
      $ kubectl exec busybox -- nslookup web-1.nginx
      """
    Then the answer contains the IP address of Pod "web-1"

  @STS-19
  Scenario: A label names each Pod, so that a Service can mean one Pod alone
    The label is statefulset.kubernetes.io/pod-name; the course calls it statefulset.k8s.io/pod-name, which selects nobody.
    Newer clusters add apps.kubernetes.io/pod-index, the number alone.

    Given the file "first.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: first
      spec:
        ports:
        - port: 80
        selector:
          statefulset.kubernetes.io/pod-name: web-0
      """
    When I run:
      """
      $ kubectl create -f first.yaml
      """
    Then within 5 seconds the requests to Service "first" go to Pod "web-0" alone
    And "kubectl get pods -l apps.kubernetes.io/pod-index=1" shows:
      | NAME  | READY |
      | web-1 | 1/1   |
    When I run:
      """
      $ kubectl get pods -l statefulset.k8s.io/pod-name=web-0
      """
    Then the answer contains "No resources found"
