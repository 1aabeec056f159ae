# language: zh-CN
@pod
功能: 同一个 Pod 的容器共享什么，又能知道自己的什么
  Pod 中的所有容器共用一个 IP 地址，可以通过 localhost 互相访问，也可以挂载相同的存储卷。
  Downward API 以环境变量或文件的形式，把名称、地址、标签和资源告诉容器。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/downward-api/

  @POD-17
  场景: 一个容器写的文件由另一个容器提供，通过 localhost 访问
    假如我已经执行了:
      """
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      """
    当我执行:
      """
      $ kubectl exec shared -c web -- cat /usr/share/nginx/html/index.html
      $ kubectl exec shared -c writer -- wget -qO- localhost
      """
    那么输出为:
      """
      hello from the writer
      hello from the writer
      """

  @POD-17
  场景: 容器重启后，文件还在
    假如我已经执行了:
      """
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      $ kubectl exec shared -c writer -- sh -c 'echo noted > /html/note'
      """
    当我尝试执行:
      """
      $ kubectl exec shared -c web -- sh -c 'kill 1'
      """
    那么10 秒内，在Pod "shared"中，容器"web"的重启次数达到1次
    并且在Pod "shared"中，容器"writer"重启过0次
    并且10 秒内，Pod "shared"就绪
    当我执行:
      """
      $ kubectl exec shared -c web -- cat /usr/share/nginx/html/note
      """
    那么输出为:
      """
      noted
      """

  @POD-17
  场景: 设置 shareProcessNamespace 后，容器能看到彼此的进程；1 号进程属于 Pod 本身
    假如我已经执行了:
      """
      $ kubectl create -f one-process-space.yaml
      $ kubectl wait --for=condition=Ready pod/together
      """
    当我执行:
      """
      $ kubectl exec together -c shell -- sh -c 'ps | grep -v "ps\|sh -c\|grep"'
      """
    那么输出为:
      """
      PID   USER     TIME  COMMAND
          1 65535     0:00 /pause
          2 root      0:00 nginx -g daemon off;
          3 root      0:00 sleep 3600
      """
    当我执行:
      """
      $ kubectl exec together -c shell -- kill 2
      """
    那么10 秒内，在Pod "together"中，容器"web"的重启次数达到1次
    并且在Pod "together"中，容器"shell"重启过0次

  @POD-18
  场景: 名称、命名空间、节点和资源写成环境变量
    假如我已经执行了:
      """
      $ kubectl create -f downward.yaml
      $ kubectl wait --for=condition=Ready pod/downward
      """
    当我执行:
      """
      $ kubectl exec downward -- sh -c 'echo $MY_POD_NAME $MY_POD_NAMESPACE; echo $MY_NODE_NAME; echo $MY_CPU_REQUEST $MY_MEM_LIMIT'
      """
    那么输出为:
      """
      downward default
      k8s-node0*
      250 64
      """
    当我执行:
      """
      $ kubectl exec downward -- printenv MY_POD_IP
      """
    那么输出中包含Pod "downward"的IP地址

  @POD-18
  场景: 标签和注解写成文件，并会随之更新
    假如我已经执行了:
      """
      $ kubectl create -f downward.yaml
      $ kubectl wait --for=condition=Ready pod/downward
      """
    当我执行:
      """
      $ kubectl exec downward -- sh -c 'cat /etc/podinfo/labels; echo; cat /etc/podinfo/annotations; echo; cat /etc/podinfo/cpu_limit'
      """
    那么输出为:
      """
      app="demo"
      tier="backend"
      build="two"
      500
      """
    当我执行:
      """
      $ kubectl label pod downward tier=frontend --overwrite
      """
    并且过了2 分钟
    并且我执行:
      """
      $ kubectl exec downward -- cat /etc/podinfo/labels
      """
    那么输出中包含"tier=\"frontend\""

  @POD-18
  场景: 没有设置请求量，得到的就是 0
    假如我已经执行了:
      """
      $ kubectl create -f no-requests.yaml
      $ kubectl wait --for=condition=Ready pod/no-requests
      """
    当我执行:
      """
      $ kubectl exec no-requests -- printenv MY_CPU_REQUEST
      """
    那么输出为:
      """
      0
      """
