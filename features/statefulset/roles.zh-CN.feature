# language: zh-CN
@statefulset
功能: Pod 的编号可以决定它扮演的角色
  StatefulSet 的所有 Pod 用的是同一个模板、同一条启动命令。谁是主节点，由编号决定：
  启动命令从主机名里读出编号。而主节点在网络中的名字始终不变，
  其他节点把这个名字写进配置，就可以一劳永逸。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#pod-identity

  @STS-24
  场景: redis-ms-0 是主节点，其他节点凭名字跟随它
    假如我已经执行了:
      """
      $ kubectl create namespace public-service
      """
    并且以下说的都是命名空间"public-service"
    当我执行:
      """
      $ kubectl create -f redis-ms.yaml -n public-service
      $ kubectl rollout status sts redis-ms -n public-service
      $ kubectl exec redis-ms-0 -n public-service -- redis-cli set course kubernetes
      $ sleep 1
      $ for i in 0 1 2; do kubectl exec redis-ms-$i -n public-service -- redis-cli get course; done
      """
    那么输出中依次有这些行:
      """
      OK
      kubernetes
      kubernetes
      kubernetes
      """
    并且"redis-ms-0"、"redis-ms-1"和"redis-ms-2"中的每个Pod都是在前一个就绪之后才被创建
    当我执行:
      """
      $ for i in 0 1 2; do kubectl exec redis-ms-$i -n public-service -- redis-cli info replication; done
      """
    那么输出中依次有这些行:
      """
      role:master
      role:slave
      master_host:redis-ms-0.redis-ms.public-service.svc.cluster.local
      role:slave
      master_host:redis-ms-0.redis-ms.public-service.svc.cluster.local
      """
    当我执行:
      """
      $ kubectl exec redis-ms-1 -n public-service -- redis-cli set course docker
      """
    那么输出中包含"READONLY You can't write against a read only replica."

  @STS-24
  场景: 主节点重建之后，从节点照样找得到它
    它的 IP 地址变了，但从节点只认名字；在同一命名空间里，写 redis-ms-0.redis-ms 就够了。

    假如我已经执行了:
      """
      $ kubectl create namespace public-service
      $ kubectl create -f redis-ms.yaml -n public-service
      $ kubectl rollout status sts redis-ms -n public-service
      """
    并且以下说的都是命名空间"public-service"
    当我执行:
      """
      $ kubectl delete pod redis-ms-0 -n public-service
      $ kubectl rollout status sts redis-ms -n public-service
      $ sleep 20
      $ kubectl exec redis-ms-1 -n public-service -- redis-cli -h redis-ms-0.redis-ms set after restart
      $ sleep 1
      $ kubectl exec redis-ms-2 -n public-service -- redis-cli get after
      """
    那么输出中依次有这些行:
      """
      OK
      restart
      """
    并且Pod "redis-ms-0"的IP地址已与之前不同
    并且整个过程中，Pod "redis-ms-1"始终是同一个对象
    并且整个过程中，Pod "redis-ms-2"始终是同一个对象

  @STS-24
  场景: 注册中心之间凭名字互相认识
    每个 Eureka 的配置里都写着全部三个成员：eureka-0.eureka-svc 等等，而这些名字在 Pod 出现之前就已经知道了。
    在其中一个上注册的应用，其他成员也都知道。

    假如我已经执行了:
      """
      $ kubectl create -f eureka.yaml
      $ kubectl rollout status sts eureka
      """
    当我执行:
      """
      $ kubectl exec eureka-0 -- curl -s -X POST -H 'Content-Type: application/json' -d '{"instance":{"instanceId":"order-1","ipAddr":"10.0.0.9"}}' http://eureka-0.eureka-svc:8761/eureka/apps/ORDER
      $ for i in 0 1 2; do kubectl exec eureka-0 -- curl -s http://eureka-$i.eureka-svc.default:8761/eureka/apps/ORDER; echo; done
      """
    那么输出中依次有这些行:
      """
      {"applications":[{"app":"ORDER","id":"order-1","address":"10.0.0.9"}]}
      {"applications":[{"app":"ORDER","id":"order-1","address":"10.0.0.9"}]}
      {"applications":[{"app":"ORDER","id":"order-1","address":"10.0.0.9"}]}
      """
