@services
Feature: One address for many Pods
  Pods come and go, and their addresses with them. A Service has an address that stays, and passes every request on to one
  of the ready Pods that its selector finds. kubectl expose makes one out of a Deployment.

  See https://kubernetes.io/docs/concepts/services-networking/service/

  Background:
    Given I have run:
      """
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl rollout status deployment demo
      """

  @SVC-01
  Scenario: expose makes a Service, describe lists whom it stands for
    When I run:
      """
      $ kubectl expose deployment demo --port=80 --target-port=80
      """
    Then the answer is:
      """
      service/demo exposed
      """
    And within 5 seconds Service "demo" sends requests to all ready Pods of Deployment "demo", and to no other
    And "kubectl get svc demo" shows:
      | NAME | TYPE      | CLUSTER-IP | EXTERNAL-IP | PORT(S) |
      | demo | ClusterIP | 10.*       | <none>      | 80/TCP  |
    When I run:
      """
      $ kubectl describe svc demo
      """
    Then the answer has these lines, in this order:
      """
      Name:                     demo
      Labels:                   app=demo
      Selector:                 app=demo
      Type:                     ClusterIP
      Port:                     <unset>  80/TCP
      TargetPort:               80/TCP
      Endpoints:                10.244.*:80,10.244.*:80
      """
    And the answer names the address of each Pod of Deployment "demo"

  @SVC-01
  Scenario: The port of the Service is not the port of the Pods
    When I run:
      """
      $ kubectl expose deployment demo --port=8080 --target-port=80
      """
    Then "kubectl get endpoints demo 2>/dev/null" shows:
      | NAME | ENDPOINTS               |
      | demo | 10.244.*:80,10.244.*:80 |
    When I run:
      """
      $ curl -s $(kubectl get svc demo -o jsonpath={.spec.clusterIP}):8080
      """
    Then the answer contains "Hello MyApp | Version: v1"

  @SVC-01
  Scenario: All Pods are replaced, the address stays
    Given I have run:
      """
      $ kubectl create -f demo-svc.yaml
      """
    When I run:
      """
      $ kubectl set image deployment demo myapp=myapp:v2
      $ kubectl rollout status deployment demo
      $ curl -s 10.107.35.132
      """
    Then the answer contains "Hello MyApp | Version: v2"
    And throughout the address of Service "demo" is "10.107.35.132"
    And within 5 seconds Service "demo" sends requests to all ready Pods of Deployment "demo", and to no other

  @SVC-01 @SVC-04
  Scenario: The requests go round
    A real kube-proxy draws lots. Here the Pods take turns, so that every one of them is seen.
    Given I have run:
      """
      $ kubectl create -f demo-svc.yaml
      """
    When I run:
      """
      $ for i in 1 2 3 4 5 6; do curl -s 10.107.35.132/hostname.html; done
      """
    Then each Pod of Deployment "demo" answered 3 times, and nobody else did

  @SVC-04
  Scenario: After scaling to six replicas all six answer
    Given I have run:
      """
      $ kubectl create -f demo-svc.yaml
      $ kubectl scale deployment demo --replicas=6
      $ kubectl rollout status deployment demo
      """
    When I run:
      """
      $ for i in $(seq 12); do curl -s 10.107.35.132/hostname.html; done
      """
    Then each Pod of Deployment "demo" answered 2 times, and nobody else did
