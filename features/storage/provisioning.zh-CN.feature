# language: zh-CN
@storage
功能: 有了 StorageClass，卷会按需自动创建
  不必事先准备好卷：PVC 写明 StorageClass，StorageClass 写明由谁来供应，供应者就按所要的大小创建一个卷。
  如果 StorageClass 还不存在，PVC 就一直等待。

  参见 https://kubernetes.io/zh-cn/docs/concepts/storage/dynamic-provisioning/

  @PV-04
  场景: StorageClass 会在需要时自动创建卷
    课程文件里的第一个对象是 Rook 的存储池。它的 API ceph.rook.io/v1beta1 只有安装了 Rook 才有（如今叫 CephBlockPool）：
    这里会被拒绝，但 StorageClass 照样创建成功。

    当我尝试执行:
      """
      $ kubectl create -f rook-storage.yaml
      """
    那么输出中包含"storageclass.storage.k8s.io/rook-ceph-block created"
    并且命令被拒绝，提示:
      """
      error: resource mapping not found for name: "replicapool" namespace: "rook-ceph" from "rook-storage.yaml": no matches for kind "Pool" in version "ceph.rook.io/v1beta1"
      """
    当我执行:
      """
      $ kubectl create -f rook-claim.yaml
      """
    那么1 分钟内，PersistentVolumeClaim "pv-claim"进入"Bound"阶段
    并且执行"kubectl get pv"可以看到:
      | NAME  | CAPACITY | ACCESS MODES | RECLAIM POLICY | STATUS | CLAIM            | STORAGECLASS    |
      | pvc-* | 1Gi      | RWO          | Delete         | Bound  | default/pv-claim | rook-ceph-block |
    并且PersistentVolumeClaim "pv-claim"有一条原因为"ProvisioningSucceeded"的Event，内容包含"Successfully provisioned volume pvc-"

  @PV-04
  场景: StorageClass 不存在，就不会有卷
    当我执行:
      """
      $ kubectl create -f rook-claim.yaml
      """
    并且过了10 分钟
    那么PersistentVolumeClaim "pv-claim"处于"Pending"阶段
    并且PersistentVolumeClaim "pv-claim"有一条原因为"ProvisioningFailed"的Event，内容包含'storageclass.storage.k8s.io "rook-ceph-block" not found'
    当我尝试执行:
      """
      $ kubectl create -f rook-storage.yaml
      """
    那么2 分钟内，PersistentVolumeClaim "pv-claim"进入"Bound"阶段
