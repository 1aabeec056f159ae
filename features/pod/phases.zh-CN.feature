# language: zh-CN
@pod
功能: Pod 的阶段，以及哪些容器会被重启
  阶段概括了 Pod 所处的状态：容器启动之前是 Pending；只要还有容器在运行或即将重启，就是 Running；
  全部容器彻底结束之后，则是 Succeeded 或 Failed。容器结束后是否重启，由 restartPolicy 决定。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/pod-lifecycle/

  @POD-02
  场景: 拉取镜像时是 Pending，然后进入 Running
    假如拉取镜像"nginx:1.15.2"需要20 秒
    当我执行:
      """
      $ kubectl create -f nginx-pod.yaml
      """
    并且过了15 秒
    那么Pod "nginx"处于"Pending"阶段
    并且在Pod "nginx"中，容器"nginx"停在等待状态，原因是"ContainerCreating"
    并且10 秒内，Pod "nginx"进入"Running"阶段
    并且Pod "nginx"依次经过"Pending"和"Running"这些阶段，没有其他阶段

  @POD-02
  场景: 没有合适节点的 Pod 一直是 Pending
    当我执行:
      """
      $ kubectl create -f nginx-pod-full.yaml
      """
    并且过了10 分钟
    那么Pod "nginx"还没有被调度
    并且Pod "nginx"依次经过"Pending"这些阶段，没有其他阶段

  @POD-02 @POD-03
  场景: Never 和 OnFailure 不再重启退出码为 0 的容器：Succeeded
    当我执行:
      """
      $ kubectl create -f restart-policies.yaml
      """
    并且过了35 秒
    那么Pod "never-0"依次经过"Pending"、"Running"和"Succeeded"这些阶段，没有其他阶段
    并且Pod "onfailure-0"依次经过"Pending"、"Running"和"Succeeded"这些阶段，没有其他阶段
    并且在Pod "never-0"中，容器"app"重启过0次
    并且在Pod "onfailure-0"中，容器"app"重启过0次

  @POD-02 @POD-03
  场景: Never 对失败的容器也不重启：Failed
    当我执行:
      """
      $ kubectl create -f restart-policies.yaml
      """
    并且过了35 秒
    那么Pod "never-3"依次经过"Pending"、"Running"和"Failed"这些阶段，没有其他阶段
    并且在Pod "never-3"中，容器"app"最近一次以退出码3结束，原因是"Error"
    并且在Pod "never-3"中，容器"app"重启过0次

  @POD-03
  场景: Always 无论退出码是多少都重启，OnFailure 只重启失败的容器
    当我执行:
      """
      $ kubectl create -f restart-policies.yaml
      """
    并且过了35 秒
    那么执行"kubectl get pods"可以看到:
      | NAME        | READY | STATUS    | RESTARTS    |
      | always-0    | 0/1   | Completed | 2 (*s ago)  |
      | always-3    | 0/1   | Error     | 2 (*s ago)  |
      | never-0     | 0/1   | Completed | 0           |
      | never-3     | 0/1   | Error     | 0           |
      | onfailure-0 | 0/1   | Completed | 0           |
      | onfailure-3 | 0/1   | Error     | 2 (*s ago)  |
    并且Pod "always-0"处于"Running"阶段
    并且Pod "onfailure-3"处于"Running"阶段

  @POD-02
  场景: 节点失联后 Pod 变为未就绪；如今不会再出现 Unknown
    API 里仍有 Unknown 这个值，但 2015 年以来已没有组件写入它：阶段保持不变。
    假如我已经执行了:
      """
      $ kubectl create -f nginx-pod.yaml
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    并且节点"k8s-node01"与网络断开
    当过了4 分钟
    那么Pod "nginx"未就绪
    并且整个过程中，Pod "nginx"始终处于"Running"阶段
    并且在Pod "nginx"中，容器"nginx"正在运行
