# language: zh-CN
@deployment
功能: 滚动更新一次只替换几个 Pod，逐步换到新版本
  只要 Pod 模板有变化，就会触发滚动更新：新的 ReplicaSet 从零开始扩容，旧的 ReplicaSet 随之缩容，两者交替进行。
  maxSurge 规定最多可以比期望的多出几个 Pod，maxUnavailable 规定最多可以少几个。
  更新完成后，旧的 ReplicaSet 空着留下来，以备回滚。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#updating-a-deployment

  @DEP-03
  场景: rollout status 一直等待，告诉你进行到哪里，全部完成才结束
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么输出中依次有这些行:
      """
      deployment.apps/nginx-deployment image updated
      Waiting for deployment "nginx-deployment" rollout to finish: 1 out of 3 new replicas have been updated...
      Waiting for deployment "nginx-deployment" rollout to finish: 2 out of 3 new replicas have been updated...
      Waiting for deployment "nginx-deployment" rollout to finish: 1 old replicas are pending termination...
      deployment "nginx-deployment" successfully rolled out
      """
    并且有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且Deployment "nginx-deployment"有3个可用的副本

  @DEP-06
  场景大纲: 无论用什么方式修改模板，新版本都从少量 Pod 开始：<how>
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ <command>
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"拥有2个ReplicaSet
    并且Deployment "nginx-deployment"有一条原因为"ScalingReplicaSet"的Event，内容包含"from 0 to 1"
    并且Deployment "nginx-deployment"中镜像为"nginx:1.9.1"的ReplicaSet，副本数为3
    并且整个过程中，最多同时有4个Pod属于Deployment "nginx-deployment"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"

    例子:
      | how        | command                                                                                                                                                                  |
      | set image  | kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1                                                                                                          |
      | patch      | kubectl patch deployment nginx-deployment -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1"}]}}}}'                                    |
      | JSON patch | kubectl patch deployment nginx-deployment --type=json -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "nginx:1.9.1"}]'                 |
      | apply      | sed 's/nginx:1.7.9/nginx:1.9.1/' nginx-deployment.yaml \| kubectl apply -f -                                                                                             |

  @DEP-06
  场景: 在编辑器里把 1.7.9 改为 1.9.1
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我编辑Deployment "nginx-deployment"，把"image: nginx:1.7.9"改为"image: nginx:1.9.1"
    那么输出中包含"deployment.apps/nginx-deployment edited"
    并且1 秒内，Deployment "nginx-deployment"拥有2个ReplicaSet
    并且Deployment "nginx-deployment"有一条原因为"ScalingReplicaSet"的Event，内容包含"from 0 to 1"
    并且1 分钟内，Deployment "nginx-deployment"的所有Pod运行的镜像都变为"nginx:1.9.1"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"

  @DEP-06
  场景: 改动不在 Pod 模板之内，就不会触发更新
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl patch deployment nginx-deployment -p '{"metadata":{"labels":{"release":"stable"}},"spec":{"minReadySeconds":5}}'
      """
    并且过了1 分钟
    那么整个过程中，Deployment "nginx-deployment"始终拥有1个ReplicaSet
    并且一共新建了0个属于Deployment "nginx-deployment"的Pod
    并且一共删除了0个属于Deployment "nginx-deployment"的Pod

  @DEP-07 @DEP-09
  场景: maxSurge 为 1、maxUnavailable 为 1 时，两个 ReplicaSet 交替伸缩
    以前的事件只写缩放到几个副本，如今还会写明从几个开始。最后两个旧 Pod 是先后删除还是同时删除，取决于
    新 Pod 是否恰好在同一时刻就绪，所以这里不作断言。

    假如我已经执行了:
      """
      $ kubectl create -f nginx-rolling-update.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl describe deployment nginx-deployment
      """
    那么输出中依次有这些行:
      """
      RollingUpdateStrategy:  1 max unavailable, 1 max surge
      OldReplicaSets:  nginx-deployment-* (0/0 replicas created)
      NewReplicaSet:   nginx-deployment-* (3/3 replicas created)
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 3
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 1
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-deployment-* from 3 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 1 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 2 to 3
      """
    并且整个过程中，始终有至少2个可用的Pod属于Deployment "nginx-deployment"
    并且整个过程中，最多同时有4个Pod属于Deployment "nginx-deployment"
    并且过程中的某一刻，共有4个Pod属于Deployment "nginx-deployment"

  @DEP-09
  场景: 旧的 ReplicaSet 留下来，副本数为 0
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    并且过了1 小时
    那么执行"kubectl get rs -o wide --sort-by=.metadata.creationTimestamp"可以看到:
      | NAME               | DESIRED | CURRENT | READY | IMAGES      |
      | nginx-deployment-* | 0       | 0       | 0     | nginx:1.7.9 |
      | nginx-deployment-* | 3       | 3       | 3     | nginx:1.9.1 |
    并且Deployment "nginx-deployment"拥有2个ReplicaSet
