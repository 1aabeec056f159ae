# language: zh-CN
@deployment
功能: Deployment 的历史，记录在旧的 ReplicaSet 里
  每个 ReplicaSet 都带着自己的版本号和变更原因。kubectl rollout history 读取它们，rollout undo --to-revision 回到其中一个。
  回滚会把旧版本变成新版本，排到列表的最后。保留多少个旧版本，由 spec.revisionHistoryLimit 决定。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#checking-rollout-history-of-a-deployment

  @DEP-12
  场景: 加上 --record，历史里就能看到每个版本是由哪条命令产生的
    这个参数现在还能用，但 kubectl 已经声明将来会去掉它：直接写注解 kubernetes.io/change-cause 效果一样。
    kubectl 会把 --record 记成 --record=true，短参数也会写成完整的形式。

    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml --record
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91 --record
      """
    那么输出中包含"Flag --record has been deprecated, --record will be removed in the future"
    当我执行:
      """
      $ kubectl rollout history deployment/nginx-deployment
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment
      REVISION  CHANGE-CAUSE
      1         kubectl create --filename=nginx-deployment.yaml --record=true
      2         kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record=true
      3         kubectl set image deployment/nginx-deployment nginx=nginx:1.91 --record=true
      """

  @DEP-12
  场景: 不加，就没有人知道
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么执行"kubectl rollout history deployment/nginx-deployment | tail -n +2"可以看到:
      | REVISION | CHANGE-CAUSE |
      | 1        | <none>       |
      | 2        | <none>       |

  @DEP-12 @DEP-13
  场景: 回滚到的版本换成下一个版本号
    版本 3 变成了版本 5，原来的号码就没有了。再次使用拉取不到的镜像 787977da，版本 4 的 ReplicaSet 又以版本 6 的身份回来。

    假如我已经执行了:
      """
      [root@k8s-master01 ~]# kubectl create -f nginx-deploy.yaml
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.3 --record
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.4 --record
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977da --record
      """
    那么执行"kubectl rollout history deploy nginx | tail -n +2"可以看到:
      | REVISION | CHANGE-CAUSE                                                      |
      | 1        | <none>                                                            |
      | 2        | kubectl set image deploy nginx nginx=nginx:1.15.3 --record=true   |
      | 3        | kubectl set image deploy nginx nginx=nginx:1.15.4 --record=true   |
      | 4        | kubectl set image deploy nginx nginx=nginx:787977da --record=true |
    当我执行:
      """
      [root@k8s-master01 ~]# kubectl rollout undo deploy nginx
      """
    那么执行"kubectl rollout history deploy nginx | tail -n +2"可以看到:
      | REVISION | CHANGE-CAUSE                                                      |
      | 1        | <none>                                                            |
      | 2        | kubectl set image deploy nginx nginx=nginx:1.15.3 --record=true   |
      | 4        | kubectl set image deploy nginx nginx=nginx:787977da --record=true |
      | 5        | kubectl set image deploy nginx nginx=nginx:1.15.4 --record=true   |
    当我执行:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977da --record
      """
    并且我执行:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977dadaa --record
      """
    并且我执行:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977xxxxxdadaa --record
      """
    并且我执行:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977dadxxxxxdadaa --record
      """
    那么执行"kubectl rollout history deploy nginx | tail -n +2"可以看到:
      | REVISION | CHANGE-CAUSE                                                                |
      | 1        | <none>                                                                      |
      | 2        | kubectl set image deploy nginx nginx=nginx:1.15.3 --record=true             |
      | 5        | kubectl set image deploy nginx nginx=nginx:1.15.4 --record=true             |
      | 6        | kubectl set image deploy nginx nginx=nginx:787977da --record=true           |
      | 7        | kubectl set image deploy nginx nginx=nginx:787977dadaa --record=true        |
      | 8        | kubectl set image deploy nginx nginx=nginx:787977xxxxxdadaa --record=true   |
      | 9        | kubectl set image deploy nginx nginx=nginx:787977dadxxxxxdadaa --record=true |
    并且整个过程中，始终有至少2个可用的Pod属于Deployment "nginx"
