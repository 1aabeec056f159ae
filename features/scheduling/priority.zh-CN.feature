# language: zh-CN
@scheduling
功能: 重要的 Pod 优先
  PriorityClass 给 Pod 一个数值。正在等待的 Pod 中，最重要的最先调度；如果没有空位，优先级较低的 Pod 就得让位（抢占）。
  优先级相同或更高的 Pod 绝不会受影响。

  参见 https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/pod-priority-preemption/

  背景:
    每个节点有 4 个 CPU，这里的每个 Pod 都请求 2.5 个，所以两个节点各容得下一个。
    假如我已经执行了:
      """
      $ kubectl create -f priority-classes.yaml
      """

  @SCH-05
  场景: 高优先级的 Pod 挤走低优先级的 Pod
    假如我已经执行了:
      """
      $ kubectl create -f two-running.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    当我执行:
      """
      $ kubectl create -f high.yaml
      """
    那么1 分钟内，Pod "high"就绪
    并且2 秒内，Pod "low-a"消失
    并且整个过程中，Pod "high-b"始终就绪
    并且Pod "low-a"有一条原因为"Preempted"的Event，内容包含"Preempted by pod "
    并且Pod "high"有一条原因为"FailedScheduling"的Event，内容包含"0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu."

  @SCH-05
  场景: 对于优先级相同或更低的 Pod，谁也不会让位
    假如我已经执行了:
      """
      $ kubectl create -f two-running.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    当我执行:
      """
      $ kubectl create -f lower.yaml
      """
    并且过了10 分钟
    那么Pod "lower"还没有被调度
    并且整个过程中，Pod "low-a"始终就绪
    并且整个过程中，Pod "high-b"始终就绪

  @SCH-05
  场景: preemptionPolicy 为 Never 时，再重要也只是等待
    假如我已经执行了:
      """
      $ kubectl create -f two-running.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    当我执行:
      """
      $ kubectl create -f patient.yaml
      """
    并且过了10 分钟
    那么Pod "patient"还没有被调度
    并且整个过程中，Pod "low-a"始终就绪
    当我执行:
      """
      $ kubectl delete pod low-a
      """
    那么1 分钟内，Pod "patient"就绪

  @SCH-05
  场景: 等待的 Pod 中，最重要的最先被调度
    假如我已经执行了:
      """
      $ kubectl taint nodes k8s-node01 k8s-node02 maintenance=yes:NoSchedule
      """
    当我执行:
      """
      $ kubectl create -f lower.yaml
      $ kubectl create -f high.yaml
      """
    并且过了10 秒
    并且我执行:
      """
      $ kubectl taint nodes k8s-node01 maintenance-
      """
    那么2 分钟内，Pod "high"被调度到节点"k8s-node01"
    并且Pod "lower"还没有被调度
    当我执行:
      """
      $ kubectl taint nodes k8s-node02 maintenance-
      """
    那么2 分钟内，Pod "lower"被调度到节点"k8s-node02"
    并且"high"和"lower"这几个Pod依次被调度
