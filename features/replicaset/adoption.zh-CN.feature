# language: zh-CN
@replicaset
功能: ReplicaSet 收养没有所有者的 Pod，也会释放不再匹配的 Pod
  Pod 是谁创建的，ReplicaSet 并不在意。只要匹配选择算符又没有所有者，就会被收养，从此计算在内；如果因此多了，就删掉一个。
  手动改掉标签的 Pod 会被释放：它独自继续运行，空出来的位置由新的 Pod 补上。要把有问题的 Pod 摘出来排查，就用这个办法。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions

  @RS-03
  场景: 先有的 Pod 会被收养，只需再创建两个
    假如我已经执行了:
      """
      $ kubectl create -f stray-pod.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl create -f nginx-set.yaml
      """
    那么1 秒内，Pod "stray"的所有者变为ReplicaSet "nginx-set"
    并且1 分钟内，ReplicaSet "nginx-set"有3个就绪的副本
    并且一共新建了2个属于ReplicaSet "nginx-set"的Pod
    并且整个过程中，Pod "stray"始终存在

  @RS-03
  场景: 后来的就是多余的，会被删除
    假如我已经执行了:
      """
      $ kubectl create -f nginx-set.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl create -f stray-pod.yaml
      """
    那么1 分钟内，Pod "stray"消失
    并且一共删除了1个属于ReplicaSet "nginx-set"的Pod
    并且整个过程中，始终有至少3个就绪的Pod属于ReplicaSet "nginx-set"

  @RS-03
  场景: 改了标签的 Pod 被释放，继续运行，位置由新的 Pod 补上
    假如我已经执行了:
      """
      $ kubectl create -f stray-pod.yaml
      $ kubectl create -f nginx-set.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl label pod stray app=debug --overwrite
      """
    那么1 秒内，Pod "stray"不再有所有者
    并且1 秒内，共有3个Pod属于ReplicaSet "nginx-set"
    并且1 分钟内，ReplicaSet "nginx-set"有3个就绪的副本
    并且一共新建了1个属于ReplicaSet "nginx-set"的Pod
    并且整个过程中，Pod "stray"始终存在
    并且Pod "stray"已就绪

  @RS-03
  场景: 已经有控制器的 Pod，不会被抢走
    假如我已经执行了:
      """
      $ kubectl create -f nginx-set.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ sed 's/name: nginx-set/name: second/; s/replicas: 3/replicas: 1/' nginx-set.yaml | kubectl create -f -
      """
    并且等到集群稳定下来
    那么共有3个Pod属于ReplicaSet "nginx-set"
    并且共有1个Pod属于ReplicaSet "second"
    并且一共删除了0个属于ReplicaSet "nginx-set"的Pod
    并且一共新建了1个属于ReplicaSet "second"的Pod
