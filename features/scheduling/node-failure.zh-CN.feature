# language: zh-CN
@scheduling
功能: 节点发生故障后，Pod 会怎样
  副本分散在不同的机器和区域里，就能经受住其中之一的损失。节点失去联系后，不到一分钟就会变为未就绪；
  它上面的 Pod 再保留五分钟，然后被删除，在别处重建。StatefulSet 等得更久：只有确定旧 Pod 已经消失，才会重建。

  参见 https://kubernetes.io/zh-cn/docs/concepts/architecture/nodes/#condition

  @SCH-06
  场景: 副本均匀分布在各个区域
    假如节点"k8s-node03"加入集群
    并且我已经执行了:
      """
      $ kubectl label node k8s-node01 topology.kubernetes.io/zone=a
      $ kubectl label node k8s-node02 topology.kubernetes.io/zone=b
      $ kubectl label node k8s-node03 topology.kubernetes.io/zone=c
      """
    当我执行:
      """
      $ kubectl create -f spread.yaml
      """
    那么1 分钟内，Deployment "spread"有6个就绪的副本
    并且Deployment "spread"有2个Pod在节点"k8s-node01"上
    并且Deployment "spread"有2个Pod在节点"k8s-node02"上
    并且Deployment "spread"有2个Pod在节点"k8s-node03"上

  @SCH-06
  场景: 某个区域不能再接收 Pod，其他区域也跟着受限
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 topology.kubernetes.io/zone=a
      $ kubectl label node k8s-node02 topology.kubernetes.io/zone=b
      $ kubectl cordon k8s-node02
      """
    当我执行:
      """
      $ kubectl create -f spread.yaml
      """
    并且过了1 分钟
    那么Deployment "spread"有1个Pod在节点"k8s-node01"上
    并且Deployment "spread"有0个Pod在节点"k8s-node02"上
    并且Deployment "spread"的某个Pod有一条原因为"FailedScheduling"的Event，内容包含"1 node(s) didn't match pod topology spread constraints"
    当我执行:
      """
      $ kubectl uncordon k8s-node02
      """
    那么2 分钟内，Deployment "spread"有3个Pod在节点"k8s-node01"上
    并且1 分钟内，Deployment "spread"有3个Pod在节点"k8s-node02"上

  @SCH-06
  场景: 五分钟后，Deployment 的 Pod 在别处重建
    假如我已经执行了:
      """
      $ kubectl create -f demo.yaml
      $ kubectl rollout status deployment demo
      """
    并且Deployment "demo"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    当节点"k8s-node02"发生故障
    并且过了30 秒
    那么Node "k8s-node02"已就绪
    当过了30 秒
    那么Node "k8s-node02"未就绪
    并且Node "k8s-node02"带有污点"node.kubernetes.io/unreachable:NoSchedule"
    并且10 秒内，Node "k8s-node02"带上污点"node.kubernetes.io/unreachable:NoExecute"
    并且Deployment "demo"有1个就绪的副本
    当过了4 分钟
    那么整个过程中，Deployment "demo"始终在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且2 分钟内，Deployment "demo"有2个Pod在节点"k8s-node01"上
    并且1 分钟内，Deployment "demo"有2个就绪的副本
    并且整个过程中，始终有至少1个就绪的Pod属于Deployment "demo"

  @SCH-06
  场景: 节点及时恢复，Pod 就留在原处
    假如我已经执行了:
      """
      $ kubectl create -f demo.yaml
      $ kubectl rollout status deployment demo
      """
    当节点"k8s-node02"与网络断开
    并且过了4 分钟
    那么Node "k8s-node02"未就绪
    当节点"k8s-node02"的网络恢复
    那么1 分钟内，Node "k8s-node02"就绪
    并且1 分钟内，Deployment "demo"有2个就绪的副本
    当过了10 分钟
    那么整个过程中，Deployment "demo"始终在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有

  @SCH-06
  场景: 节点被判定失联之前，请求仍会发给它上面的 Pod，却得不到应答
    网络断了，容器照样在运行；在节点变为未就绪之前，Service 一直把上面的 Pod 当作就绪的。
    假如我已经执行了:
      """
      $ kubectl create -f demo.yaml
      $ kubectl expose deployment demo --port=80
      $ kubectl rollout status deployment demo
      """
    当节点"k8s-node02"与网络断开
    并且我执行:
      """
      $ for i in 1 2; do curl -s -o /dev/null --max-time 2 http://$(kubectl get svc demo -o jsonpath={.spec.clusterIP})/ && echo answered || echo "no answer"; done
      """
    那么输出中包含"answered"
    并且输出中包含"no answer"
    当过了1 分钟
    那么Node "k8s-node02"未就绪
    当我执行:
      """
      $ for i in 1 2; do curl -s -o /dev/null --max-time 2 http://$(kubectl get svc demo -o jsonpath={.spec.clusterIP})/ && echo answered || echo "no answer"; done
      """
    那么输出为:
      """
      answered
      answered
      """

  @SCH-06
  场景: StatefulSet 的 Pod，确定旧的已经消失才会重建
    谁也不知道失联节点上的容器是否还在运行，否则可能同时存在两个同名的 Pod。
    假如我已经执行了:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    并且Pod "web-0"已调度到节点"k8s-node02"
    当节点"k8s-node02"发生故障
    并且过了30 分钟
    那么Pod "web-0"已调度到节点"k8s-node02"
    并且Pod "web-0"从未被调度到节点"k8s-node01"
    并且执行"kubectl get pod web-0"可以看到:
      | NAME  | READY | STATUS      |
      | web-0 | 1/1   | Terminating |
    当节点"k8s-node02"离开集群
    那么2 分钟内，Pod "web-0"被调度到节点"k8s-node01"
    并且1 分钟内，Pod "web-0"就绪
