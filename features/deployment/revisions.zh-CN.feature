# language: zh-CN
@deployment
功能: 只要还保留着，每个版本都可以查看，也可以回滚到
  版本不只是一个号码：对应的 ReplicaSet 里保存着完整的 Pod 模板。rollout history --revision 可以查看，
  rollout undo --to-revision 可以让它重新成为当前版本。已经被清理掉的版本就找不回来了，指定它会报错。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#rolling-back-to-a-previous-revision

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml --record
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record
      $ kubectl rollout status deployment/nginx-deployment
      """
    并且集群已经稳定

  @DEP-14
  场景: 查看某个版本的模板
    当我执行:
      """
      $ kubectl rollout history deployment/nginx-deployment --revision=1
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment with revision #1
      Pod Template:
        Labels:       app=nginx
                      pod-template-hash=*
        Annotations:  kubernetes.io/change-cause: kubectl create --filename=nginx-deployment.yaml --record=true
        Containers:
         nginx:
          Image:         nginx:1.7.9
          Port:          80/TCP
          Host Port:     0/TCP
          Environment:   <none>
          Mounts:        <none>
        Volumes:         <none>
        Node-Selectors:  <none>
        Tolerations:     <none>
      """

  @DEP-14
  场景: 按版本号回滚
    假如我已经执行了:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.15.3 --record
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl rollout undo deployment/nginx-deployment --to-revision=1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.7.9"
    并且Deployment "nginx-deployment"中镜像为"nginx:1.7.9"的ReplicaSet，副本数为3
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx-deployment"
    并且执行"kubectl rollout history deployment/nginx-deployment | tail -n +2"可以看到:
      | REVISION | CHANGE-CAUSE                                                                   |
      | 2        | kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record=true  |
      | 3        | kubectl set image deployment/nginx-deployment nginx=nginx:1.15.3 --record=true |
      | 4        | kubectl create --filename=nginx-deployment.yaml --record=true                  |

  @DEP-14
  场景大纲: 指定的版本不存在：<command>
    当我尝试执行:
      """
      $ kubectl rollout <command>
      """
    那么命令被拒绝，提示:
      """
      error: <error>
      """
    并且在4 分钟内没有任何变化

    例子:
      | command                                           | error                                           |
      | undo deployment/nginx-deployment --to-revision=77 | unable to find specified revision 77 in history |
      | history deployment/nginx-deployment --revision=77 | unable to find the specified revision           |

  @DEP-14
  场景: 指定的就是当前版本，什么都不会变
    当我执行:
      """
      $ kubectl rollout undo deployment/nginx-deployment --to-revision=2
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment skipped rollback (current template already matches revision 2)
      """
    并且一共新建了0个属于Deployment "nginx-deployment"的Pod

  @DEP-16
  场景: 没有写明时，保留十个旧的 ReplicaSet
    当我执行:
      """
      $ kubectl scale deployment nginx-deployment --replicas=1
      $ for i in 1 2 3 4 5 6 7 8 9 10 11; do kubectl set image deployment/nginx-deployment nginx=nginx:1.$((14+i)); kubectl rollout status deployment/nginx-deployment; done
      """
    并且等到集群稳定下来
    那么Deployment "nginx-deployment"拥有11个ReplicaSet
    当我执行:
      """
      $ kubectl rollout history deployment/nginx-deployment
      """
    那么输出中不包含"nginx-deployment.yaml"
    并且输出中依次有这些行:
      """
      REVISION  CHANGE-CAUSE
      3 *
      13 *
      """

  @DEP-16
  场景: 设为 0，就没有可以回滚的版本了
    当我执行:
      """
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"revisionHistoryLimit":0}}'
      """
    那么1 秒内，Deployment "nginx-deployment"拥有1个ReplicaSet
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.15.3
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么10 秒内，Deployment "nginx-deployment"拥有1个ReplicaSet
    当我尝试执行:
      """
      $ kubectl rollout undo deployment/nginx-deployment
      """
    那么命令被拒绝，提示:
      """
      error: no rollout history found for deployment "nginx-deployment"
      """
    并且有3个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.15.3"
