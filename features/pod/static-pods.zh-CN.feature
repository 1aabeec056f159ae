# language: zh-CN
@pod
功能: 静态 Pod 来自节点上的目录
  kubelet 直接运行清单目录里的 Pod，不经过 API 服务器；API 服务器上只有它们的镜像 Pod，
  以 Pod 名加节点名命名。起决定作用的只有文件：对镜像 Pod 的操作不会影响真正的 Pod。

  参见 https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/static-pod/

  @POD-15
  场景: 目录里放一个文件，节点上就有一个 Pod，API 里就有它的镜像
    当文件"static-web.yaml"被放进节点"k8s-node01"的静态Pod目录
    那么1 分钟内，Pod "static-web-k8s-node01"就绪
    并且Pod "static-web-k8s-node01"已调度到节点"k8s-node01"
    并且Pod "static-web"从未出现
    并且Pod "static-web-k8s-node01"没有原因为"Scheduled"的Event
    当我执行:
      """
      $ kubectl describe pod static-web-k8s-node01
      """
    那么输出中包含"kubernetes.io/config.mirror"
    并且输出中包含"kubernetes.io/config.source: file"
    并且输出中依次有这些行:
      """
      Controlled By:  Node/k8s-node01
      """

  @POD-15
  场景: 删除镜像 Pod 并不能停掉真正的 Pod
    假如文件"static-web.yaml"被放进节点"k8s-node01"的静态Pod目录
    并且集群已经稳定
    当我执行:
      """
      $ kubectl delete pod static-web-k8s-node01
      """
    那么Pod "static-web-k8s-node01"在删除0 秒之后消失
    并且5 秒内，Pod "static-web-k8s-node01"就绪
    并且在Pod "static-web-k8s-node01"中，容器"web"重启过0次
    并且Pod "static-web-k8s-node01"没有原因为"Killing"的Event

  @POD-15
  场景: 移走文件，Pod 就结束
    假如文件"static-web.yaml"被放进节点"k8s-node01"的静态Pod目录
    并且集群已经稳定
    当文件"static-web.yaml"被移出节点"k8s-node01"的静态Pod目录
    那么2 分钟内，Pod "static-web-k8s-node01"消失

  @POD-15
  场景: 不依赖 API 服务器：节点断网后照样运行
    课程说静态 Pod 没有健康检查；其实 kubelet 会像对待其他 Pod 一样探测它们。
    假如文件"static-web.yaml"被放进节点"k8s-node01"的静态Pod目录
    并且集群已经稳定
    当节点"k8s-node01"与网络断开
    并且过了10 分钟
    并且节点"k8s-node01"的网络恢复
    那么1 分钟内，Pod "static-web-k8s-node01"就绪
    并且整个过程中，在Pod "static-web-k8s-node01"中，容器"web"的重启次数始终是0次
