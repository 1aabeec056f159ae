# language: zh-CN
@deployment
功能: 策略为 Recreate 时，两个版本从不同时运行
  有的程序容不得旧版本和自己同时运行。策略为 Recreate 时，旧版本的 Pod 先全部删除，等最后一个也结束了，新版本才开始创建。
  这中间没有任何 Pod 提供服务：这就是代价。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#recreate-deployment

  背景:
    假如我已经执行了:
      """
      $ sed 's/replicas: 3/replicas: 3\n  strategy:\n    type: Recreate/' nginx-deployment.yaml | kubectl create -f -
      $ kubectl rollout status deployment/nginx-deployment
      """

  @DEP-18
  场景: 旧的 Pod 全部结束之后，才创建新的
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"中镜像为"nginx:1.9.1"的Pod，都在镜像为"nginx:1.7.9"的Pod全部结束之后才被创建
    并且有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且整个过程中，最多同时有3个Pod属于Deployment "nginx-deployment"
    并且过程中的某一刻，只有0个可用的Pod属于Deployment "nginx-deployment"

  @DEP-18
  场景: 事件里只有三步，每一步都是整个 ReplicaSet
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl describe deployment nginx-deployment
      """
    那么输出中依次有这些行:
      """
      StrategyType:       Recreate
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 3
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-deployment-* from 3 to 0
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 3
      """
    并且输出中不包含"RollingUpdateStrategy"

  @DEP-18
  场景: 新版本是坏的，就没有任何 Pod 提供服务
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    那么1 分钟内，有3个属于Deployment "nginx-deployment"的Pod停在等待状态，原因是"ImagePullBackOff"
    并且Deployment "nginx-deployment"有0个可用的副本
    并且Deployment "nginx-deployment"的状况"Available"为"False"，原因是"MinimumReplicasUnavailable"
