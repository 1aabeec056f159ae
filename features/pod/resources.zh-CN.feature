# language: zh-CN
@pod
功能: 请求量决定调度，限制决定上限
  调度器累加节点上各个 Pod 的请求量，而不看实际用量。
  容器占用的内存超过限制就会被杀死（OOMKilled，退出码 137）。

  参见 https://kubernetes.io/zh-cn/docs/concepts/configuration/manage-resources-containers/

  @POD-16
  场景: 请求 3 个 CPU 的第三个 Pod 找不到余量足够的节点
    当我执行:
      """
      $ kubectl create -f big.yaml
      """
    并且过了5 分钟
    那么Deployment "big"有2个就绪的副本
    并且整个过程中，每个节点上最多只有1个Pod属于Deployment "big"
    并且Deployment "big"的某个Pod有一条原因为"FailedScheduling"的Event，内容包含"2 Insufficient cpu"
    当我执行:
      """
      $ kubectl set resources deployment big --requests=cpu=1
      """
    那么2 分钟内，Deployment "big"有3个就绪的副本

  @POD-16
  场景: 没到限制时平安无事，超过限制容器就被杀死
    假如我已经执行了:
      """
      $ kubectl create -f hungry.yaml
      $ kubectl wait --for=condition=Ready pod/hungry
      """
    当在Pod "hungry"中，容器"app"占用"200Mi"内存
    并且过了1 分钟
    那么整个过程中，Pod "hungry"始终就绪
    当在Pod "hungry"中，容器"app"占用"300Mi"内存
    那么5 秒内，在Pod "hungry"中，容器"app"以退出码137结束，原因是"OOMKilled"
    并且1 分钟内，在Pod "hungry"中，容器"app"的重启次数达到1次
    并且1 秒内，执行"kubectl get pod hungry"可以看到:
      | NAME   | READY | STATUS    |
      | hungry | 0/1   | OOMKilled |

  @POD-16
  场景: 没有限制的容器用得再多也不会因此被杀
    假如我已经执行了:
      """
      $ kubectl run free --image=nginx:1.15.2
      $ kubectl wait --for=condition=Ready pod/free
      """
    当在Pod "free"中，容器"free"占用"300Mi"内存
    并且过了5 分钟
    那么整个过程中，Pod "free"始终就绪
    并且在Pod "free"中，容器"free"重启过0次

  @POD-16
  场景: 请求量大于限制会被拒绝
    当我尝试执行:
      """
      $ kubectl create deployment wrong --image=nginx:1.15.2
      $ kubectl set resources deployment wrong --requests=cpu=2 --limits=cpu=1
      """
    那么命令被拒绝，提示:
      """
      *spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
      """
