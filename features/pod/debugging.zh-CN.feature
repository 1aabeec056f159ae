# language: zh-CN
@pod
功能: 往运行中的 Pod 里加一个排查用的容器
  临时容器通过专门的子资源添加。它与 Pod 共用地址，结束之后不会重新启动；
  其他容器不受影响，而加进去的临时容器也不能再去掉。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/ephemeral-containers/

  @POD-17
  场景: 它通过 localhost 访问 nginx，以 1 退出，Pod 依然就绪
    假如我已经执行了:
      """
      $ kubectl run nginx --image=nginx:1.15.2
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    当我执行:
      """
      $ kubectl replace --raw /api/v1/namespaces/default/pods/nginx/ephemeralcontainers -f debugger.json
      """
    并且过了30 秒
    并且我执行:
      """
      $ kubectl logs nginx -c debugger
      """
    那么输出为:
      """
      <title>Welcome to nginx!</title>
      """
    并且在Pod "nginx"中，容器"nginx"重启过0次
    并且整个过程中，Pod "nginx"始终就绪
    当我执行:
      """
      $ kubectl get pod nginx -o jsonpath='{.status.ephemeralContainerStatuses[0].state.terminated.exitCode} {.status.ephemeralContainerStatuses[0].restartCount}'
      """
    那么输出为:
      """
      1 0
      """
