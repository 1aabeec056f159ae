# language: zh-CN
@scheduling
功能: 污点把 Pod 挡在外面，容忍度让它们进来
  污点是节点上的标记：不能容忍它的 Pod 不会调度到那里（NoSchedule）、尽量不调度到那里（PreferNoSchedule），
  甚至会被赶走（NoExecute）。容忍度通过键和值，或者只通过键来指明污点，还可以说明容忍多久。

  参见 https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/taint-and-toleration/

  @SCH-04
  场景: NoSchedule，以及按值、按键的容忍度
    只有 k8s-node02 可用，它的污点是 gpu=true。
    假如我已经执行了:
      """
      $ kubectl cordon k8s-node01
      $ kubectl taint node k8s-node02 gpu=true:NoSchedule
      """
    当我执行:
      """
      $ kubectl create -f tolerations.yaml
      """
    并且过了1 分钟
    那么Pod "equal"已调度到节点"k8s-node02"
    并且Pod "exists"已调度到节点"k8s-node02"
    并且Pod "other-value"还没有被调度
    并且Pod "other-effect"还没有被调度
    当我执行:
      """
      $ kubectl taint node k8s-node02 gpu-
      """
    那么1 分钟内，Pod "other-value"被调度到节点"k8s-node02"
    并且1 分钟内，Pod "other-effect"被调度到节点"k8s-node02"

  @SCH-04
  场景: PreferNoSchedule 只是尽量
    假如我已经执行了:
      """
      $ kubectl taint node k8s-node02 old=true:PreferNoSchedule
      """
    当我执行:
      """
      $ kubectl create deployment demo --image=nginx:1.15.2 --replicas=3
      """
    那么1 分钟内，Deployment "demo"有3个就绪的副本
    并且Deployment "demo"有3个Pod在节点"k8s-node01"上
    当我执行:
      """
      $ kubectl cordon k8s-node01
      $ kubectl scale deployment demo --replicas=4
      """
    那么1 分钟内，Deployment "demo"有1个Pod在节点"k8s-node02"上

  @SCH-04
  场景: NoExecute 会赶走不能容忍它的 Pod，有的立刻走，有的过一会儿走
    假如我已经执行了:
      """
      $ kubectl cordon k8s-node01
      $ kubectl create -f repair.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    当我执行:
      """
      $ kubectl taint node k8s-node02 repair=now:NoExecute
      """
    那么5 秒内，Pod "not-at-all"消失
    并且Pod "not-at-all"有一条原因为"TaintManagerEviction"的Event，内容包含"Marking for deletion Pod default/not-at-all"
    当过了50 秒
    那么整个过程中，Pod "for-a-minute"始终存在
    并且15 秒内，Pod "for-a-minute"消失
    当过了10 分钟
    那么整个过程中，Pod "for-ever"始终存在
    并且Pod "for-ever"已就绪

  @SCH-04
  场景: NoExecute 同样不接收新的 Pod
    假如我已经执行了:
      """
      $ kubectl cordon k8s-node01
      $ kubectl taint node k8s-node02 repair=now:NoExecute
      """
    当我执行:
      """
      $ kubectl create -f repair.yaml
      """
    并且过了10 秒
    那么Pod "not-at-all"还没有被调度
    并且Pod "not-at-all"从未被调度到节点"k8s-node02"
    并且Pod "for-ever"已调度到节点"k8s-node02"
