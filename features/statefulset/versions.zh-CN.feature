# language: zh-CN
@statefulset
功能: StatefulSet 的版本，以及由谁决定何时更新
  StatefulSet 用过的每个 Pod 模板都保存为一个 ControllerRevision，因此可以查看历史，也可以回滚。
  策略为 RollingUpdate 时由控制器替换 Pod，用 rollout status 可以跟踪进度；
  策略为 OnDelete 时，什么时候更新哪个 Pod，由管理员手动删除来决定。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#update-strategies

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f sts-web.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """

  @STS-13
  场景: 使用 OnDelete，删除哪个 Pod，哪个才会更新
    假如我已经执行了:
      """
      $ kubectl patch statefulset web --type=json -p='[{"op": "replace", "path": "/spec/updateStrategy", "value": {"type": "OnDelete"}}]'
      """
    当我执行:
      """
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"dotbalo/canary:v2"}]'
      """
    并且过了10 分钟
    那么StatefulSet "web"的所有Pod运行的镜像都是"dotbalo/canary:v1"
    并且StatefulSet "web"有0个已更新的副本
    并且整个过程中，Pod "web-2"始终是同一个对象
    并且整个过程中，Pod "web-1"始终是同一个对象
    当我执行:
      """
      $ kubectl delete pod web-1
      """
    并且过了10 分钟
    那么镜像"dotbalo/canary:v2"只更新到了Pod "web-1"
    并且Pod "web-1"已就绪
    并且StatefulSet "web"有1个已更新的副本
    并且整个过程中，Pod "web-0"始终是同一个对象
    并且整个过程中，Pod "web-2"始终是同一个对象
    当我尝试执行:
      """
      $ kubectl rollout status sts web
      """
    那么命令被拒绝，提示:
      """
      error: rollout status is only available for RollingUpdate strategy type
      """

  @STS-14
  场景: rollout status 逐个 Pod 跟踪更新
    课程里显示的是“waiting for statefulset rolling update to complete 1 pods at revision web-...”，最后是
    “statefulset rolling update complete 3 pods”。如今每个 StatefulSet 都有 partition（默认为 0），
    所以 kubectl 把每次更新都当作分段更新来报告。

    当我执行:
      """
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      """
    那么输出中依次有这些行:
      """
      Waiting for partitioned roll out to finish: 0 out of 3 new pods have been updated...
      Waiting for 1 pods to be ready...
      Waiting for partitioned roll out to finish: 1 out of 3 new pods have been updated...
      Waiting for 1 pods to be ready...
      Waiting for partitioned roll out to finish: 2 out of 3 new pods have been updated...
      Waiting for 1 pods to be ready...
      partitioned roll out complete: 3 new pods have been updated...
      """
    并且StatefulSet "web"的所有Pod运行的镜像都是"dotbalo/canary:v2"
    并且StatefulSet "web"有3个就绪的副本

  @STS-14
  场景: 有 partition 时，只统计需要更新的那些 Pod
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      """
    那么输出中依次有这些行:
      """
      Waiting for partitioned roll out to finish: 0 out of 1 new pods have been updated...
      Waiting for 1 pods to be ready...
      partitioned roll out complete: 1 new pods have been updated...
      """
    并且Pod "web-1"运行的镜像是"dotbalo/canary:v1"

  @STS-21
  场景: 每个模板都按序号保存
    一个版本对应一个 ControllerRevision，它们归 StatefulSet 所有，中间没有 ReplicaSet。

    当我执行:
      """
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      $ kubectl rollout history sts web
      """
    那么输出中依次有这些行:
      """
      statefulset.apps/web
      REVISION  CHANGE-CAUSE
      1         <none>
      2         <none>
      """
    并且StatefulSet "web"拥有2个ControllerRevision
    并且StatefulSet "web"拥有0个ReplicaSet
    并且执行"kubectl get controllerrevisions --sort-by=.revision"可以看到:
      | NAME  | CONTROLLER           | REVISION |
      | web-* | statefulset.apps/web | 1        |
      | web-* | statefulset.apps/web | 2        |

  @STS-21
  场景: 回滚也是一次更新，同样从编号最大的 Pod 开始
    旧模板会得到新的序号：列表里不再有 1，多出来的 3 就是同一个模板。

    假如我已经执行了:
      """
      $ kubectl set image sts web nginx=dotbalo/canary:v2
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl rollout undo sts web
      $ kubectl rollout status sts web
      """
    那么镜像"dotbalo/canary:v1"依次更新到"web-2"、"web-1"和"web-0"这几个Pod，而没有更新其他Pod
    并且"web-2"、"web-1"和"web-0"中的每个Pod都是在前一个就绪之后才被创建
    并且StatefulSet "web"拥有2个ControllerRevision
    当我执行:
      """
      $ kubectl rollout history sts web
      """
    那么输出为:
      """
      statefulset.apps/web
      REVISION  CHANGE-CAUSE
      2         <none>
      3         <none>
      """
    当我执行:
      """
      $ kubectl rollout undo sts web --to-revision=2
      $ kubectl rollout status sts web
      """
    那么StatefulSet "web"的所有Pod运行的镜像都是"dotbalo/canary:v2"
    并且整个过程中，最多同时有1个未就绪的Pod属于StatefulSet "web"
