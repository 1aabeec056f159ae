# language: zh-CN
@pod
功能: postStart 与容器的主程序同时运行
  容器创建之后立即执行 postStart 钩子，但不保证它与主程序谁先谁后。
  钩子结束之前，容器不算进入运行状态。

  参见 https://kubernetes.io/zh-cn/docs/concepts/containers/container-lifecycle-hooks/

  @POD-10
  场景: 主程序不等钩子，状态却要等
    当我执行:
      """
      $ kubectl create -f hooks.yaml
      """
    并且过了15 秒
    那么在Pod "hooks"中，容器"app"从未运行
    并且执行"kubectl get pod hooks"可以看到:
      | NAME  | READY | STATUS            |
      | hooks | 0/1   | ContainerCreating |
    并且15 秒内，在Pod "hooks"中，容器"app"开始运行
    当我执行:
      """
      $ kubectl exec hooks -- cat /tmp/hook
      """
    那么输出为:
      """
      started
      """

  @POD-10
  场景: 钩子挂起，容器就永远到不了 Running
    当我执行:
      """
      $ kubectl create -f hook-hangs.yaml
      """
    并且过了30 分钟
    那么Pod "hook-hangs"依次经过"Pending"这些阶段，没有其他阶段
    并且在Pod "hook-hangs"中，容器"app"停在等待状态，原因是"ContainerCreating"
    并且Pod "hook-hangs"有一条原因为"Started"的Event，内容包含"Container started"

  @POD-10
  场景: 钩子失败，容器被杀死，再按策略重启
    当我执行:
      """
      $ kubectl create -f hook-fails.yaml
      """
    那么20 秒内，在Pod "hook-fails"中，容器"app"的重启次数达到1次
    并且在Pod "hook-fails"中，容器"app"最近一次以退出码137结束，原因是"Error"
    并且Pod "hook-fails"有一条原因为"FailedPostStartHook"的Event，内容包含"PostStartHook failed"
    并且Pod "hook-fails"有一条原因为"Killing"的Event，内容包含"FailedPostStartHook"
    并且Pod "hook-fails"从未就绪
