# language: zh-CN
@pod
功能: Event 记录 Pod 发生过什么
  Event 记录是谁发现了什么、原因是什么。同样的事情再次发生时不会新建 Event，
  而是增加次数，并保留最早和最近一次出现的时间。

  参见 https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/cluster-resources/event-v1/

  @POD-14
  场景: describe 显示类型、原因、时间、来源和内容
    课程中 FirstSeen、LastSeen 和 Count 各占一列；如今 kubectl 把它们合并到了 Age 列。
    当我执行:
      """
      $ kubectl create -f not-found.yaml
      """
    并且过了1 分钟
    并且我执行:
      """
      $ kubectl describe pod not-found
      """
    那么输出中依次有这些行:
      """
      Events:
      Type     Reason     Age                From               Message
      ----     ------     ----               ----               -------
      Normal   Scheduled  60s  default-scheduler  Successfully assigned default/not-found to k8s-node0*
      Normal   Pulling    *s   kubelet  spec.containers{web}: Pulling image "nginx:1.15.2"
      Normal   Created    *s   kubelet  spec.containers{web}: Container created
      Normal   Started    *s   kubelet  spec.containers{web}: Container started
      Warning  Unhealthy  *s (x* over *s)  kubelet  spec.containers{web}: Readiness probe failed: HTTP probe failed with statuscode: 404
      """

  @POD-14
  场景: 最早时间、最近时间和次数都是 Event 的字段
    当我执行:
      """
      $ kubectl create -f crash.yaml
      """
    并且过了60 秒
    并且我执行:
      """
      $ kubectl get events --field-selector involvedObject.name=crash,reason=Created -o custom-columns=FIRST:.firstTimestamp,LAST:.lastTimestamp,COUNT:.count,FROM:.source.component,TYPE:.type,REASON:.reason,MESSAGE:.message
      """
    那么输出为:
      """
      FIRST                  LAST                   COUNT   FROM      TYPE     REASON    MESSAGE
      2026-01-01T08:00:0*Z   2026-01-01T08:00:3*Z   4       kubelet   Normal   Created   Container created
      """
    并且Pod "crash"原因为"Created"的Event一共出现4次
    并且在Pod "crash"中，容器"app"重启过3次
