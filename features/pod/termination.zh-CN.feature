# language: zh-CN
@pod
功能: Pod 一步一步地终止
  删除之后，Pod 进入 Terminating，不再接收请求；先执行完 preStop 钩子，再收到 SIGTERM 信号；
  宽限期结束时还在运行的进程会被 SIGKILL 终止，此后对象才消失。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination

  @POD-11
  场景: 能响应 SIGTERM 的程序会自己收尾
    假如我已经执行了:
      """
      $ kubectl create -f polite.yaml
      $ kubectl wait --for=condition=Ready pod/polite
      """
    当我执行:
      """
      $ kubectl delete pod polite
      """
    那么Pod "polite"在删除4 秒之后消失
    并且过程中的某一刻，在Pod "polite"中，容器"app"已以退出码0结束，原因是"Completed"

  @POD-11
  场景: 不响应 SIGTERM 的程序，30 秒后被杀死
    假如我已经执行了:
      """
      $ kubectl create -f deaf.yaml
      $ kubectl wait --for=condition=Ready pod/deaf
      """
    当我执行:
      """
      $ kubectl delete pod deaf --wait=false
      """
    并且过了29 秒
    那么Pod "deaf"正在终止
    并且在Pod "deaf"中，容器"app"正在运行
    并且执行"kubectl get pod deaf"可以看到:
      | NAME | READY | STATUS      |
      | deaf | 1/1   | Terminating |
    并且3 秒内，Pod "deaf"消失
    并且Pod "deaf"在删除30 秒之后消失
    并且过程中的某一刻，在Pod "deaf"中，容器"app"已以退出码137结束，原因是"Error"

  @POD-11
  场景: 请求立即停止，不必等容器结束
    假如我已经执行了:
      """
      $ kubectl create -f web-service.yaml
      $ kubectl create -f course-hooks.yaml
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    并且Service "web"会把请求转发给Pod "nginx"
    当我执行:
      """
      $ kubectl delete pod nginx --wait=false
      """
    那么1 秒内，Service "web"不再把请求转发给Pod "nginx"
    并且在Pod "nginx"中，容器"nginx"正在运行
    并且1 分钟内，Pod "nginx"消失
    并且Pod "nginx"在删除40 秒之后消失

  @POD-11
  场景: 先执行完 preStop，再发送 SIGTERM
    假如我已经执行了:
      """
      $ kubectl create -f diary.yaml -f reader.yaml
      $ kubectl wait --for=condition=Ready pod/diary pod/reader
      """
    当我执行:
      """
      $ kubectl delete pod diary
      $ kubectl exec reader -- cat /diary/page
      """
    那么输出为:
      """
      pod "diary" deleted from default namespace
      preStop begins
      preStop ends
      SIGTERM
      """

  @POD-11
  场景: preStop 超过宽限期：届时发送 SIGTERM，再给 2 秒
    假如我已经执行了:
      """
      $ kubectl create -f long-and-deaf.yaml
      $ kubectl wait --for=condition=Ready pod/long-and-deaf
      """
    当我执行:
      """
      $ kubectl delete pod long-and-deaf
      """
    那么Pod "long-and-deaf"在删除12 秒之后消失
    并且Pod "long-and-deaf"有一条原因为"FailedPreStopHook"的Event，内容包含"PreStopHook failed"

  @POD-11
  场景: 有了这 2 秒，守规矩的程序仍能正常结束
    假如我已经执行了:
      """
      $ kubectl create -f long-goodbye.yaml
      $ kubectl wait --for=condition=Ready pod/long-goodbye
      """
    当我执行:
      """
      $ kubectl delete pod long-goodbye
      """
    那么过程中的某一刻，在Pod "long-goodbye"中，容器"app"已以退出码0结束，原因是"Completed"
    并且Pod "long-goodbye"在删除10 秒之后消失

  @POD-11
  场景: 课程里在一个钩子中写了两种动作，会被拒绝
    课程在同一个 preStop 下面写了 httpGet 和 exec，其实只能选一种。
    当我尝试执行:
      """
      $ kubectl create -f course-hooks-two-handlers.yaml
      """
    那么命令被拒绝，提示:
      """
      The Pod "nginx" is invalid: spec.containers[0].lifecycle.preStop.httpGet: Forbidden: may not specify more than 1 handler type
      """
