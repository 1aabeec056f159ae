# language: zh-CN
@pod
功能: 反复崩溃的容器，重启间隔越来越长
  容器结束后由 kubelet 重新启动：第一次立即重启，之后依次等待 10 秒、20 秒、40 秒……
  间隔最长 5 分钟。等待期间 Pod 显示 CrashLoopBackOff。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy

  @POD-04
  场景: 等待时间从 10 秒开始翻倍，直到 5 分钟
    课程以 kubelet 的 sync-frequency 为单位计算；如今等待时间从 10 秒算起，每次加倍。
    当我执行:
      """
      $ kubectl create -f crash.yaml
      """
    并且过了20 分钟
    那么在Pod "crash"中，容器"app"每次重启前依次等待"0s"、"10s"、"20s"、"40s"、"80s"、"160s"、"300s"和"300s"
    并且Pod "crash"有一条原因为"BackOff"的Event，内容包含"Back-off restarting failed container app in pod crash_default"

  @POD-04
  场景: 等待期间显示 CrashLoopBackOff，而阶段仍是 Running
    当我执行:
      """
      $ kubectl create -f crash.yaml
      """
    那么2 分钟内，在Pod "crash"中，容器"app"停在等待状态，原因是"CrashLoopBackOff"
    并且Pod "crash"处于"Running"阶段
    并且在Pod "crash"中，容器"app"最近一次以退出码1结束，原因是"Error"
    当我执行:
      """
      $ kubectl get pod crash
      $ kubectl logs crash
      """
    那么输出中依次有这些行:
      """
      crash 0/1 CrashLoopBackOff * (*s ago) *s
      hello
      """

  @POD-04
  场景: 正常运行十分钟之后，等待时间重新计算
    假如我已经执行了:
      """
      $ kubectl create -f nginx-pod.yaml
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    并且在Pod "nginx"中，容器"nginx"总是以退出码1退出，每次只运行5 秒
    当过了2 分钟
    那么在Pod "nginx"中，容器"nginx"每次重启前依次等待"0s"、"10s"、"20s"和"40s"
    当在Pod "nginx"中，容器"nginx"总是以退出码1退出，每次只运行11 分钟
    并且过了40 分钟
    那么在Pod "nginx"中，容器"nginx"每次重启前依次等待"0s"、"10s"、"20s"、"40s"、"80s"、"0s"和"0s"
