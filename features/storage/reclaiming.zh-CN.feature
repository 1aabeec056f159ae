# language: zh-CN
@storage
功能: PVC 被删除之后，卷怎么办
  正在被 Pod 使用的 PVC 不会马上删除，要等到最后一个使用它的 Pod 消失。
  之后由卷的回收策略决定：Retain 保留卷和数据，但不会交给别的 PVC；
  Delete 则连同背后的存储一起删除。

  参见 https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#reclaiming

  @PV-06
  场景: 正在使用的 PVC 受到保护
    假如我已经执行了:
      """
      $ kubectl create -f volumes.yaml
      $ kubectl create -f pv-claim.yaml
      $ kubectl create -f pv-pod.yaml
      $ kubectl wait --for=condition=Ready pod/pv-pod
      """
    当我执行:
      """
      $ kubectl delete pvc pv-claim --wait=false
      """
    并且过了10 分钟
    那么执行"kubectl get pvc"可以看到:
      | NAME     | STATUS      | VOLUME |
      | pv-claim | Terminating | pv-0   |
    并且整个过程中，Pod "pv-pod"始终是同一个对象
    并且整个过程中，PersistentVolumeClaim "pv-claim"始终存在
    并且PersistentVolume "pv-0"处于"Bound"阶段
    当我执行:
      """
      $ kubectl delete pod pv-pod
      """
    那么1 分钟内，PersistentVolumeClaim "pv-claim"消失

  @PV-06
  场景: Retain：卷保留下来，但不会交给别的 PVC
    下一个 PVC 得到的是另一个卷。想让原来的卷重新可用，要由管理员手动处理。

    假如我已经执行了:
      """
      $ kubectl create -f volumes.yaml
      $ kubectl create -f pv-claim.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl delete pvc pv-claim
      """
    并且等到集群稳定下来
    那么执行"kubectl get pv"可以看到:
      | NAME | RECLAIM POLICY | STATUS    | CLAIM            |
      | pv-0 | Retain         | Released  | default/pv-claim |
      | pv-1 | Retain         | Available |                  |
    当我执行:
      """
      $ kubectl create -f pv-claim.yaml
      """
    那么1 分钟内，PersistentVolumeClaim "pv-claim"绑定到PersistentVolume "pv-1"
    并且PersistentVolume "pv-0"处于"Released"阶段
    当我执行:
      """
      $ kubectl delete pv pv-0
      """
    那么PersistentVolume "pv-0"不存在

  @PV-06
  场景: Delete：卷随 PVC 一起删除
    StorageClass 创建的卷沿用它的回收策略，不写就是 Delete。只要及时把卷的策略改成 Retain，卷就能保留下来。

    假如文件"claims.yaml"的内容是:
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata:
        name: standard
        annotations:
          storageclass.kubernetes.io/is-default-class: "true"
      provisioner: ebs.csi.aws.com
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: first
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: second
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 2Gi
      """
    并且我已经执行了:
      """
      $ kubectl create -f claims.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl patch pv $(kubectl get pvc second -o jsonpath='{.spec.volumeName}') -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'
      $ kubectl delete pvc first second
      """
    并且等到集群稳定下来
    那么执行"kubectl get pv"可以看到:
      | CAPACITY | RECLAIM POLICY | STATUS   | CLAIM          |
      | 2Gi      | Retain         | Released | default/second |
