# language: zh-CN
@controller-model
功能: 控制器比较实际状态与期望状态，并消除两者的差距
  控制器是一个永不结束的循环：它查看实际状态，与对象 spec 中写明的期望状态作比较，只在两者不一致时才动手。
  Pod 少了就创建，多了就删除，不多不少就什么也不做。至于差距是人为造成的，还是容器崩溃、机器丢失造成的，
  它并不关心。

  参见 https://kubernetes.io/zh-cn/docs/concepts/architecture/controller/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """

  @CTL-01
  场景: 少两个 Pod，就新建两个，正在运行的不受影响
    当我执行:
      """
      $ kubectl scale deployment nginx-deployment --replicas=4
      """
    那么1 秒内，共有4个Pod属于Deployment "nginx-deployment"
    并且1 分钟内，Deployment "nginx-deployment"有4个可用的副本
    并且一共新建了2个属于Deployment "nginx-deployment"的Pod
    并且一共删除了0个属于Deployment "nginx-deployment"的Pod
    并且整个过程中，最多同时有4个Pod属于Deployment "nginx-deployment"

  @CTL-01
  场景: 多一个 Pod，就删除一个
    当我执行:
      """
      $ kubectl scale deployment nginx-deployment --replicas=1
      """
    那么1 秒内，共有1个Pod属于Deployment "nginx-deployment"
    并且1 分钟内，Deployment "nginx-deployment"有1个副本
    并且一共删除了1个属于Deployment "nginx-deployment"的Pod
    并且一共新建了0个属于Deployment "nginx-deployment"的Pod
    并且整个过程中，始终有至少1个可用的Pod属于Deployment "nginx-deployment"

  @CTL-01
  场景: 不多不少，就没有任何写操作
    假如集群已经稳定
    当我执行:
      """
      $ kubectl get deployments
      """
    那么在4 分钟内没有任何变化

  @CTL-04
  场景: 容器退出后由 kubelet 重新启动，不需要更换 Pod
    当在Deployment "nginx-deployment"中，容器"nginx"总是以退出码1退出，每次只运行40 秒
    那么1 分钟内，Deployment "nginx-deployment"有0个就绪的副本
    当在Deployment "nginx-deployment"中，容器"nginx"恢复正常
    那么2 分钟内，Deployment "nginx-deployment"有2个就绪的副本
    并且一共新建了0个属于Deployment "nginx-deployment"的Pod
    并且一共删除了0个属于Deployment "nginx-deployment"的Pod
    并且整个过程中，始终共有2个Pod属于Deployment "nginx-deployment"

  @CTL-04
  场景: 一台机器丢失，它上面的 Pod 在剩下的节点上重建
    当节点"k8s-node01"发生故障
    那么1 分钟内，Node "k8s-node01"的状况"Ready"变为"Unknown"，原因是"NodeStatusUnknown"
    并且1 分钟内，Deployment "nginx-deployment"有1个就绪的副本
    并且6 分钟内，Deployment "nginx-deployment"有2个就绪的副本
    并且Deployment "nginx-deployment"的Pod被删除后，都由另一个名字的Pod接替，间隔不超过1 秒
    并且Deployment "nginx-deployment"中就绪的Pod都运行在节点"k8s-node02"上

  @CTL-04
  场景: 被驱逐的 Pod 不会复活，由另一个 Pod 接替
    当节点"k8s-node01"的内存不足
    那么1 分钟内，有1个属于Deployment "nginx-deployment"的Pod已失败
    并且1 分钟内，Deployment "nginx-deployment"有2个就绪的副本
    并且一共新建了1个属于Deployment "nginx-deployment"的Pod

  @CTL-04
  场景: 磁盘写满会赶走 Pod，也不再接收新的；有了空间，还要再等五分钟
    当节点"k8s-node01"的磁盘写满了
    那么1 分钟内，有1个属于Deployment "nginx-deployment"的Pod已失败
    并且1 秒内，Node "k8s-node01"带上污点"node.kubernetes.io/disk-pressure:NoSchedule"
    并且1 分钟内，Deployment "nginx-deployment"有2个就绪的副本
    并且Deployment "nginx-deployment"中就绪的Pod都运行在节点"k8s-node02"上
    当节点"k8s-node01"的磁盘又有了空间
    并且过了4 分钟
    那么Node "k8s-node01"带有污点"node.kubernetes.io/disk-pressure:NoSchedule"
    并且2 分钟内，Node "k8s-node01"去掉污点"node.kubernetes.io/disk-pressure:NoSchedule"
