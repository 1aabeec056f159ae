# language: zh-CN
@daemonset
功能: DaemonSet 让每个 Pod 去往自己的节点
  控制器逐个节点判断是否应该有 Pod，然后让这个 Pod 只要求这一个节点。这项要求和若干容忍度都加在 Pod 上，
  您写的 Pod 模板保持原样。其他污点，首先是 master 的污点，会把 Pod 挡在外面，除非模板容忍它。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/daemonset/#how-daemon-pods-are-scheduled

  背景:
    假如以下说的都是命名空间"kube-system"

  @DS-03
  场景: 对节点的要求写在 Pod 里，而不在模板里
    教程里写的是针对 metadata.name 的 matchExpressions。节点名是字段而不是标签：如今的 Pod 里用的是 matchFields。
    当我执行:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都通过必需的nodeAffinity指定自己所在的节点
    并且DaemonSet "fluentd-elasticsearch"的Pod模板既没有指定节点，也没有affinity
    当我执行:
      """
      $ kubectl get pod -n kube-system -l name=fluentd-elasticsearch -o yaml | grep -A8 nodeAffinity
      """
    那么输出中依次有这些行:
      """
      nodeAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          nodeSelectorTerms:
          - matchFields:
            - key: metadata.name
              operator: In
              values:
              - k8s-node0*
      """

  @DS-04
  场景: 被 cordon 的节点不再接收别的 Pod，但 DaemonSet 不受影响
    假如我已经执行了:
      """
      $ kubectl cordon k8s-node02
      """
    当我执行:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl create deployment demo -n kube-system --image=nginx:1.15.2 --replicas=4
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且1 分钟内，Deployment "demo"有4个就绪的副本
    并且Node "k8s-node02"带有污点"node.kubernetes.io/unschedulable:NoSchedule"
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，Deployment "demo"始终有0个Pod在节点"k8s-node02"上

  @DS-04
  场景: DaemonSet 的每个 Pod 都会得到这些容忍度
    当我执行:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都容忍污点"node.kubernetes.io/unschedulable:NoSchedule"
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都容忍污点"node.kubernetes.io/not-ready:NoExecute"
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都容忍污点"node.kubernetes.io/unreachable:NoExecute"
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都容忍污点"node.kubernetes.io/disk-pressure:NoSchedule"
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都容忍污点"node.kubernetes.io/memory-pressure:NoSchedule"
    并且DaemonSet "fluentd-elasticsearch"的每个Pod都容忍污点"node.kubernetes.io/pid-pressure:NoSchedule"
    当我执行:
      """
      $ kubectl get ds fluentd-elasticsearch -n kube-system -o jsonpath='{.spec.template.spec.tolerations}'
      """
    那么输出为:
      """
      [{"effect":"NoSchedule","key":"node-role.kubernetes.io/master"}]
      """

  @DS-05
  场景: 如今 master 的污点换了名字
    教程里 master 的污点叫 node-role.kubernetes.io/master（其中一篇还误写成 network-unavailable）。
    从 1.24 起它叫 node-role.kubernetes.io/control-plane，原来的容忍度已经不起作用。
    假如我已经执行了:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    那么Node "k8s-master01"带有污点"node-role.kubernetes.io/control-plane:NoSchedule"
    并且DaemonSet "fluentd-elasticsearch"有0个Pod在节点"k8s-master01"上
    当我执行:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/tolerations/0/key", "value":"node-role.kubernetes.io/control-plane"}]'
      """
    那么3 分钟内，DaemonSet "fluentd-elasticsearch"有3个已更新的副本
    并且1 分钟内，DaemonSet "fluentd-elasticsearch"有3个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"在"k8s-master01"、"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有

  @DS-05
  场景: 在教程那个年代的 master 上，教程里的容忍度是对的
    普通 Pod，以及没有这项容忍度的 DaemonSet，都不会到这样的 master 上去。
    假如我已经执行了:
      """
      $ kubectl taint node k8s-master01 node-role.kubernetes.io/control-plane- node-role.kubernetes.io/master=:NoSchedule
      """
    当我执行:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl create -f nginx-ds.yaml -n kube-system
      $ kubectl create -f for-the-master.yaml -n kube-system
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有3个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"在"k8s-master01"、"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且1 分钟内，DaemonSet "nginx"有2个就绪的副本
    并且整个过程中，DaemonSet "nginx"始终有0个Pod在节点"k8s-master01"上
    并且Pod "for-the-master"还没有被调度
    并且Pod "for-the-master"有一条原因为"FailedScheduling"的Event，内容包含"1 node(s) had untolerated taint(s)"
