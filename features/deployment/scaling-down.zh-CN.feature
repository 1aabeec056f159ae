# language: zh-CN
@deployment
功能: 缩容时，最帮不上忙的 Pod 最先被删除
  缩容并不是随便挑几个 Pod 删掉。还在等待节点的先于正在运行的，未就绪的先于已就绪的，挤在同一个节点上的先于独占节点的。
  这些都一样时，才看创建时间：最晚创建的最先被删除。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset

  @DEP-05
  场景: 都能提供服务的 Pod 之间，最晚创建的最先被删除
    假如我已经执行了:
      """
      kubectl create deployment demo --image=myapp:v1 --replicas=2
      kubectl rollout status deployment demo
      """
    并且过了10 分钟
    并且我已经执行了:
      """
      kubectl scale deployment demo --replicas=6
      kubectl rollout status deployment demo
      """
    当我执行:
      """
      kubectl scale  deployment demo --replicas=2
      """
    那么1 秒内，共有2个Pod属于Deployment "demo"
    并且一共删除了4个属于Deployment "demo"的Pod
    并且Deployment "demo"被删除的都是最晚创建的Pod
    并且整个过程中，始终有至少2个可用的Pod属于Deployment "demo"

  @DEP-05
  场景: 还在等待节点的 Pod，先于所有正在服务的 Pod 被删除
    “最晚创建的最先删除”只说对了一半：它只在同样有用的 Pod 之间起作用。

    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl patch node k8s-node01 -p '{"spec":{"unschedulable":true}}'
      $ kubectl patch node k8s-node02 -p '{"spec":{"unschedulable":true}}'
      $ kubectl scale deployment nginx-deployment --replicas=4
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl scale deployment nginx-deployment --replicas=3
      """
    并且过了1 分钟
    那么一共删除了1个属于Deployment "nginx-deployment"的Pod
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"

  @DEP-05
  场景: 未就绪的 Pod，先于更晚创建但已就绪的 Pod 被删除
    假如我已经执行了:
      """
      $ kubectl create -f nginx-readiness.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl exec deployment/nginx-deployment -- rm /usr/share/nginx/html/index.html
      """
    并且过了2 分钟
    并且我已经执行了:
      """
      $ kubectl scale deployment nginx-deployment --replicas=3
      """
    并且过了1 分钟
    当我执行:
      """
      $ kubectl scale deployment nginx-deployment --replicas=2
      """
    并且过了1 分钟
    那么一共删除了1个属于Deployment "nginx-deployment"的Pod
    并且整个过程中，始终有至少2个就绪的Pod属于Deployment "nginx-deployment"
    并且Deployment "nginx-deployment"有2个就绪的副本

  @DEP-05
  场景: 哪个节点上的 Pod 多，就先从哪个节点删，即使它们更早创建
    假如我已经执行了:
      """
      $ kubectl patch node k8s-node02 -p '{"spec":{"unschedulable":true}}'
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl rollout status deployment demo
      $ kubectl patch node k8s-node02 -p '{"spec":{"unschedulable":false}}'
      """
    并且过了10 分钟
    并且我已经执行了:
      """
      $ kubectl scale deployment demo --replicas=3
      $ kubectl rollout status deployment demo
      """
    当我执行:
      """
      $ kubectl scale deployment demo --replicas=2
      """
    那么1 秒内，共有2个Pod属于Deployment "demo"
    并且同一个节点上最多有1个Pod属于Deployment "demo"
