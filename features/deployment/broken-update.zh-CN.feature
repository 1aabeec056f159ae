# language: zh-CN
@deployment
功能: 新版本起不来，更新就停下；回滚只需一条命令
  新的 Pod 变为可用，更新才会继续；否则就停在原地：剩下的旧 Pod 足以提供服务，但没有谁会自动回滚。
  kubectl rollout undo 让旧的 ReplicaSet 重新扩容、新的 ReplicaSet 缩容，这和其他更新没有什么两样。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment

  @DEP-10
  场景: 按默认设置，一个新 Pod 在等镜像，三个旧 Pod 照常服务
    课程里说剩下两个旧 Pod，那要像下一个场景那样把 maxUnavailable 设为 1 才行：三的四分之一不到一，
    所以默认情况下一个 Pod 也不能少。

    假如我已经执行了:
      """
      $ kubectl create -f service.yaml
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    那么30 秒内，有1个属于Deployment "nginx-deployment"的Pod停在等待状态，原因是"ErrImagePull"
    并且30 秒内，有1个属于Deployment "nginx-deployment"的Pod停在等待状态，原因是"ImagePullBackOff"
    当过了9 分钟
    那么整个过程中，最多同时有1个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.91"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"
    并且整个过程中，始终有至少3个就绪的Pod属于Service "nginx"
    并且一共删除了0个属于Deployment "nginx-deployment"的Pod
    并且执行"kubectl get rs -o wide --sort-by=.metadata.creationTimestamp"可以看到:
      | NAME               | DESIRED | CURRENT | READY | IMAGES      |
      | nginx-deployment-* | 3       | 3       | 3     | nginx:1.7.9 |
      | nginx-deployment-* | 1       | 1       | 0     | nginx:1.91  |

  @DEP-10
  场景: maxSurge 和 maxUnavailable 都为 1 时，两个新 Pod 在等，两个旧 Pod 照常服务
    假如我已经执行了:
      """
      $ kubectl create -f nginx-rolling-update.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    并且过了9 分钟
    那么执行"kubectl get rs -o wide --sort-by=.metadata.creationTimestamp"可以看到:
      | NAME               | DESIRED | CURRENT | READY | IMAGES      |
      | nginx-deployment-* | 2       | 2       | 2     | nginx:1.7.9 |
      | nginx-deployment-* | 2       | 2       | 0     | nginx:1.91  |
    并且整个过程中，始终有至少2个可用的Pod属于Deployment "nginx-deployment"
    并且整个过程中，最多同时有2个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.91"

  @DEP-11
  场景: undo 让旧的 ReplicaSet 重新扩容，新的 ReplicaSet 缩容
    假如我已经执行了:
      """
      $ kubectl create -f nginx-rolling-update.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl rollout undo deployment/nginx-deployment
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么输出中依次有这些行:
      """
      deployment.apps/nginx-deployment rolled back
      deployment "nginx-deployment" successfully rolled out
      """
    并且Deployment "nginx-deployment"中镜像为"nginx:1.7.9"的ReplicaSet，副本数为3
    并且Deployment "nginx-deployment"中镜像为"nginx:1.91"的ReplicaSet，副本数为0
    并且整个过程中，Deployment "nginx-deployment"始终拥有2个ReplicaSet
    并且整个过程中，始终有至少2个可用的Pod属于Deployment "nginx-deployment"
    并且有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.7.9"

  @DEP-11
  场景: 已经完成的更新，回滚时也是逐个替换 Pod
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl rollout undo deployment/nginx-deployment
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.7.9"
    并且整个过程中，Deployment "nginx-deployment"始终拥有2个ReplicaSet
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"
    并且整个过程中，最多同时有4个Pod属于Deployment "nginx-deployment"

  @DEP-22
  场景: 有就绪探针时，只会运行、不能服务的版本走不下去
    假如我已经执行了:
      """
      $ kubectl create -f nginx-readiness.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    并且镜像"nginx:1.9.1"的容器能运行，却从不应答
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      """
    并且过了9 分钟
    那么有1个属于Deployment "nginx-deployment"的Pod在运行，但没有就绪
    并且有1个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且有1个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:latest"
    并且整个过程中，始终有至少1个可用的Pod属于Deployment "nginx-deployment"

  @DEP-22
  场景: 没有探针，Running 就算数：不能服务的版本把能服务的全部换掉了
    假如我已经执行了:
      """
      $ kubectl create -f service.yaml
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    并且镜像"nginx:1.9.1"的容器能运行，却从不应答
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么输出中包含"successfully rolled out"
    并且有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且Deployment "nginx-deployment"有3个可用的副本
    当我尝试执行:
      """
      $ curl -sS --max-time 3 http://$(kubectl get svc nginx -o jsonpath={.spec.clusterIP})/
      """
    那么命令被拒绝，提示:
      """
      curl: (*) *
      """
