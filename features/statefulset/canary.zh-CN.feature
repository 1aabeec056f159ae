# language: zh-CN
@statefulset
功能: 用 partition 让 StatefulSet 先更新一部分 Pod
  partition 是一个编号：编号大于或等于它的 Pod 更新到新版本，小于它的保持旧版本，
  哪怕被删除后重新创建也不会变。这样就可以先让少数 Pod 试用新版本，确认没有问题再推广。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#partitions

  @STS-09
  场景: 五个 Pod，partition 为 2，只更新 web-4、web-3 和 web-2
    --record 选项目前还能用，只是会提示将来要移除。

    假如我已经执行了:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl scale sts web --replicas=5
      $ kubectl rollout status sts web
      """
    并且我在另一个终端里一直开着"kubectl get po -l app=nginx -w"
    当我编辑StatefulSet "web"，把"partition: 0"改为"partition: 2"
    并且我执行:
      """
      $ kubectl set image sts web nginx=nginx:1.21.6 --record
      """
    那么输出中包含"Flag --record has been deprecated, --record will be removed in the future"
    当等到集群稳定下来
    那么镜像"nginx:1.21.6"依次更新到"web-4"、"web-3"和"web-2"这几个Pod，而没有更新其他Pod
    并且"web-4"、"web-3"和"web-2"中的每个Pod都是在前一个就绪之后才被创建
    并且整个过程中，Pod "web-0"始终是同一个对象
    并且整个过程中，Pod "web-1"始终是同一个对象
    并且整个过程中，Pod "web-0"运行的镜像始终是"nginx"
    并且整个过程中，Pod "web-1"运行的镜像始终是"nginx"
    并且另一个终端里依次出现这些行:
      """
      web-4   1/1     Terminating         0   *
      web-4   0/1     Pending             0   *
      web-4   1/1     Running             0   *
      web-3   1/1     Terminating         0   *
      web-3   0/1     Pending             0   *
      web-3   1/1     Running             0   *
      web-2   1/1     Terminating         0   *
      web-2   0/1     Pending             0   *
      web-2   0/1     ContainerCreating   0   *
      """

  @STS-10
  场景: 编号小于 partition 的 Pod，重建后仍是旧版本
    假如我已经执行了:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.21.6"}]'
      $ kubectl rollout status sts web
      $ kubectl delete po web-0
      $ kubectl delete po web-2
      """
    并且等到集群稳定下来
    那么StatefulSet "web"有3个就绪的副本
    并且Pod "web-0"运行的镜像是"nginx"
    并且Pod "web-2"运行的镜像是"nginx:1.21.6"
    并且整个过程中，Pod "web-1"始终是同一个对象
    并且整个过程中，最多同时有1个属于StatefulSet "web"的Pod运行镜像"nginx:1.21.6"

  @STS-10
  场景: 重启也不会让 Pod 更新
    假如我已经执行了:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl rollout status sts web
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl set image statefulset web nginx=nginx:1.21.6
      """
    当我尝试执行:
      """
      $ kubectl exec web-1 -- sh -c 'kill 1'
      """
    并且等到集群稳定下来
    那么执行"kubectl get po web-1"可以看到:
      | NAME  | READY | RESTARTS |
      | web-1 | 1/1   | 1 *      |
    并且整个过程中，Pod "web-1"运行的镜像始终是"nginx"
    并且整个过程中，Pod "web-1"始终是同一个对象
