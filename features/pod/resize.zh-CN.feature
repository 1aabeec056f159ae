# language: zh-CN
@pod
功能: 运行中的 Pod 可以调整资源
  CPU 和内存的请求量与限制可以原地修改，用的是子资源 resize。每种资源改了要不要重启容器，由 resizePolicy 决定。
  节点给不出来的，写在状况里，Pod 照常运行。

  参见 https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/resize-container-resources/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f resizable.yaml
      $ kubectl wait --for=condition=Ready pod/web
      """

  @POD-16
  场景: 加 CPU 不用重启，加内存要不要重启看容器怎么规定
    当我执行:
      """
      $ kubectl patch pod web --subresource=resize -p '{"spec":{"containers":[{"name":"app","resources":{"limits":{"cpu":"400m"}}}]}}'
      """
    并且过了5 秒
    那么在Pod "web"中，容器"app"重启过0次
    当我执行:
      """
      $ kubectl exec web -- cat /sys/fs/cgroup/cpu.max
      """
    那么输出为:
      """
      40000 100000
      """
    当我执行:
      """
      $ kubectl patch pod web --subresource=resize -p '{"spec":{"containers":[{"name":"app","resources":{"limits":{"memory":"256Mi"}}}]}}'
      """
    那么10 秒内，在Pod "web"中，容器"app"的重启次数达到1次
    并且Pod "web"有一条原因为"Killing"的Event，内容包含"Container app resize requires restart"
    并且Pod "web"有一条原因为"ResizeCompleted"的Event，内容包含"Pod resize completed"

  @POD-16
  场景: 节点没有的资源给不了，已经给的保持不变
    当我执行:
      """
      $ kubectl patch pod web --subresource=resize -p '{"spec":{"containers":[{"name":"app","resources":{"requests":{"cpu":"99"},"limits":{"cpu":"99"}}}]}}'
      """
    那么5 秒内，Pod "web"的状况"PodResizePending"变为"True"，原因是"Infeasible"
    当我执行:
      """
      $ kubectl get pod web -o jsonpath='{.status.containerStatuses[0].resources.limits.cpu}'
      """
    那么输出为:
      """
      200m
      """
    并且整个过程中，Pod "web"始终就绪
