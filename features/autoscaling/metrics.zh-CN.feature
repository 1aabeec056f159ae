# language: zh-CN
@autoscaling
功能: 自动扩缩器可以依据哪些指标
  旧的 autoscaling/v1 只认 CPU。autoscaling/v2 从 1.23 起成为稳定版，内存、其他对象的指标和集群外系统的指标都可以用。
  有多个指标时，要求副本最多的那个起决定作用。教程里的 v2beta1 和 v2beta2 已被移除。

  参见 https://kubernetes.io/zh-cn/docs/tasks/run-application/horizontal-pod-autoscale/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f hpa-nginx.yaml
      $ kubectl rollout status deployment hpa-nginx
      """

  @HPA-03
  场景: autoscaling/v1 只认 CPU，查看时以 v2 的形式显示
    当我执行:
      """
      $ kubectl create -f v1.yaml
      """
    并且在Deployment "hpa-nginx"中，容器"nginx"占用"3m"的CPU
    那么3 分钟内，Deployment "hpa-nginx"有3个副本
    当我执行:
      """
      $ kubectl get hpa hpa-nginx -o jsonpath='{.apiVersion} {.spec.metrics}'
      """
    那么输出为:
      """
      autoscaling/v2 [{"resource":{"name":"cpu","target":{"averageUtilization":10,"type":"Utilization"}},"type":"Resource"}]
      """

  @HPA-03
  场景: CPU 与内存之中，要求更多副本的那个起决定作用
    CPU 正好达到目标，只要求一个副本；而每个 Pod 的内存都是目标的三倍。
    当我执行:
      """
      $ kubectl create -f cpu-and-memory.yaml
      """
    并且在Deployment "hpa-nginx"中，容器"nginx"占用"5m"的CPU
    并且在Deployment "hpa-nginx"中，容器"nginx"占用"192Mi"内存
    那么3 分钟内，Deployment "hpa-nginx"有10个副本

  @HPA-03
  场景: 集群外的消息队列
    当我执行:
      """
      $ kubectl create -f queue.yaml
      """
    并且外部指标"queue_messages_ready"的值为115
    那么2 分钟内，Deployment "hpa-nginx"有4个副本
    当外部指标"queue_messages_ready"的值为10000
    那么2 分钟内，Deployment "hpa-nginx"有10个副本
    并且整个过程中，最多同时有10个Pod属于Deployment "hpa-nginx"

  @HPA-03
  场景: 属于其他对象的指标
    当我执行:
      """
      $ kubectl expose deployment hpa-nginx --port=80
      $ kubectl create -f requests-per-second.yaml
      """
    并且自定义指标"requests_per_second"（来自Service "hpa-nginx"）的值为400
    那么1 分钟内，Deployment "hpa-nginx"有4个副本

  @HPA-03
  场景: beta 版本已被移除
    当我尝试执行:
      """
      $ sed 's#autoscaling/v2#autoscaling/v2beta2#' cpu-and-memory.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      error: resource mapping not found for name: "hpa-nginx" namespace: "" from "STDIN": no matches for kind "HorizontalPodAutoscaler" in version "autoscaling/v2beta2"
      """
    并且HorizontalPodAutoscaler "hpa-nginx"从未出现
