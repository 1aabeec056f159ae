# language: zh-CN
@daemonset
功能: DaemonSet 用 ControllerRevision 保存版本
  DaemonSet 直接创建 Pod，没有 ReplicaSet 可以用来代表版本。Pod 模板的每个版本都保存在一个单独的对象里，
  也就是 ControllerRevision。回滚就是把旧版本变成最新版本：这个版本得到下一个编号，原来的编号随之消失。

  参见 https://kubernetes.io/zh-cn/docs/tasks/manage-daemon/rollback-daemon-set/

  背景:
    假如以下说的都是命名空间"kube-system"
    并且我已经执行了:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """

  @DS-11
  场景: 每个版本都是一个对象，带有编号和变更原因
    那么DaemonSet "fluentd-elasticsearch"拥有2个ControllerRevision
    并且执行"kubectl get controllerrevision -n kube-system -l name=fluentd-elasticsearch --sort-by=.revision"可以看到:
      | NAME                    | CONTROLLER                           | REVISION |
      | fluentd-elasticsearch-* | daemonset.apps/fluentd-elasticsearch | 1        |
      | fluentd-elasticsearch-* | daemonset.apps/fluentd-elasticsearch | 2        |
    并且执行"kubectl get controllerrevision -n kube-system --sort-by=.revision -o custom-columns='REVISION:.revision,CAUSE:.metadata.annotations.kubernetes\.io/change-cause,IMAGE:.data.spec.template.spec.containers[0].image,PATCH:.data.spec.template.\$patch'"可以看到:
      | REVISION | CAUSE                                     | IMAGE                                   | PATCH   |
      | 1        | <none>                                    | k8s.gcr.io/fluentd-elasticsearch:1.20   | replace |
      | 2        | kubectl set image * --record=true *       | k8s.gcr.io/fluentd-elasticsearch:v2.2.0 | replace |

  @DS-11
  场景: describe 显示某个版本所保存的模板
    教程里注解各占一行，字段名写作 `$ Patch`；kubectl 1.36 的输出如下。
    当我执行:
      """
      $ kubectl describe -n kube-system $(kubectl get controllerrevision -n kube-system --sort-by=.revision -o name | tail -1)
      """
    那么输出中依次有这些行:
      """
      Name:         fluentd-elasticsearch-*
      Namespace:    kube-system
      Labels:       controller-revision-hash=*
                    name=fluentd-elasticsearch
      Annotations:  deprecated.daemonset.template.generation: 2
                    kubernetes.io/change-cause:
      API Version:  apps/v1
      Data:
        Spec:
          Template:
            $patch:  replace
            Metadata:
              Labels:
                Name:  fluentd-elasticsearch
            Spec:
              Containers:
                Image:              k8s.gcr.io/fluentd-elasticsearch:v2.2.0
                Image Pull Policy:  IfNotPresent
                Name:               fluentd-elasticsearch
      Revision:                  2
      """

  @DS-12
  场景: 回滚到版本 1，它就变成了版本 3
    当我执行:
      """
      $ kubectl rollout undo daemonset fluentd-elasticsearch --to-revision=1 -n kube-system
      """
    那么输出为:
      """
      daemonset.apps/fluentd-elasticsearch rolled back
      """
    并且2 分钟内，DaemonSet "fluentd-elasticsearch"的所有Pod运行的镜像都变为"k8s.gcr.io/fluentd-elasticsearch:1.20"
    并且1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且整个过程中，始终有至少1个就绪的Pod属于DaemonSet "fluentd-elasticsearch"
    并且整个过程中，DaemonSet "fluentd-elasticsearch"始终拥有2个ControllerRevision
    当我执行:
      """
      $ kubectl rollout history daemonset fluentd-elasticsearch -n kube-system
      """
    那么输出为:
      """
      daemonset.apps/fluentd-elasticsearch
      REVISION  CHANGE-CAUSE
      2         kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record=true --namespace=kube-system
      3         <none>
      """

  @DS-12
  场景: 不存在的版本会被拒绝
    当我尝试执行:
      """
      $ kubectl rollout undo daemonset fluentd-elasticsearch --to-revision=7 -n kube-system
      """
    那么命令被拒绝，提示:
      """
      error: unable to find specified revision 7 in history
      """
    并且DaemonSet "fluentd-elasticsearch"的所有Pod运行的镜像都是"k8s.gcr.io/fluentd-elasticsearch:v2.2.0"
