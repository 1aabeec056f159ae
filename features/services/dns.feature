@services
Feature: Names for Services
  Every Service has a name in the cluster's DNS. The name of an ordinary Service stands for its own address; that of a
  headless one (clusterIP: None) for the addresses of its Pods, and each Pod of a StatefulSet has a name below it.

  See https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/

  Background:
    Given I have run:
      """
      $ kubectl create -f headless.yaml -f busybox.yaml -f demo-svc.yaml
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl rollout status deployment demo
      $ kubectl rollout status statefulset web
      $ kubectl wait --for=condition=Ready pod/busybox
      """

  @SVC-02
  Scenario: An ordinary Service resolves to its own address
    When I run:
      """
      $ kubectl exec busybox -- nslookup demo
      """
    Then the answer is:
      """
      Server:    10.96.0.10
      Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local

      Name:      demo
      Address 1: 10.107.35.132 demo.default.svc.cluster.local
      """
    When I run:
      """
      $ kubectl exec busybox -- wget -q -O- http://demo.default.svc.cluster.local
      """
    Then the answer contains "Hello MyApp"

  @SVC-02
  Scenario: A headless Service resolves to its Pods
    When I run:
      """
      $ kubectl exec busybox -- nslookup nginx
      """
    Then the answer names the address of each Pod of StatefulSet "web"
    And the answer contains "web-0.nginx.default.svc.cluster.local"
    And the answer contains "web-1.nginx.default.svc.cluster.local"
    When I run:
      """
      $ kubectl exec -ti busybox -- nslookup web-0.nginx
      """
    Then the answer has these lines, in this order:
      """
      Name: web-0.nginx
      Address 1: 10.244.* web-0.nginx.default.svc.cluster.local
      """

  @SVC-02
  Scenario: A name that nobody has
    When I try:
      """
      $ kubectl exec busybox -- nslookup nobody
      """
    Then it is refused with:
      """
      nslookup: can't resolve 'nobody'
      """
