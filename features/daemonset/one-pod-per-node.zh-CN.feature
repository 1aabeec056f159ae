# language: zh-CN
@daemonset
功能: DaemonSet 在每个节点上运行一个 Pod
  有些程序每台机器上都要有：收集日志的、监控机器的、配置网络的。DaemonSet 保证在每个可以运行它的节点上
  有且只有一个这样的 Pod，节点加入或离开集群时随之增减。它没有副本数：有多少节点，就有多少 Pod。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/daemonset/

  背景:
    假如以下说的都是命名空间"kube-system"

  @DS-01 @DS-09
  场景: 有几个节点就有几个 Pod，每个节点一个
    DaemonSet 的各项数字统计的是节点。master 不在其中：它的污点把 Pod 挡在外面。
    当我执行:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，每个节点上最多只有1个Pod属于DaemonSet "fluentd-elasticsearch"
    并且执行"kubectl get pod -n kube-system -l name=fluentd-elasticsearch"可以看到:
      | NAME                    | READY | STATUS  | RESTARTS |
      | fluentd-elasticsearch-* | 1/1   | Running | 0        |
      | fluentd-elasticsearch-* | 1/1   | Running | 0        |
    并且执行"kubectl get ds -n kube-system fluentd-elasticsearch"可以看到:
      | NAME                  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE | NODE SELECTOR |
      | fluentd-elasticsearch | 2       | 2       | 2     | 2          | 2         | <none>        |
    并且在1 分钟内没有任何变化

  @DS-01
  场景: 删掉的 Pod 会在原来的节点上重新出现，多出来的 Pod 会被删除
    k8s-node01 上的第二个 Pod 是手工创建的，带有与 DaemonSet 相同的标签，于是被当成自己的 Pod。
    假如我已经执行了:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    当我执行:
      """
      $ kubectl delete pod -n kube-system --field-selector spec.nodeName=k8s-node02
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，DaemonSet "fluentd-elasticsearch"始终有1个Pod在节点"k8s-node01"上
    当我执行:
      """
      $ kubectl create -f one-more.yaml
      """
    那么1 分钟内，Pod "one-more"消失
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有

  @DS-02
  场景: 新节点一加入就有 Pod，节点离开时 Pod 也随之消失
    假如我已经执行了:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    当节点"k8s-node03"加入集群
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有3个就绪的副本
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"、"k8s-node02"和"k8s-node03"这些节点上各有一个Pod，在其他节点上没有
    当节点"k8s-node01"离开集群
    那么2 分钟内，共有2个Pod属于DaemonSet "fluentd-elasticsearch"
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node02"和"k8s-node03"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，DaemonSet "fluentd-elasticsearch"始终有1个Pod在节点"k8s-node02"上

  @DS-09
  场景: 较长的名字都有短名字
    假如我已经执行了:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    那么执行"kubectl get ds -n kube-system"可以看到:
      | NAME                  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE | NODE SELECTOR |
      | fluentd-elasticsearch | 2       | 2       | 2     | 2          | 2         | <none>        |
    当我执行:
      """
      $ kubectl get no,ns,svc,cm -n kube-system
      """
    那么输出中包含"node/k8s-node01"
    并且输出中包含"namespace/kube-system"
    并且输出中包含"service/kube-dns"
    并且输出中包含"configmap/kube-root-ca.crt"
    当我执行:
      """
      $ kubectl api-resources --no-headers
      """
    那么输出中依次有这些行:
      """
      configmaps                 cm       v1               true    ConfigMap
      namespaces                 ns       v1               false   Namespace
      nodes                      no       v1               false   Node
      persistentvolumeclaims     pvc      v1               true    PersistentVolumeClaim
      persistentvolumes          pv       v1               false   PersistentVolume
      pods                       po       v1               true    Pod
      services                   svc      v1               true    Service
      daemonsets                 ds       apps/v1          true    DaemonSet
      deployments                deploy   apps/v1          true    Deployment
      replicasets                rs       apps/v1          true    ReplicaSet
      statefulsets               sts      apps/v1          true    StatefulSet
      horizontalpodautoscalers   hpa      autoscaling/v2   true    HorizontalPodAutoscaler
      """
