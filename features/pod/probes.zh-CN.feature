# language: zh-CN
@pod
功能: 启动、就绪与存活探针各有各的后果
  kubelet 会定期探测容器。启动探针成功之前，另外两种探针都不会执行。
  就绪探针失败，流量就不再进来；存活探针失败，容器就会被重启。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe

  @POD-06
  场景: 启动慢不会被杀：启动探针会推迟存活探针
    假如镜像"nginx:1.15.2"的容器启动后要过60 秒才有应答
    当我执行:
      """
      $ kubectl create -f slow-start.yaml
      """
    并且过了50 秒
    那么Pod "slow-start"从未就绪
    并且40 秒内，Pod "slow-start"就绪
    并且在Pod "slow-start"中，容器"web"重启过0次
    并且Pod "slow-start"有一条原因为"Unhealthy"的Event，内容包含"Startup probe failed"
    当我执行:
      """
      $ kubectl get events --field-selector reason=Unhealthy
      """
    那么输出中不包含"Liveness probe failed"
    并且输出中不包含"Readiness probe failed"

  @POD-06
  场景: 启动探针彻底失败，容器会被杀死并重新启动
    假如镜像"nginx:1.15.2"的容器启动后要过60 秒才有应答
    当我执行:
      """
      $ kubectl create -f too-slow.yaml
      """
    那么1 分钟内，在Pod "too-slow"中，容器"web"的重启次数达到1次
    并且Pod "too-slow"有一条原因为"Killing"的Event，内容包含"Container web failed startup probe, will be restarted"

  @POD-06
  场景: restartPolicy 为 Never 时，容器被杀死后就到此为止
    假如镜像"nginx:1.15.2"的容器启动后要过60 秒才有应答
    当我执行:
      """
      $ kubectl create -f never-again.yaml
      """
    并且过了5 分钟
    那么在Pod "never-again"中，容器"web"重启过0次
    并且在Pod "never-again"中，容器"web"最近一次以退出码0结束，原因是"Completed"
    并且Pod "never-again"从未就绪

  @POD-07
  场景: 就绪探针失败期间，Pod 收不到请求，也不会被重启
    假如我已经执行了:
      """
      $ kubectl create -f web-service.yaml
      $ kubectl create -f ready.yaml
      $ kubectl wait --for=condition=Ready pod/web-1
      """
    并且Service "web"会把请求转发给Pod "web-1"
    当在Pod "web-1"中，容器"nginx"不再应答
    那么12 秒内，Pod "web-1"变为未就绪
    并且2 秒内，Service "web"不再把请求转发给Pod "web-1"
    当过了5 分钟
    那么Pod "web-1"处于"Running"阶段
    并且整个过程中，在Pod "web-1"中，容器"nginx"的重启次数始终是0次
    当在Pod "web-1"中，容器"nginx"恢复应答
    那么6 秒内，Pod "web-1"就绪
    并且2 秒内，Service "web"开始把请求转发给Pod "web-1"

  @POD-07
  场景: 从未就绪的 Pod 从未收到过请求
    假如镜像"nginx:1.15.2"的容器能运行，却从不应答
    当我执行:
      """
      $ kubectl create -f web-service.yaml
      $ kubectl create -f ready.yaml
      """
    并且过了2 分钟
    那么在Pod "web-1"中，容器"nginx"正在运行
    并且Pod "web-1"从未就绪
    并且Service "web"从未把请求转发给Pod "web-1"

  @POD-07
  场景: 课程中的 Deployment，页面有应答后才就绪
    假如镜像"nginx:latest"的容器启动后要过25 秒才有应答
    当我执行:
      """
      $ kubectl create -f nginx-probe.yaml
      """
    并且过了20 秒
    那么Deployment "nginx-deployment"有0个就绪的副本
    并且30 秒内，Deployment "nginx-deployment"有1个就绪的副本

  @POD-08
  场景: 存活探针连续失败达到 failureThreshold 次，容器被重启
    当我执行:
      """
      $ kubectl create -f liveness.yaml
      """
    并且过了20 秒
    那么Pod "alive"没有原因为"Unhealthy"的Event
    并且20 秒内，在Pod "alive"中，容器"app"的重启次数达到1次
    并且在Pod "alive"中，容器"app"最近一次以退出码137结束，原因是"Error"
    并且Pod "alive"原因为"Unhealthy"的Event一共出现2次
    并且Pod "alive"有一条原因为"Unhealthy"的Event，内容包含"Liveness probe failed: cat: can't open '/tmp/ok': No such file or directory"
    并且Pod "alive"有一条原因为"Killing"的Event，内容包含"Container app failed liveness probe, will be restarted"

  @POD-08
  场景: Pod 还是原来那个 Pod，只是容器换了
    假如我已经执行了:
      """
      $ kubectl create -f liveness.yaml
      $ kubectl wait --for=condition=Ready pod/alive
      """
    当过了1 分钟
    那么整个过程中，Pod "alive"始终是同一个对象
    并且10 秒内，在Pod "alive"中，容器"app"开始运行

  @POD-08
  场景: restartPolicy 为 Never：被存活探针杀死之后不再重启
    当我执行:
      """
      $ kubectl create -f liveness-never.yaml
      """
    并且过了2 分钟
    那么Pod "once"依次经过"Pending"、"Running"和"Failed"这些阶段，没有其他阶段
    并且在Pod "once"中，容器"app"重启过0次
    并且Pod "once"有一条原因为"Killing"的Event，内容包含"Stopping container app"
