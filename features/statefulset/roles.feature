@statefulset
Feature: The number of a Pod can tell it which role it plays
  All Pods of a StatefulSet run the same command from the same template. What makes one of them the master is its number:
  the command reads it off the host name. And since the master's name in the network never changes, the others
  can have it in their configuration once and for all.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity

  @STS-24
  Scenario: redis-ms-0 is the master, the others follow it by its name
    Given I have run:
      """
      $ kubectl create namespace public-service
      """
    And the sentences below are about the namespace "public-service"
    When I run:
      """
      $ kubectl create -f redis-ms.yaml -n public-service
      $ kubectl rollout status sts redis-ms -n public-service
      $ kubectl exec redis-ms-0 -n public-service -- redis-cli set course kubernetes
      $ sleep 1
      $ for i in 0 1 2; do kubectl exec redis-ms-$i -n public-service -- redis-cli get course; done
      """
    Then the answer has these lines, in this order:
      """
      OK
      kubernetes
      kubernetes
      kubernetes
      """
    And each of the Pods "redis-ms-0", "redis-ms-1" and "redis-ms-2" was created only after the one before it was ready
    When I run:
      """
      $ for i in 0 1 2; do kubectl exec redis-ms-$i -n public-service -- redis-cli info replication; done
      """
    Then the answer has these lines, in this order:
      """
      role:master
      role:slave
      master_host:redis-ms-0.redis-ms.public-service.svc.cluster.local
      role:slave
      master_host:redis-ms-0.redis-ms.public-service.svc.cluster.local
      """
    When I run:
      """
      $ kubectl exec redis-ms-1 -n public-service -- redis-cli set course docker
      """
    Then the answer contains "READONLY You can't write against a read only replica."

  @STS-24
  Scenario: The master comes back elsewhere, and the slaves find it again
    Its address has changed. The slaves only know its name, and inside the namespace redis-ms-0.redis-ms is enough.

    Given I have run:
      """
      $ kubectl create namespace public-service
      $ kubectl create -f redis-ms.yaml -n public-service
      $ kubectl rollout status sts redis-ms -n public-service
      """
    And the sentences below are about the namespace "public-service"
    When I run:
      """
      $ kubectl delete pod redis-ms-0 -n public-service
      $ kubectl rollout status sts redis-ms -n public-service
      $ sleep 20
      $ kubectl exec redis-ms-1 -n public-service -- redis-cli -h redis-ms-0.redis-ms set after restart
      $ sleep 1
      $ kubectl exec redis-ms-2 -n public-service -- redis-cli get after
      """
    Then the answer has these lines, in this order:
      """
      OK
      restart
      """
    And Pod "redis-ms-0" has another IP address than before
    And throughout Pod "redis-ms-1" is one and the same
    And throughout Pod "redis-ms-2" is one and the same

  @STS-24
  Scenario: Registries of applications that know each other by name
    Each Eureka lists all three in its configuration, before any of them exists: eureka-0.eureka-svc and so on. What is
    registered with one of them is known to all.

    Given I have run:
      """
      $ kubectl create -f eureka.yaml
      $ kubectl rollout status sts eureka
      """
    When I run:
      """
      $ kubectl exec eureka-0 -- curl -s -X POST -H 'Content-Type: application/json' -d '{"instance":{"instanceId":"order-1","ipAddr":"10.0.0.9"}}' http://eureka-0.eureka-svc:8761/eureka/apps/ORDER
      $ for i in 0 1 2; do kubectl exec eureka-0 -- curl -s http://eureka-$i.eureka-svc.default:8761/eureka/apps/ORDER; echo; done
      """
    Then the answer has these lines, in this order:
      """
      {"applications":[{"app":"ORDER","id":"order-1","address":"10.0.0.9"}]}
      {"applications":[{"app":"ORDER","id":"order-1","address":"10.0.0.9"}]}
      {"applications":[{"app":"ORDER","id":"order-1","address":"10.0.0.9"}]}
      """
