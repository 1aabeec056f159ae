# language: zh-CN
@daemonset
功能: 带有 nodeSelector 的 DaemonSet 随节点的标签而变化
  在 Pod 模板里写上 nodeSelector，DaemonSet 就只在带有这些标签的节点上运行。节点的标签一改，DaemonSet 立刻跟着变：
  新匹配上的节点得到 Pod，不再匹配的节点上的 Pod 被删除。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/daemonset/#running-pods-on-select-nodes

  背景:
    与教程相同的集群：五个节点，master 上没有污点。
    假如节点"k8s-master02"加入集群
    并且节点"k8s-master03"加入集群
    并且我已经执行了:
      """
      $ kubectl taint node k8s-master01 node-role.kubernetes.io/control-plane-
      $ kubectl create -f nginx-ds.yaml
      $ kubectl rollout status ds/nginx
      """
    并且集群已经稳定

  @DS-08
  场景: 从全部五个节点缩小到两个带标签的节点，再增加一个
    假如DaemonSet "nginx"在"k8s-master01"、"k8s-master02"、"k8s-master03"、"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    当我执行:
      """
      $ kubectl label node k8s-node01 k8s-node02 ds=true
      """
    那么在1 分钟内没有任何变化
    当我执行:
      """
      $ cat nginx-ds-true.yaml > nginx-ds.yaml
      $ kubectl replace -f nginx-ds.yaml
      """
    那么1 秒内，DaemonSet "nginx"有0个Pod在节点"k8s-master01"上
    并且DaemonSet "nginx"有0个Pod在节点"k8s-master02"上
    并且DaemonSet "nginx"有0个Pod在节点"k8s-master03"上
    并且2 分钟内，DaemonSet "nginx"有2个已更新的副本
    并且1 分钟内，DaemonSet "nginx"有2个就绪的副本
    并且DaemonSet "nginx"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且执行"kubectl rollout history ds nginx | sed 1d"可以看到:
      | REVISION | CHANGE-CAUSE |
      | 1        | <none>       |
      | 2        | <none>       |
    并且执行"kubectl get ds nginx"可以看到:
      | NAME  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE | NODE SELECTOR |
      | nginx | 2       | 2       | 2     | 2          | 2         | ds=true       |
    当我执行:
      """
      $ kubectl label node k8s-master03 ds=true
      """
    那么1 秒内，DaemonSet "nginx"有1个Pod在节点"k8s-master03"上
    并且1 分钟内，DaemonSet "nginx"有3个就绪的副本
    并且DaemonSet "nginx"在"k8s-master03"、"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有

  @DS-08
  场景: 标签被去掉或改掉，Pod 也随之消失
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 k8s-node02 k8s-master03 ds=true
      $ kubectl replace -f nginx-ds-true.yaml
      $ kubectl rollout status ds/nginx
      """
    当我执行:
      """
      $ kubectl label node k8s-node01 ds-
      $ kubectl label node k8s-node02 ds=false --overwrite
      """
    那么1 秒内，DaemonSet "nginx"变为在"k8s-master03"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，DaemonSet "nginx"始终有1个Pod在节点"k8s-master03"上
    并且1 分钟内，DaemonSet "nginx"有1个副本
