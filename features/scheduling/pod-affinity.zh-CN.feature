# language: zh-CN
@scheduling
功能: 想在一起的 Pod，要分开的 Pod
  Pod 亲和性把 Pod 放到已经运行着某类 Pod 的地方，反亲和性则让它避开它们。什么算“同一个地方”由 topologyKey 决定：
  同一台机器、同一个区域，或者节点上的任何一种标签。

  参见 https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity

  @SCH-03
  场景: Web 服务器要和它的缓存在同一台机器上
    当我执行:
      """
      $ kubectl create -f web.yaml
      """
    并且过了1 分钟
    那么Pod "web"还没有被调度
    并且Pod "web"有一条原因为"FailedScheduling"的Event，内容包含"2 node(s) didn't match pod affinity rules"
    当我执行:
      """
      $ kubectl create -f cache.yaml
      """
    那么1 分钟内，Pod "web"被调度到节点"k8s-node02"

  @SCH-03
  场景: topologyKey 为区域时，同一区域的另一台机器也可以
    假如节点"k8s-node03"加入集群
    并且我已经执行了:
      """
      $ kubectl label node k8s-node01 topology.kubernetes.io/zone=a
      $ kubectl label node k8s-node02 k8s-node03 topology.kubernetes.io/zone=b
      $ kubectl create -f cache.yaml
      $ kubectl wait --for=condition=Ready pod/cache
      $ kubectl cordon k8s-node02
      """
    当我执行:
      """
      $ kubectl create -f web.yaml -f web-same-zone.yaml
      """
    那么1 分钟内，Pod "web-same-zone"被调度到节点"k8s-node03"
    并且Pod "web"还没有被调度

  @SCH-03
  场景: 不愿同住一台机器的副本，会等待新的节点
    当我执行:
      """
      $ kubectl create -f apart.yaml
      """
    并且过了1 分钟
    那么Deployment "apart"有2个就绪的副本
    并且Deployment "apart"的某个Pod有一条原因为"FailedScheduling"的Event，内容包含"2 node(s) didn't match pod anti-affinity rules"
    当节点"k8s-node03"加入集群
    那么1 分钟内，Deployment "apart"有3个就绪的副本
    并且Deployment "apart"在"k8s-node01"、"k8s-node02"和"k8s-node03"这些节点上各有一个Pod，在其他节点上没有
    并且整个过程中，每个节点上最多只有1个Pod属于Deployment "apart"

  @SCH-03
  场景: 宁愿分开的副本，实在不行也会同住
    当我执行:
      """
      $ kubectl create -f apart-if-possible.yaml
      """
    那么1 分钟内，Deployment "apart-if-possible"有3个就绪的副本
    并且每个节点上最多只有2个Pod属于Deployment "apart-if-possible"
