# language: zh-CN
@statefulset
功能: StatefulSet 按编号扩容和缩容
  扩容时依次创建后面的编号，缩容时先删除编号最大的 Pod，每次只动一个。
  直接删除整个 StatefulSet 则不保证顺序：想让 Pod 依次停止，就先把副本数缩到 0。
  编号靠前的某个 Pod 只是重启，不会影响其他 Pod。

  参见 https://kubernetes.io/zh-cn/docs/tasks/run-application/scale-stateful-set/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl rollout status sts web
      """

  @STS-06
  场景: 扩容时先创建 web-2，再创建 web-3
    当我执行:
      """
      $ kubectl scale --replicas=4 sts web
      """
    那么1 分钟内，StatefulSet "web"有4个就绪的副本
    并且"web-2"和"web-3"这几个Pod依次被创建
    并且"web-2"和"web-3"中的每个Pod都是在前一个就绪之后才被创建
    并且整个过程中，Pod "web-0"始终是同一个对象
    并且整个过程中，Pod "web-1"始终是同一个对象

  @STS-06 @STS-20
  场景: 缩到 0 时逐个停止，编号最大的先停
    假如我已经执行了:
      """
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl scale sts web --replicas=0
      """
    那么5 分钟内，StatefulSet "web"有0个副本
    并且"web-2"、"web-1"和"web-0"这几个Pod依次被删除
    并且"web-2"、"web-1"和"web-0"中的每个Pod都是在前一个彻底消失之后才被删除
    并且StatefulSet "web"存在

  @STS-20
  场景: 直接删除 StatefulSet，谁也不等谁
    所有 Pod 在同一时刻收到停止的指令，编号不再起作用。

    假如我已经执行了:
      """
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl delete sts web
      """
    那么1 秒内，执行"kubectl get pods"可以看到:
      | NAME  | STATUS      |
      | web-0 | Terminating |
      | web-1 | Terminating |
      | web-2 | Terminating |
    并且1 分钟内，Pod "web-0"消失
    并且1 分钟内，Pod "web-1"消失
    并且1 分钟内，Pod "web-2"消失

  @STS-06
  场景: 有 Pod 没有就绪时，缩容也要等
    编号小的 Pod 恢复就绪之前，编号大的不会被删除。

    假如我已经执行了:
      """
      $ kubectl create -f probed.yaml
      $ kubectl rollout status sts probed
      """
    并且在Pod "probed-0"中，容器"nginx"不再应答
    并且过了30 秒
    当我执行:
      """
      $ kubectl scale sts probed --replicas=2
      """
    并且过了2 分钟
    那么Pod "probed-0"未就绪
    并且整个过程中，Pod "probed-2"始终是同一个对象
    当在Pod "probed-0"中，容器"nginx"恢复应答
    那么1 分钟内，Pod "probed-2"消失
    并且整个过程中，Pod "probed-1"始终是同一个对象

  @STS-22
  场景: web-0 重启，其他 Pod 原样不动
    常有人问：编号小的 Pod 重启时，编号大的会不会先被停掉再依次启动？不会。
    顺序只管创建和删除 Pod；容器重启就在原地进行。

    当我尝试执行:
      """
      $ kubectl exec web-0 -- sh -c 'kill 1'
      """
    并且等到集群稳定下来
    那么执行"kubectl get pods"可以看到:
      | NAME  | READY | STATUS  | RESTARTS |
      | web-0 | 1/1   | Running | 1 *      |
      | web-1 | 1/1   | Running | 0        |
    并且整个过程中，Pod "web-0"始终是同一个对象
    并且整个过程中，Pod "web-1"始终是同一个对象

  @STS-22
  场景: web-0 被删除，web-1 原样不动
    当我执行:
      """
      $ kubectl delete pod web-0
      """
    那么1 分钟内，StatefulSet "web"有2个就绪的副本
    并且只新建了Pod "web-0"这一个Pod
    并且整个过程中，Pod "web-1"始终是同一个对象
