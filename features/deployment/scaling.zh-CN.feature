# language: zh-CN
@deployment
功能: Deployment 的扩容和缩容只改变 ReplicaSet 的大小
  扩容和缩容，就是把 spec.replicas 改成另一个数字，用 kubectl scale 或者编辑器都可以。Pod 模板没有变，
  所以变大变小的是同一个 ReplicaSet，历史里也不会多出新的版本。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    并且过了19 分钟

  @DEP-04
  场景: 一条命令，从三个 Pod 扩容到五个
    当我执行:
      """
      [root@k8s-master yaml]# kubectl scale deploy nginx-deployment --replicas=5 -n default
      """
    并且过了30 秒
    那么执行"kubectl get deploy"可以看到:
      | NAME             | READY | UP-TO-DATE | AVAILABLE | AGE |
      | nginx-deployment | 5/5   | 5          | 5         | 19m |
    并且执行"kubectl get rs"可以看到:
      | NAME               | DESIRED | CURRENT | READY | AGE |
      | nginx-deployment-* | 5       | 5       | 5     | 19m |
    并且一共新建了2个属于Deployment "nginx-deployment"的Pod
    并且一共删除了0个属于Deployment "nginx-deployment"的Pod
    并且整个过程中，Deployment "nginx-deployment"始终拥有1个ReplicaSet

  @DEP-04
  场景: 在编辑器里，从五个缩容回三个
    被删除的不一定是最新的两个。课程的输出里也有一个旧的 Pod 被删除了：和它同在一个节点上的 Pod，比新 Pod 那边更多。

    假如我已经执行了:
      """
      [root@k8s-master yaml]# kubectl scale deploy nginx-deployment --replicas=5 -n default
      """
    并且过了10 分钟
    当我执行"kubectl edit deploy nginx-deployment -n default"，并在编辑器里把"replicas: 5"改为"replicas: 3"
    那么1 分钟内，执行"kubectl get deploy"可以看到:
      | NAME             | READY | UP-TO-DATE | AVAILABLE | AGE |
      | nginx-deployment | 3/3   | 3          | 3         | 29m |
    并且一共删除了2个属于Deployment "nginx-deployment"的Pod
    并且同一个节点上最多有2个Pod属于Deployment "nginx-deployment"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"
    并且整个过程中，Deployment "nginx-deployment"始终拥有1个ReplicaSet

  @DEP-04
  场景: 先扩容再缩容，历史里还是只有一个版本
    当我执行:
      """
      $ kubectl scale deployment nginx-deployment --replicas=4
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl scale deployment nginx-deployment --replicas=2
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl rollout history deployment/nginx-deployment
      """
    那么输出中依次有这些行:
      """
      deployment.apps/nginx-deployment scaled
      deployment "nginx-deployment" successfully rolled out
      deployment.apps/nginx-deployment scaled
      deployment "nginx-deployment" successfully rolled out
      REVISION  CHANGE-CAUSE
      1         <none>
      """
    并且输出中不包含"2         <none>"
    并且Deployment "nginx-deployment"中镜像为"nginx:1.7.9"的ReplicaSet，副本数为2
    并且整个过程中，最多同时有4个Pod属于Deployment "nginx-deployment"
    并且过程中的某一刻，共有4个Pod属于Deployment "nginx-deployment"
