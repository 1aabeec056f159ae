# language: zh-CN
@storage
功能: StatefulSet 的每个 Pod 都有自己的卷，重建后还能找回来
  StatefulSet 按 volumeClaimTemplates 为每个 Pod 创建一个 PersistentVolumeClaim，名字里带着 Pod 的编号。
  Pod 被删除、重新创建之后，使用的还是同名的 PVC，之前写入的数据都在。
  StatefulSet 缩容或被删除时，PVC 会保留下来：数据只能由人手动删除。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#stable-storage

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f standard.yaml
      $ kubectl create -f svc.yaml
      """

  @PV-01
  场景: 每个 Pod 一个 PVC，名字由模板名、StatefulSet 名和编号组成
    以前这一列叫 ACCESSMODES；StorageClass 相关的列是后来加的。

    当我执行:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      """
    那么执行"kubectl get pvc -l app=nginx"可以看到:
      | NAME      | STATUS | VOLUME | CAPACITY | ACCESS MODES | STORAGECLASS |
      | www-web-0 | Bound  | pvc-*  | 1Gi      | RWO          | standard     |
      | www-web-1 | Bound  | pvc-*  | 1Gi      | RWO          | standard     |
    当我执行:
      """
      $ kubectl get pod web-1 -o jsonpath='{.spec.volumes[0]}'
      """
    那么输出中包含'"persistentVolumeClaim":{"claimName":"www-web-1"}'

  @PV-02
  场景: Pod 写入的数据，重建之后还在
    假如我已经执行了:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      $ for i in 0 1; do kubectl exec web-$i -- sh -c 'echo hello $(hostname) > /usr/share/nginx/html/index.html'; done
      """
    当我执行:
      """
      $ for i in 0 1; do kubectl exec -it web-$i -- curl localhost; done
      """
    那么输出中依次有这些行:
      """
      hello web-0
      hello web-1
      """
    当我执行:
      """
      $ kubectl delete pod -l app=nginx
      $ kubectl rollout status sts web
      """
    那么"web-0"和"web-1"这几个Pod依次被创建
    并且整个过程中，PersistentVolumeClaim "www-web-0"始终绑定着原来的卷
    并且整个过程中，PersistentVolumeClaim "www-web-1"始终绑定着原来的卷
    当我执行:
      """
      $ for i in 0 1; do kubectl exec -it web-$i -- curl localhost; done
      """
    那么输出中依次有这些行:
      """
      hello web-0
      hello web-1
      """

  @PV-02
  场景: 写在容器自己文件系统里的内容，随 Pod 一起消失
    这正是卷的意义所在。

    假如我已经执行了:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      $ kubectl exec web-0 -- sh -c 'echo kept > /usr/share/nginx/html/a.txt; echo lost > /tmp/b.txt'
      """
    当我执行:
      """
      $ kubectl delete pod web-0
      $ kubectl rollout status sts web
      $ kubectl exec web-0 -- cat /usr/share/nginx/html/a.txt
      """
    那么输出中包含"kept"
    当我尝试执行:
      """
      $ kubectl exec web-0 -- cat /tmp/b.txt
      """
    那么命令被拒绝，提示:
      """
      cat: /tmp/b.txt: No such file or directory
      """

  @PV-06 @STS-20
  场景: 缩容后 PVC 保留，再扩容时还能找回来
    假如我已经执行了:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      $ kubectl exec web-1 -- sh -c 'echo hello $(hostname) > /usr/share/nginx/html/index.html'
      """
    当我执行:
      """
      $ kubectl scale sts web --replicas=0
      """
    并且等到集群稳定下来
    那么StatefulSet "web"有0个副本
    并且整个过程中，PersistentVolumeClaim "www-web-0"始终绑定着原来的卷
    并且整个过程中，PersistentVolumeClaim "www-web-1"始终绑定着原来的卷
    当我执行:
      """
      $ kubectl scale sts web --replicas=2
      $ kubectl rollout status sts web
      $ kubectl exec web-1 -- curl localhost
      """
    那么输出中包含"hello web-1"

  @PV-06 @STS-20
  场景: 删除 StatefulSet 后 PVC 仍在，需要手动删除
    卷如果是 StorageClass 为 PVC 自动创建的，删除 PVC 时卷也会一并删除，因为 StorageClass 的回收策略就是
    reclaimPolicy: Delete。

    假如我已经执行了:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status sts web
      """
    当我执行:
      """
      $ kubectl delete sts web
      """
    并且等到集群稳定下来
    并且过了10 分钟
    那么Pod "web-0"不存在
    并且整个过程中，PersistentVolumeClaim "www-web-0"始终绑定着原来的卷
    并且整个过程中，PersistentVolumeClaim "www-web-1"始终绑定着原来的卷
    当我执行:
      """
      $ kubectl delete pvc -l app=nginx
      """
    并且等到集群稳定下来
    那么PersistentVolumeClaim "www-web-0"不存在
    并且PersistentVolumeClaim "www-web-1"不存在
    当我执行:
      """
      $ kubectl get pv
      """
    那么输出中包含"No resources found"
