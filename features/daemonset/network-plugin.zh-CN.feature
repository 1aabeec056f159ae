# language: zh-CN
@daemonset
功能: 别的 Pod 还不能运行的地方，DaemonSet 已经可以运行
  网络插件的代理本身也是 Pod，而它必须在还没有 Pod 网络的节点上启动。DaemonSet 靠容忍度做到这一点：
  把别人挡在外面的污点，它的 Pod 能够容忍。插件就绪之后污点被去掉，其他 Pod 随后跟上。
  在有故障的节点上失败的 Pod 会一再重试，直到运行成功。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations

  @DS-06
  场景: 网络插件的代理最先运行，网络就绪后其他 Pod 才跟上
    假如我已经执行了:
      """
      $ kubectl cordon k8s-node01
      $ kubectl cordon k8s-node02
      """
    当节点"k8s-node03"加入集群，但还没有通往其Pod的路由
    并且我执行:
      """
      $ kubectl create -f network-plugin.yaml
      $ kubectl create -f nginx-ds.yaml
      $ kubectl create deployment demo --image=nginx:1.15.2
      """
    那么1 分钟内，Node "k8s-node03"带上污点"node.kubernetes.io/network-unavailable:NoSchedule"
    并且1 分钟内，DaemonSet "network-plugin-agent"变为在"k8s-node01"、"k8s-node02"和"k8s-node03"这些节点上各有一个Pod，在其他节点上没有
    并且1 分钟内，DaemonSet "network-plugin-agent"有3个就绪的副本
    当过了5 分钟
    那么整个过程中，DaemonSet "nginx"始终有0个Pod在节点"k8s-node03"上
    并且整个过程中，Deployment "demo"始终有0个Pod在节点"k8s-node03"上
    当网络插件已经为节点"k8s-node03"配置好网络
    那么1 分钟内，Node "k8s-node03"去掉污点"node.kubernetes.io/network-unavailable:NoSchedule"
    并且1 分钟内，DaemonSet "nginx"变为在"k8s-node01"、"k8s-node02"和"k8s-node03"这些节点上各有一个Pod，在其他节点上没有
    并且1 分钟内，Deployment "demo"有1个Pod在节点"k8s-node03"上

  @DS-06
  场景: 使用主机网络的 DaemonSet 不必自己写这项容忍度
    当节点"k8s-node03"加入集群，但还没有通往其Pod的路由
    并且我执行:
      """
      $ kubectl create -f host-network.yaml
      $ kubectl create -f nginx-ds.yaml
      """
    那么1 分钟内，DaemonSet "host-network-agent"有3个就绪的副本
    并且DaemonSet "host-network-agent"的每个Pod都容忍污点"node.kubernetes.io/network-unavailable:NoSchedule"
    并且DaemonSet "host-network-agent"在"k8s-node01"、"k8s-node02"和"k8s-node03"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，DaemonSet "nginx"始终有0个Pod在节点"k8s-node03"上

  @DS-06
  场景: 没有任何网络插件的 kubelet 会报告自己未就绪，于是又多一个污点
    教程里网络插件只需容忍 network-unavailable。但这样的节点同时还是 NotReady，从 1.12 起这也是一个效果为
    NoSchedule 的污点：如今的网络插件容忍所有 NoSchedule 污点，并且使用主机网络。
    当节点"k8s-node03"加入集群，但还没有安装网络插件
    并且我执行:
      """
      $ kubectl create -f network-plugin.yaml
      """
    那么1 分钟内，Node "k8s-node03"带上污点"node.kubernetes.io/not-ready:NoSchedule"
    并且执行"kubectl get node k8s-node03"可以看到:
      | NAME       | STATUS   |
      | k8s-node03 | NotReady |
    当过了5 分钟
    那么整个过程中，DaemonSet "network-plugin-agent"始终有0个Pod在节点"k8s-node03"上
    当我执行:
      """
      $ kubectl replace -f network-plugin-today.yaml
      """
    那么2 分钟内，DaemonSet "network-plugin-agent"有3个已更新的副本
    并且1 分钟内，DaemonSet "network-plugin-agent"有3个就绪的副本
    并且DaemonSet "network-plugin-agent"有1个Pod在节点"k8s-node03"上
    当网络插件已经为节点"k8s-node03"配置好网络
    那么1 分钟内，Node "k8s-node03"就绪
    并且1 分钟内，Node "k8s-node03"去掉污点"node.kubernetes.io/not-ready:NoSchedule"

  @DS-07
  场景: 失败的容器会一再重启，直到运行成功
    假如在DaemonSet "nginx"中，容器"nginx"总是以退出码1退出，每次只运行5 秒
    当我执行:
      """
      $ kubectl create -f nginx-ds.yaml
      """
    那么2 分钟内，有2个属于DaemonSet "nginx"的Pod停在等待状态，原因是"CrashLoopBackOff"
    当在DaemonSet "nginx"中，容器"nginx"恢复正常
    那么6 分钟内，DaemonSet "nginx"有2个可用的副本
    并且在1 分钟内没有任何变化

  @DS-07
  场景: 被节点驱逐的 Pod 会重新创建，直到节点能接收为止
    假如我已经执行了:
      """
      $ kubectl create -f nginx-ds.yaml
      $ kubectl rollout status ds/nginx
      """
    当节点"k8s-node02"的内存不足
    并且过了1 分钟
    那么DaemonSet "nginx"有一条原因为"FailedDaemonPod"的Event，内容包含"Found failed daemon pod default/nginx-"
    当节点"k8s-node02"的内存恢复充足
    那么20 分钟内，DaemonSet "nginx"有2个就绪的副本
    并且DaemonSet "nginx"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，DaemonSet "nginx"始终有1个Pod在节点"k8s-node01"上
