# language: zh-CN
@deployment
功能: 暂停期间的修改先攒着，恢复时合并成一次更新
  暂停之后，可以随意修改 Deployment 的 Pod 模板，次数不限，都不会触发更新：不创建 ReplicaSet，也不动任何 Pod。
  扩缩容仍然有效。恢复的时候，所有修改合在一起，只产生一个版本、一次更新。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment

  背景:
    假如我已经执行了:
      """
      [root@k8s-master01 ~]# kubectl create -f nginx-deploy.yaml
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      """
    并且集群已经稳定

  @DEP-15
  场景: 暂停期间修改两次，没有任何动静
    当我执行:
      """
      [root@k8s-master01 ~]# kubectl rollout pause deployment nginx
      """
    并且我执行:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.3 --record
      [root@k8s-master01 ~]# kubectl set resources deploy nginx -c nginx --limits=cpu=200m,memory=128Mi --requests=cpu=10m,memory=16Mi
      """
    那么输出中包含"deployment.apps/nginx resource requirements updated"
    当过了10 分钟
    那么Deployment "nginx"运行的镜像是"nginx:1.15.3"
    并且整个过程中，Deployment "nginx"始终拥有1个ReplicaSet
    并且一共新建了0个属于Deployment "nginx"的Pod
    并且一共删除了0个属于Deployment "nginx"的Pod
    并且Deployment "nginx"的所有Pod运行的镜像都是"nginx:1.15.2"
    并且Deployment "nginx"的状况"Progressing"为"Unknown"，原因是"DeploymentPaused"
    并且Deployment "nginx"的状况"Available"为"True"，原因是"MinimumReplicasAvailable"

  @DEP-15
  场景: 恢复之后，所有修改只触发一次更新
    假如我已经执行了:
      """
      [root@k8s-master01 ~]# kubectl rollout pause deployment nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.4
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.3
      [root@k8s-master01 ~]# kubectl set resources deploy nginx -c nginx --limits=cpu=200m,memory=128Mi --requests=cpu=10m,memory=16Mi
      """
    并且过了10 分钟
    当我执行:
      """
      [root@k8s-master01 ~]# kubectl rollout resume deploy nginx
      """
    那么1 秒内，Deployment "nginx"拥有2个ReplicaSet
    并且过程中的某一刻，Deployment "nginx"的状况"Progressing"为"Unknown"，原因是"DeploymentResumed"
    并且1 分钟内，Deployment "nginx"有2个已更新的副本
    当等到集群稳定下来
    那么一共新建了2个属于Deployment "nginx"的Pod
    并且一共删除了2个属于Deployment "nginx"的Pod
    并且有2个属于Deployment "nginx"的Pod运行镜像"nginx:1.15.3"
    并且Deployment "nginx"的每个Pod都与它的Pod模板一致
    并且整个过程中，始终有至少2个可用的Pod属于Deployment "nginx"
    并且执行"kubectl get rs --sort-by=.metadata.creationTimestamp"可以看到:
      | NAME    | DESIRED | CURRENT | READY |
      | nginx-* | 0       | 0       | 0     |
      | nginx-* | 2       | 2       | 2     |
    并且执行"kubectl rollout history deploy nginx | tail -n +2"可以看到:
      | REVISION | CHANGE-CAUSE |
      | 1        | <none>       |
      | 2        | <none>       |

  @DEP-15
  场景: 暂停期间可以扩缩容，但不能回滚
    假如我已经执行了:
      """
      $ kubectl set image deploy nginx nginx=nginx:1.15.3
      $ kubectl rollout status deploy nginx
      $ kubectl rollout pause deploy nginx
      """
    当我执行:
      """
      $ kubectl scale deploy nginx --replicas=3
      """
    那么1 分钟内，Deployment "nginx"有3个可用的副本
    当我尝试执行:
      """
      $ kubectl rollout undo deploy nginx
      """
    那么命令被拒绝，提示:
      """
      error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again
      """
    当我尝试执行:
      """
      $ kubectl rollout pause deploy nginx
      """
    那么命令被拒绝，提示:
      """
      error: deployments.apps "nginx" is already paused
      """
    并且有3个属于Deployment "nginx"的Pod运行镜像"nginx:1.15.3"
