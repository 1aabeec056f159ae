# language: zh-CN
@pod
功能: Init 容器先运行，边车容器先启动并一直运行
  Init 容器逐个运行，前一个成功结束之后才轮到下一个，全部完成后才启动普通容器；失败的会重试。
  设置了 restartPolicy: Always 的 Init 容器就是边车容器：后面的容器不必等它结束。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/init-containers/

  @POD-05
  场景: 依次运行，STATUS 列显示进度
    假如节点"k8s-node01"上已有镜像"busybox:1.28"
    并且节点"k8s-node02"上已有镜像"busybox:1.28"
    当我在另一个终端里一直开着"kubectl get pods -w"
    并且我执行:
      """
      $ kubectl create -f init.yaml
      """
    那么20 秒内，Pod "init-demo"就绪
    并且在Pod "init-demo"中，容器"first"、"second"和"main"依次运行，前一个结束之后，后一个才开始
    并且另一个终端里依次出现这些行:
      """
      init-demo 0/1 Pending 0 *
      init-demo 0/1 Init:0/2 0 *
      init-demo 0/1 Init:1/2 0 *
      init-demo 0/1 PodInitializing 0 *
      init-demo 1/1 Running 0 *
      """

  @POD-05
  场景: 失败的 Init 容器会重试，直到成功
    当我执行:
      """
      $ kubectl create -f init-waits.yaml
      """
    那么1 分钟内，在Pod "myapp"中，容器"wait-for-db"的重启次数达到2次
    并且在Pod "myapp"中，容器"main"从未运行
    并且Pod "myapp"处于"Pending"阶段
    并且3 分钟内，执行"kubectl get pod myapp"可以看到:
      | NAME  | READY | STATUS                |
      | myapp | 0/1   | Init:CrashLoopBackOff |
    当我执行:
      """
      $ kubectl create service clusterip db --tcp=3306
      """
    那么2 分钟内，Pod "myapp"就绪

  @POD-05
  场景: 边车容器先于其他容器启动，并且一直在运行
    当我执行:
      """
      $ kubectl create -f sidecar.yaml
      """
    那么30 秒内，Pod "sidecar-demo"就绪
    并且在Pod "sidecar-demo"中，容器"side"和"setup"依次启动，后一个启动时前一个仍在运行
    并且在Pod "sidecar-demo"中，容器"setup"和"main"依次运行，前一个结束之后，后一个才开始
    并且执行"kubectl get pod sidecar-demo"可以看到:
      | NAME         | READY | STATUS  | RESTARTS |
      | sidecar-demo | 2/2   | Running | 0        |
    当我执行:
      """
      $ kubectl delete pod sidecar-demo
      """
    那么在Pod "sidecar-demo"中，容器"main"和"side"依次结束

  @POD-05
  场景: 工作完成之后，边车容器不会拖住 Pod
    当我执行:
      """
      $ kubectl create -f job-sidecar.yaml
      """
    那么1 分钟内，Pod "job-sidecar"进入"Succeeded"阶段
    并且在Pod "job-sidecar"中，容器"main"和"side"依次结束
