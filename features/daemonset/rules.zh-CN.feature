# language: zh-CN
@daemonset
功能: 对 DaemonSet 来说，哪些操作会被拒绝
  DaemonSet 的选择算符必须能匹配到模板所创建的 Pod，而且这些 Pod 要一直运行：不允许使用其他 restartPolicy。
  它的数量由节点决定，所以谁也不能对它扩缩容，无论是您自己还是自动扩缩器。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/daemonset/#writing-a-daemonset-spec

  @DS-15
  场景: 选择算符与模板的标签不匹配
    当我尝试执行:
      """
      $ sed 's/^        app: nginx/        app: other/' nginx-ds.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The DaemonSet "nginx" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`
      """
    并且DaemonSet "nginx"从未出现

  @DS-15
  场景: 没有选择算符
    教程里说省略选择算符就等同于模板的标签。那是 beta 版本的行为：apps/v1 要求必须写出来。
    当我尝试执行:
      """
      $ sed '/^  selector:/,/^      app: nginx/d' nginx-ds.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The DaemonSet "nginx" is invalid: spec.template.metadata.labels: Invalid value: {"app":"nginx"}: `selector` does not match template `labels`
      """
    并且DaemonSet "nginx"从未出现

  @DS-15
  场景: Always 以外的 restartPolicy
    当我尝试执行:
      """
      $ sed 's/restartPolicy: Always/restartPolicy: OnFailure/' nginx-ds.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The DaemonSet "nginx" is invalid: spec.template.spec.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"
      """
    并且DaemonSet "nginx"从未出现

  @DS-16
  场景: kubectl scale 和 kubectl autoscale 都会拒绝
    假如我已经执行了:
      """
      $ kubectl create -f nginx-ds.yaml
      """
    当我尝试执行:
      """
      $ kubectl scale ds nginx --replicas=3
      """
    那么命令被拒绝，提示:
      """
      Error from server (NotFound): the server could not find the requested resource
      """
    当我尝试执行:
      """
      $ kubectl autoscale ds nginx --min=1 --max=10 --cpu-percent=10
      """
    那么命令被拒绝，提示:
      """
      error: cannot autoscale a DaemonSet: could not find scale subresource for apps/v1, Resource=daemonsets in discovery information
      """
    并且1 分钟内，DaemonSet "nginx"有2个就绪的副本
