# language: zh-CN
@statefulset
功能: StatefulSet 从编号最大的 Pod 开始滚动更新
  只要修改 StatefulSet 的 Pod 模板，就会触发滚动更新。更新从编号最大的 Pod 开始，按编号从大到小逐个进行：
  前一个 Pod 重新就绪之后，才轮到下一个。如果某个新版本的 Pod 一直无法就绪，更新就停在那里，
  StatefulSet 不会自己回滚。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#rolling-updates

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl scale statefulset web --replicas=3
      $ kubectl rollout status statefulset web
      """

  @STS-07
  场景: 新镜像最先更新到 web-2，最后才是 web-0
    当我执行:
      """
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.9.2"}]'
      """
    那么2 分钟内，StatefulSet "web"的所有Pod运行的镜像都变为"nginx:1.9.2"
    并且1 分钟内，StatefulSet "web"有3个就绪的副本
    并且镜像"nginx:1.9.2"依次更新到"web-2"、"web-1"和"web-0"这几个Pod，而没有更新其他Pod
    并且"web-2"、"web-1"和"web-0"中的每个Pod都是在前一个就绪之后才被创建
    并且整个过程中，最多同时有1个未就绪的Pod属于StatefulSet "web"

  @STS-07
  场景: 更新的每一刻都有两个 Pod 就绪
    当我执行:
      """
      $ kubectl set image statefulset web nginx=nginx:1.9.2
      $ kubectl rollout status statefulset web
      """
    那么整个过程中，始终有至少2个就绪的Pod属于StatefulSet "web"
    并且"web-2"、"web-1"和"web-0"这几个Pod依次被删除

  @STS-08
  场景: 镜像拉取不到，更新停在第一个 Pod
    当我执行:
      """
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.91"}]'
      """
    并且过了10 分钟
    那么镜像"nginx:1.91"只更新到了Pod "web-2"
    并且整个过程中，Pod "web-1"运行的镜像始终是"nginx:1.9.1"
    并且整个过程中，Pod "web-0"运行的镜像始终是"nginx:1.9.1"
    并且StatefulSet "web"有2个就绪的副本

  @STS-08
  场景: 只把模板改回来还不够，坏掉的 Pod 要手动删除
    假如我已经执行了:
      """
      $ kubectl set image statefulset web nginx=nginx:1.91
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl set image statefulset web nginx=nginx:1.9.1
      """
    并且过了10 分钟
    那么Pod "web-2"运行的镜像是"nginx:1.91"
    并且StatefulSet "web"有2个就绪的副本
    当我执行:
      """
      $ kubectl delete pod web-2
      """
    那么1 分钟内，StatefulSet "web"有3个就绪的副本
    并且Pod "web-2"运行的镜像是"nginx:1.9.1"
