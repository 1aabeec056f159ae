# language: zh-CN
@daemonset
功能: DaemonSet 逐个节点地更新
  修改 Pod 模板就会触发滚动更新。一个节点上只容得下 DaemonSet 的一个 Pod，所以默认先删旧 Pod，再在原处创建新 Pod，
  一次一个节点（maxUnavailable 为 1）。设置 maxSurge 则反过来；而 OnDelete 什么也不做，直到您自己删除 Pod 为止。

  参见 https://kubernetes.io/zh-cn/docs/tasks/manage-daemon/update-daemon-set/

  背景:
    假如以下说的都是命名空间"kube-system"
    并且我已经执行了:
      """
      $ kubectl create -f fluentd-elasticsearch.yaml
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """

  @DS-10
  场景: set image 更新两个节点，rollout status 显示进度
    --record 选项仍然有效，但会提示它即将被移除。
    当我执行:
      """
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record -n=kube-system
      """
    那么输出为:
      """
      daemonset.apps/fluentd-elasticsearch image updated
      Flag --record has been deprecated, --record will be removed in the future
      """
    当我执行:
      """
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    那么输出中依次有这些行:
      """
      Waiting for daemon set "fluentd-elasticsearch" rollout to finish: 0 out of 2 new pods have been updated...
      Waiting for daemon set "fluentd-elasticsearch" rollout to finish: 1 out of 2 new pods have been updated...
      Waiting for daemon set "fluentd-elasticsearch" rollout to finish: 1 of 2 updated pods are available...
      daemon set "fluentd-elasticsearch" successfully rolled out
      """
    并且DaemonSet "fluentd-elasticsearch"的所有Pod运行的镜像都是"k8s.gcr.io/fluentd-elasticsearch:v2.2.0"
    并且DaemonSet "fluentd-elasticsearch"有2个已更新的副本
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    当我执行:
      """
      $ kubectl rollout history daemonset fluentd-elasticsearch -n kube-system
      """
    那么输出为:
      """
      daemonset.apps/fluentd-elasticsearch
      REVISION  CHANGE-CAUSE
      1         <none>
      2         kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 --record=true --namespace=kube-system
      """

  @DS-10
  场景: 第一个新 Pod 可用之前，只有一个 Pod 算作已更新
    假如拉取镜像"k8s.gcr.io/fluentd-elasticsearch:v2.2.0"需要2 分钟
    当我执行:
      """
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      """
    并且过了1 分钟
    那么执行"kubectl get ds -n kube-system"可以看到:
      | NAME                  | DESIRED | CURRENT | READY | UP-TO-DATE | AVAILABLE |
      | fluentd-elasticsearch | 2       | 2       | 1     | 1          | 1         |

  @DS-13
  场景: 先删旧 Pod，再建新 Pod，一个节点完成之后才轮到下一个
    当我执行:
      """
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    那么在每个节点上，DaemonSet "fluentd-elasticsearch"的旧Pod结束之后，新Pod才被创建
    并且整个过程中，始终有至少1个可用的Pod属于DaemonSet "fluentd-elasticsearch"
    并且整个过程中，每个节点上最多只有1个Pod属于DaemonSet "fluentd-elasticsearch"

  @DS-13
  场景: maxUnavailable 为 2 时，两个节点同时更新
    当我执行:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":2}}}}'
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    那么过程中的某一刻，只有0个可用的Pod属于DaemonSet "fluentd-elasticsearch"
    并且整个过程中，每个节点上最多只有1个Pod属于DaemonSet "fluentd-elasticsearch"

  @DS-13
  场景: 设置 maxSurge 后先建新 Pod，等它就绪再删旧 Pod
    当我执行:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":0,"maxSurge":1}}}}'
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      $ kubectl rollout status ds/fluentd-elasticsearch -n kube-system
      """
    并且等到集群稳定下来
    那么在每个节点上，DaemonSet "fluentd-elasticsearch"的新Pod就绪之后，旧Pod才被删除
    并且整个过程中，始终有至少2个可用的Pod属于DaemonSet "fluentd-elasticsearch"
    并且整个过程中，最多同时有3个Pod属于DaemonSet "fluentd-elasticsearch"
    并且DaemonSet "fluentd-elasticsearch"在"k8s-node01"和"k8s-node02"这些节点上各有一个Pod，在其他节点上没有
    并且DaemonSet "fluentd-elasticsearch"的所有Pod运行的镜像都是"k8s.gcr.io/fluentd-elasticsearch:v2.2.0"

  @DS-14
  场景: 不指定时，更新策略就是 RollingUpdate
    当我执行:
      """
      $ kubectl get ds/fluentd-elasticsearch -n kube-system -o go-template='{{.spec.updateStrategy.type}}{{"\n"}}'
      """
    那么输出为:
      """
      RollingUpdate
      """

  @DS-14
  场景: 使用 OnDelete 时，删掉哪个节点上的 Pod，哪个节点才更新
    当我执行:
      """
      $ kubectl patch ds fluentd-elasticsearch -n kube-system --type=json -p='[{"op": "replace", "path": "/spec/updateStrategy", "value": {"type": "OnDelete"}}]'
      $ kubectl set image ds/fluentd-elasticsearch fluentd-elasticsearch=k8s.gcr.io/fluentd-elasticsearch:v2.2.0 -n=kube-system
      """
    并且过了10 分钟
    那么DaemonSet "fluentd-elasticsearch"的所有Pod运行的镜像都是"k8s.gcr.io/fluentd-elasticsearch:1.20"
    并且整个过程中，始终有至少2个就绪的Pod属于DaemonSet "fluentd-elasticsearch"
    并且DaemonSet "fluentd-elasticsearch"有0个已更新的副本
    当我执行:
      """
      $ kubectl delete pod -n kube-system --field-selector spec.nodeName=k8s-node01
      """
    那么1 分钟内，DaemonSet "fluentd-elasticsearch"有2个就绪的副本
    并且有1个属于DaemonSet "fluentd-elasticsearch"的Pod运行镜像"k8s.gcr.io/fluentd-elasticsearch:v2.2.0"
    并且有1个属于DaemonSet "fluentd-elasticsearch"的Pod运行镜像"k8s.gcr.io/fluentd-elasticsearch:1.20"
