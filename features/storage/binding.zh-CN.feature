# language: zh-CN
@storage
功能: PVC 会绑定到一个符合条件的 PV
  PersistentVolumeClaim 说明需要什么：多大容量、怎样访问；PersistentVolume 说明有什么。
  Kubernetes 把两者一对一地绑定起来，在够大的卷里挑最小的一个；如果没有合适的，PVC 和使用它的 Pod 就一直等待。

  参见 https://kubernetes.io/zh-cn/docs/concepts/storage/persistent-volumes/#binding

  @PV-05
  场景: Pod 只写 PVC 的名字，不必知道卷的细节
    当我执行:
      """
      $ kubectl create -f local-volume.yaml
      $ kubectl create -f pv-claim.yaml
      $ kubectl create -f pv-pod.yaml
      $ kubectl wait --for=condition=Ready pod/pv-pod
      """
    那么PersistentVolumeClaim "pv-claim"绑定了PersistentVolume "pv-volume"
    并且执行"kubectl get pvc pv-claim"可以看到:
      | NAME     | STATUS | VOLUME    | CAPACITY | ACCESS MODES |
      | pv-claim | Bound  | pv-volume | 10Gi     | RWO          |
    并且执行"kubectl get pv"可以看到:
      | NAME      | CAPACITY | RECLAIM POLICY | STATUS | CLAIM            |
      | pv-volume | 10Gi     | Retain         | Bound  | default/pv-claim |
    并且Pod "pv-pod"处于"Running"阶段

  @PV-05
  场景: 课程里的 PV，今天要怎样写
    课程在 rbd 下面写了 imageformat 和 imagefeatures。它们从来不是卷的字段，而是 StorageClass 的参数；
    而未知字段会被拒绝（从 1.25 起由 API 服务器检查）。此外，accessModes 是必填的。

    当我尝试执行:
      """
      $ kubectl create -f pv-volume.yaml
      """
    那么命令被拒绝，提示:
      """
      Error from server (BadRequest): error when creating "pv-volume.yaml": PersistentVolume in version "v1" cannot be handled as a PersistentVolume: strict decoding error: unknown field "spec.rbd.imageformat", unknown field "spec.rbd.imagefeatures"
      """
    当我尝试执行:
      """
      $ kubectl create -f pv-volume.yaml --validate=ignore
      """
    那么命令被拒绝，提示:
      """
      The PersistentVolume "pv-volume" is invalid: spec.accessModes: Required value
      """
    当我尝试执行:
      """
      $ kubectl create -f rbd.yaml
      """
    那么命令被拒绝，提示:
      """
      Error from server (BadRequest): error when creating "rbd.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.volumes[0].rbd.imageformat", unknown field "spec.volumes[0].rbd.imagefeatures"
      """

  @PV-03
  场景: 在够大的卷里挑最小的
    假如我已经执行了:
      """
      $ kubectl create -f three-sizes.yaml
      """
    当我执行:
      """
      $ kubectl create -f pv-claim.yaml
      """
    那么1 分钟内，PersistentVolumeClaim "pv-claim"绑定到PersistentVolume "medium"
    并且执行"kubectl get pv"可以看到:
      | NAME   | CAPACITY | STATUS    | CLAIM            |
      | large  | 100Gi    | Available |                  |
      | medium | 2Gi      | Bound     | default/pv-claim |
      | small  | 1023Mi   | Available |                  |

  @PV-03
  场景: 大小、访问模式、StorageClass、选择算符，有一样不合就不会绑定
    PVC 等着，使用它的 Pod 也跟着等；一旦出现合适的卷，两者就都能继续。

    假如我已经执行了:
      """
      $ kubectl create -f unfit-volumes.yaml
      """
    当我执行:
      """
      $ kubectl create -f ssd-claim.yaml
      $ kubectl create -f pv-pod.yaml
      """
    并且过了10 分钟
    那么PersistentVolumeClaim "pv-claim"处于"Pending"阶段
    并且PersistentVolumeClaim "pv-claim"有一条原因为"FailedBinding"的Event，内容包含"no persistent volumes available for this claim and no storage class is set"
    并且Pod "pv-pod"处于"Pending"阶段
    并且Pod "pv-pod"有一条原因为"FailedScheduling"的Event，内容包含"pod has unbound immediate PersistentVolumeClaims"
    当我执行:
      """
      $ kubectl label pv unlabelled medium=ssd
      """
    那么1 分钟内，PersistentVolumeClaim "pv-claim"绑定到PersistentVolume "unlabelled"
    并且10 分钟内，Pod "pv-pod"就绪
