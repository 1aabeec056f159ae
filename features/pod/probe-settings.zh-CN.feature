# language: zh-CN
@pod
功能: 探针怎么探测，多久探测一次
  探针可以发 HTTP 请求、执行命令或打开端口，只能选其中一种。
  各项设置决定何时开始、多久超时、间隔多长，以及连续多少次结果才算数。

  参见 https://kubernetes.io/zh-cn/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/

  @POD-09
  场景: HTTP、命令、端口：每个容器在自己的探针成功之后就绪
    当我执行:
      """
      $ kubectl create -f three-ways.yaml
      """
    并且过了20 秒
    那么执行"kubectl get pod three-ways"可以看到:
      | NAME       | READY | STATUS  |
      | three-ways | 2/3   | Running |
    并且Pod "three-ways"有一条原因为"Unhealthy"的Event，内容包含"Readiness probe failed: cat: can't open '/tmp/health': No such file or directory"
    并且20 秒内，Pod "three-ways"就绪

  @POD-09
  场景: 端口不通，tcpSocket 探针就失败
    假如我已经执行了:
      """
      $ kubectl create -f three-ways.yaml
      $ kubectl wait --for=condition=Ready pod/three-ways --timeout=1m
      """
    当在Pod "three-ways"中，容器"by-port"不再应答
    那么40 秒内，Pod "three-ways"变为未就绪
    并且Pod "three-ways"有一条原因为"Unhealthy"的Event，内容包含"connect: connection refused"

  @POD-09
  场景: 404 也是应答，但不算健康
    当我执行:
      """
      $ kubectl create -f not-found.yaml
      """
    并且过了1 分钟
    那么Pod "not-found"从未就绪
    并且Pod "not-found"有一条原因为"Unhealthy"的Event，内容包含"Readiness probe failed: HTTP probe failed with statuscode: 404"

  @POD-09
  场景: initialDelaySeconds：时间没到就不探测
    假如节点"k8s-node01"上已有镜像"nginx:1.15.2"
    并且节点"k8s-node02"上已有镜像"nginx:1.15.2"
    当我执行:
      """
      $ kubectl create -f settings.yaml
      """
    并且过了59 秒
    那么在Pod "settings"中，容器"web"正在运行
    并且Pod "settings"从未就绪
    并且Pod "settings"没有原因为"Unhealthy"的Event
    并且10 秒内，Pod "settings"就绪

  @POD-09
  场景: periodSeconds 与 failureThreshold：每 5 秒一次，失败两次
    假如我已经执行了:
      """
      $ kubectl create -f settings.yaml
      $ kubectl wait --for=condition=Ready pod/settings --timeout=2m
      """
    当在Pod "settings"中，容器"web"不再应答
    并且过了5 秒
    那么Pod "settings"已就绪
    并且7 秒内，Pod "settings"变为未就绪
    并且Pod "settings"原因为"Unhealthy"的Event一共出现2次

  @POD-09
  场景: timeoutSeconds：逾期不应答就算失败
    假如我已经执行了:
      """
      $ kubectl create -f settings.yaml
      $ kubectl wait --for=condition=Ready pod/settings --timeout=2m
      """
    当在Pod "settings"中，容器"web"卡住
    那么15 秒内，Pod "settings"变为未就绪
    并且Pod "settings"有一条原因为"Unhealthy"的Event，内容包含"context deadline exceeded (Client.Timeout exceeded while awaiting headers)"

  @POD-09
  场景: successThreshold：连续成功三次才算数
    假如节点"k8s-node01"上已有镜像"nginx:1.15.2"
    并且节点"k8s-node02"上已有镜像"nginx:1.15.2"
    当我执行:
      """
      $ kubectl create -f twice-in-a-row.yaml
      """
    并且过了9 秒
    那么Pod "twice"从未就绪
    并且25 秒内，Pod "twice"就绪

  @POD-09
  场景: 一个探针里写两种探测方式会被拒绝
    当我尝试执行:
      """
      $ kubectl create -f two-handlers.yaml
      """
    那么命令被拒绝，提示:
      """
      The Pod "two-handlers" is invalid: spec.containers[0].livenessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type
      """
    并且Pod "two-handlers"不存在
