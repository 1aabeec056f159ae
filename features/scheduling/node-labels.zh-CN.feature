# language: zh-CN
@scheduling
功能: Pod 按标签挑选节点
  用 nodeSelector，或者表达能力更强的 nodeAffinity，Pod 可以说明自己能在哪些节点上运行，或者希望在哪里运行。
  没有合适节点的 Pod 会一直等待，调度器会在 Event 里说明有多少个节点、各缺什么。

  参见 https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/assign-pod-node/

  @SCH-01
  场景: 没有带该标签的节点，Pod 就一直等待；有了就启动
    假如我已经执行了:
      """
      $ kubectl label node k8s-node02 disktype=hdd
      """
    当我执行:
      """
      $ kubectl create -f on-ssd.yaml
      """
    并且过了10 分钟
    那么Pod "on-ssd"处于"Pending"阶段
    并且Pod "on-ssd"还没有被调度
    并且Pod "on-ssd"有一条原因为"FailedScheduling"的Event，内容包含"0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector."
    当我执行:
      """
      $ kubectl label node k8s-node01 disktype=ssd
      """
    那么1 分钟内，Pod "on-ssd"就绪
    并且Pod "on-ssd"已调度到节点"k8s-node01"

  @SCH-01
  场景: 标签只在调度时检查，之后不再检查
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 disktype=ssd
      $ kubectl create -f on-ssd.yaml
      $ kubectl wait --for=condition=Ready pod/on-ssd
      """
    当我执行:
      """
      $ kubectl label node k8s-node01 disktype-
      """
    并且过了10 分钟
    那么整个过程中，Pod "on-ssd"始终存在
    并且Pod "on-ssd"已调度到节点"k8s-node01"
    并且Pod "on-ssd"已就绪

  @SCH-02
  场景: In、NotIn、Exists、DoesNotExist、Gt 和 Lt
    每个 Pod 以所用的操作符命名。名为 both 的 Pod 要求两个标签，而没有哪个节点同时具备。
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 disktype=ssd cores=16
      $ kubectl label node k8s-node02 disktype=hdd cores=4 gpu=true
      """
    当我执行:
      """
      $ kubectl create -f operators.yaml
      """
    并且过了1 分钟
    那么Pod "in"已调度到节点"k8s-node01"
    并且Pod "not-in"已调度到节点"k8s-node02"
    并且Pod "exists"已调度到节点"k8s-node02"
    并且Pod "does-not-exist"已调度到节点"k8s-node01"
    并且Pod "greater"已调度到节点"k8s-node01"
    并且Pod "less"已调度到节点"k8s-node02"
    并且Pod "both"还没有被调度

  @SCH-02
  场景: 只要能够满足，偏好就起决定作用
    三个 Pod 都最想要 ssd，其次才是 gpu；如果没有偏好，调度器会把它们分散开。
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 gpu=true
      $ kubectl label node k8s-node02 disktype=ssd
      """
    当我执行:
      """
      $ kubectl create -f preferring.yaml
      """
    并且过了10 秒
    那么Pod "rather-ssd-1"已调度到节点"k8s-node02"
    并且Pod "rather-ssd-2"已调度到节点"k8s-node02"
    并且Pod "rather-ssd-3"已调度到节点"k8s-node02"
    当我执行:
      """
      $ kubectl delete -f preferring.yaml
      $ kubectl cordon k8s-node02
      $ kubectl create -f preferring.yaml
      """
    并且过了10 秒
    那么Pod "rather-ssd-1"已调度到节点"k8s-node01"
    并且Pod "rather-ssd-2"已调度到节点"k8s-node01"
    并且Pod "rather-ssd-3"已调度到节点"k8s-node01"

  @SCH-02
  场景: 没有 Equal 操作符，也没有 metadata.name 标签
    教程用针对 metadata.name 的 matchExpressions 来指定节点，还提到 Equal 操作符。前者找不到任何节点，
    因为节点名是字段（要用 matchFields）；后者则根本不会被接受。
    当我尝试执行:
      """
      $ sed 's/operator: In/operator: Equal/' with-node-affinity.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The Pod "with-node-affinity" is invalid: spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: Invalid value: "Equal": not a valid selector operator
      """
    当节点"node-geektime"加入集群
    并且我执行:
      """
      $ kubectl create -f with-node-affinity.yaml
      """
    并且过了1 分钟
    那么Pod "with-node-affinity"还没有被调度
    当我执行:
      """
      $ kubectl delete -f with-node-affinity.yaml
      $ sed 's/matchExpressions/matchFields/' with-node-affinity.yaml | kubectl create -f -
      """
    那么1 分钟内，Pod "with-node-affinity"被调度到节点"node-geektime"
