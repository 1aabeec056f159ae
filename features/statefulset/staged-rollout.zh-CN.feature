# language: zh-CN
@statefulset
功能: 逐步调小 partition，分阶段发布新版本
  partition 大于所有编号时，新版本一个 Pod 也不会更新。每调小一次，放行的 Pod 就会自动更新，
  从编号最大的开始。调到 0，或者干脆去掉 partition，更新才全部完成。

  参见 https://kubernetes.io/zh-cn/docs/tutorials/stateful-application/basic-stateful-set/#rolling-out-a-canary

  @STS-11
  场景: partition 大于所有编号时谁也不更新，调小之后逐步放行
    先是 3，再是 2，最后是 0：不需要手动删除任何 Pod。partition 为 3 时，就算删除 web-2，它也不会更新；
    课程最后打印出 web-2 是 v2，那是 partition 改成 2 之后才有的结果。

    假如我已经执行了:
      """
      $ kubectl create -f sts-web.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":3}}}}'
      $ kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"dotbalo/canary:v2"}]'
      $ kubectl delete po web-2
      """
    并且等到集群稳定下来
    那么StatefulSet "web"的所有Pod运行的镜像都是"dotbalo/canary:v1"
    并且StatefulSet "web"有3个就绪的副本
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      """
    并且等到集群稳定下来
    并且我执行:
      """
      $ for p in 0 1 2; do kubectl get po web-$p --template '{{range $i, $c := .spec.containers}}{{$c.image}}{{end}}'; echo; done
      """
    那么输出为:
      """
      dotbalo/canary:v1
      dotbalo/canary:v1
      dotbalo/canary:v2
      """
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}}}}'
      """
    那么2 分钟内，有3个属于StatefulSet "web"的Pod运行镜像"dotbalo/canary:v2"
    并且镜像"dotbalo/canary:v2"依次更新到"web-2"、"web-1"和"web-0"这几个Pod，而没有更新其他Pod

  @STS-12
  场景: 把 partition 设为 0，灰度发布才算完成
    有人问：要完成更新，是不是把 partition 改成 Pod 总数？那样一个也不会更新，0 才表示全部更新。
    在此之前，StatefulSet 同时有两个版本：currentRevision 和 updateRevision。

    假如我已经执行了:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'
      $ kubectl set image statefulset web nginx=nginx:1.21.6
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":3}}}}'
      """
    并且等到集群稳定下来
    那么StatefulSet "web"的currentRevision还不是updateRevision
    并且StatefulSet "web"有1个已更新的副本
    当我执行:
      """
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}}}}'
      $ kubectl rollout status sts web
      """
    那么StatefulSet "web"有3个已更新的副本
    并且StatefulSet "web"的所有Pod运行的镜像都是"nginx:1.21.6"
    并且StatefulSet "web"的currentRevision就是updateRevision
    并且整个过程中，Pod "web-2"始终是同一个对象

  @STS-12
  场景: 去掉 partition 字段，效果一样
    假如我已经执行了:
      """
      $ kubectl create -f nginx-sts.yaml
      $ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":1}}}}'
      $ kubectl set image statefulset web nginx=nginx:1.21.6
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl patch statefulset web --type=json -p='[{"op": "remove", "path": "/spec/updateStrategy/rollingUpdate/partition"}]'
      $ kubectl rollout status sts web
      """
    那么StatefulSet "web"的所有Pod运行的镜像都是"nginx:1.21.6"
    并且StatefulSet "web"的currentRevision就是updateRevision
