# language: zh-CN
@deployment
功能: Deployment 会说明自己是否可用、更新是否有进展
  Available 表示提供服务的 Pod 够不够；一个 Pod 就绪满 minReadySeconds 才算可用。Progressing 表示更新有没有进展：
  超过 progressDeadlineSeconds（默认十分钟）没有任何进展，就报告失败。但也只是报告而已，怎么处理由人决定。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#deployment-status

  @DEP-17
  场景: Pod 就绪满 minReadySeconds，才算可用
    假如我已经执行了:
      """
      $ sed 's/replicas: 3/replicas: 3\n  minReadySeconds: 30/' nginx-deployment.yaml > patient.yaml
      """
    当我执行:
      """
      $ kubectl create -f patient.yaml
      """
    那么30 秒内，Deployment "nginx-deployment"有3个就绪的副本
    并且Deployment "nginx-deployment"有0个可用的副本
    当过了20 秒
    那么Deployment "nginx-deployment"有0个可用的副本
    并且15 秒内，Deployment "nginx-deployment"有3个可用的副本
    并且Deployment "nginx-deployment"的数字从头到尾依次经过:
      | READY | UP-TO-DATE | AVAILABLE |
      | 0/3   | 0          | 0         |
      | 3/3   | 3          | 0         |
      | 3/3   | 3          | 3         |

  @DEP-17
  场景: 更新时，每个 Pod 都要等这么久
    假如我已经执行了:
      """
      $ sed 's/replicas: 3/replicas: 3\n  minReadySeconds: 30/' nginx-deployment.yaml | kubectl create -f -
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      """
    并且过了1 分钟
    那么整个过程中，最多同时有2个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且有2个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且1 分钟内，有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"

  @DEP-20
  场景: 从第一个 Pod 到最后一个 Pod
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      """
    那么Deployment "nginx-deployment"的状况"Available"为"False"，原因是"MinimumReplicasUnavailable"
    并且1 秒内，Deployment "nginx-deployment"的状况"Progressing"变为"True"，原因是"ReplicaSetUpdated"
    并且过程中的某一刻，Deployment "nginx-deployment"的状况"Progressing"为"True"，原因是"NewReplicaSetCreated"
    当我执行:
      """
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"的状况"Available"为"True"，原因是"MinimumReplicasAvailable"
    并且Deployment "nginx-deployment"的状况"Progressing"为"True"，原因是"NewReplicaSetAvailable"

  @DEP-20
  场景: 十分钟没有进展就算失败，但仍停在原地
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    并且过了9 分钟
    那么Deployment "nginx-deployment"的状况"Progressing"为"True"
    并且90 秒内，Deployment "nginx-deployment"的状况"Progressing"变为"False"，原因是"ProgressDeadlineExceeded"
    并且Deployment "nginx-deployment"的状况"Available"为"True"，原因是"MinimumReplicasAvailable"
    当我尝试执行:
      """
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么命令被拒绝，提示:
      """
      error: deployment "nginx-deployment" exceeded its progress deadline
      """
    当过了1 小时
    那么有1个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.91"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"

  @DEP-20
  场景: 自己规定期限；失败之后也能恢复正常
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"progressDeadlineSeconds":60}}'
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    并且过了90 秒
    当我执行:
      """
      $ kubectl describe deployment nginx-deployment
      """
    那么输出中依次有这些行:
      """
      Conditions:
        Type           Status  Reason
        ----           ------  ------
        Available      True    MinimumReplicasAvailable
        Progressing    False   ProgressDeadlineExceeded
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"的状况"Progressing"为"True"，原因是"NewReplicaSetAvailable"
    并且有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"
