# language: zh-CN
@deployment
功能: kubectl describe 列出 Deployment 做过的事，重复的会合并
  Deployment 每次改变 ReplicaSet 的大小，都会留下一个事件。同样的事件再次发生时不会多出一行，
  而是在原来那一行写上次数和距第一次的时间，例如 (x2 over 23m)。更新之后回滚、再更新一次，看到的就是这样。

  参见 https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/cluster-resources/event-v1/

  背景:
    假如我已经执行了:
      """
      # kubectl create -f nginx-deploy.yaml
      # kubectl rollout status deploy nginx
      """

  @DEP-21
  场景: 更新的每一步各占一行
    当我执行:
      """
      # kubectl set image deploy nginx nginx=nginx:1.15.3
      # kubectl rollout status deploy nginx
      # kubectl describe deploy nginx
      """
    那么输出中依次有这些行:
      """
      Type    Reason             Age   From                   Message
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-* from 0 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-* from 0 to 1
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-* from 2 to 1
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-* from 1 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-* from 1 to 0
      """
    并且输出中不包含"(x2 over"

  @DEP-21
  场景: 同样的一步再次发生，合并到第一次的那一行
    假如我已经执行了:
      """
      # kubectl set image deploy nginx nginx=nginx:1.15.3
      # kubectl rollout status deploy nginx
      """
    并且过了15 分钟
    并且我已经执行了:
      """
      # kubectl rollout undo deploy nginx
      # kubectl rollout status deploy nginx
      """
    并且过了8 分钟
    当我执行:
      """
      # kubectl set image deploy nginx nginx=nginx:1.15.3
      # kubectl rollout status deploy nginx
      # kubectl describe deploy nginx
      """
    那么输出中依次有这些行:
      """
      Normal  ScalingReplicaSet  23m  deployment-controller  Scaled up replica set nginx-* from 0 to 2
      Normal  ScalingReplicaSet  *s (x2 over 23m)  deployment-controller  Scaled up replica set nginx-* from 0 to 1
      Normal  ScalingReplicaSet  *s (x2 over 23m)  deployment-controller  Scaled down replica set nginx-* from 1 to 0
      """
    并且有2个属于Deployment "nginx"的Pod运行镜像"nginx:1.15.3"
