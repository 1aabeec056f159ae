# language: zh-CN
@scheduling
功能: 由谁来调度 Pod
  每个 Pod 都由 schedulerName 指定的调度器来调度，不写就是 default-scheduler。如果没有这个名字的调度器在运行，
  Pod 就一直等待。DaemonSet 的 Pod 也不例外：从 1.12 起同样由调度器调度，只不过每个 Pod 只要求一个节点。

  参见 https://kubernetes.io/zh-cn/docs/tasks/extend-kubernetes/configure-multiple-schedulers/

  @SCH-07
  场景: 指定的调度器没有运行，Pod 就一直等到它运行为止
    当我执行:
      """
      $ kubectl create -f mine.yaml
      """
    并且过了10 分钟
    那么Pod "ordinary"由调度器"default-scheduler"调度
    并且Pod "mine"还没有被调度
    并且Pod "mine"处于"Pending"阶段
    当名为"my-scheduler"的第二个调度器正在运行
    那么1 分钟内，Pod "mine"就绪
    并且Pod "mine"由调度器"my-scheduler"调度

  @SCH-07
  场景: 两个调度器，各自调度自己的 Pod
    假如名为"my-scheduler"的第二个调度器正在运行
    当我执行:
      """
      $ kubectl create -f mine.yaml
      """
    那么1 分钟内，Pod "mine"就绪
    并且1 分钟内，Pod "ordinary"就绪
    并且Pod "mine"由调度器"my-scheduler"调度
    并且Pod "ordinary"由调度器"default-scheduler"调度

  @SCH-08
  场景: DaemonSet 的 Pod 由调度器来调度
    在 1.12 之前，控制器自己把节点名写进 Pod，调度器根本看不到它们。
    当我执行:
      """
      $ kubectl create -f nginx-ds.yaml
      """
    那么1 分钟内，DaemonSet "nginx"有2个就绪的副本
    并且DaemonSet "nginx"的每个Pod在创建时都没有节点，节点由"default-scheduler"分配
    并且DaemonSet "nginx"的每个Pod都通过必需的nodeAffinity指定自己所在的节点
    并且DaemonSet "nginx"的某个Pod有一条原因为"Scheduled"的Event，内容包含"to k8s-node02"

  @SCH-08
  场景: 因此，节点上没有空位时，DaemonSet 的 Pod 也要等待
    当我执行:
      """
      $ sed 's/resources: {}/resources: {requests: {cpu: "5"}}/' nginx-ds.yaml | kubectl create -f -
      """
    并且过了1 分钟
    那么共有2个Pod属于DaemonSet "nginx"
    并且DaemonSet "nginx"有0个Pod在节点"k8s-node01"上
    并且DaemonSet "nginx"有0个Pod在节点"k8s-node02"上
    并且DaemonSet "nginx"的某个Pod有一条原因为"FailedScheduling"的Event，内容包含"1 Insufficient cpu"
