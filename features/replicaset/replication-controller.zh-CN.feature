# language: zh-CN
@replicaset
功能: ReplicationController 是 ReplicaSet 的前身，选择算符只有标签
  在 ReplicaSet 之前，用的是 ReplicationController。它同样让 Pod 保持在指定的个数，但选择算符只是一组标签，
  必须逐个相等：没有 In，也没有 Exists。如今应当使用 Deployment，不过旧的清单仍然有效。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/replicationcontroller/

  @RS-04
  场景: 无论哪个 Pod 出了什么事，始终维持三个
    当我执行:
      """
      $ kubectl create -f nginx-rc.yaml
      """
    那么1 分钟内，执行"kubectl get rc -o wide"可以看到:
      | NAME  | DESIRED | CURRENT | READY | CONTAINERS | IMAGES | SELECTOR  |
      | nginx | 3       | 3       | 3     | nginx      | nginx  | app=nginx |
    当我执行:
      """
      $ kubectl delete $(kubectl get pods -l app=nginx -o name | head -n 1)
      """
    那么1 分钟内，ReplicationController "nginx"有3个就绪的副本
    并且ReplicationController "nginx"的Pod被删除后，都由另一个名字的Pod接替，间隔不超过1 秒
    并且整个过程中，最多同时有3个Pod属于ReplicationController "nginx"

  @RS-04
  场景: 只有标签相同的 Pod 才归它管
    假如我已经执行了:
      """
      $ sed 's/app: nginx/app: apache/; s/name: stray/name: other/' stray-pod.yaml | kubectl create -f -
      $ kubectl create -f stray-pod.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl create -f nginx-rc.yaml
      """
    并且等到集群稳定下来
    那么Pod "stray"的所有者是ReplicationController "nginx"
    并且整个过程中，Pod "other"始终没有所有者
    并且一共新建了2个属于ReplicationController "nginx"的Pod

  @RS-04
  场景: 先缩容到一个，再连同 Pod 一起删除
    假如我已经执行了:
      """
      $ kubectl create -f nginx-rc.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl scale rc nginx --replicas=1
      """
    那么1 秒内，共有1个Pod属于ReplicationController "nginx"
    当我执行:
      """
      $ kubectl delete rc nginx
      """
    那么输出为:
      """
      replicationcontroller "nginx" deleted from default namespace
      """
    并且1 分钟内，共有0个Pod属于ReplicationController "nginx"
    当等到集群稳定下来
    并且我执行:
      """
      $ kubectl get pods
      """
    那么输出为:
      """
      No resources found in default namespace.
      """

  @RS-04
  场景: 它不认识 matchExpressions
    当我尝试执行:
      """
      $ sed 's/^    app: nginx/    matchExpressions:\n    - {key: app, operator: Exists}/' nginx-rc.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      Error from server (BadRequest): error when creating "STDIN": ReplicationController in version "v1" cannot be handled as a ReplicationController: json: cannot unmarshal array into Go struct field ReplicationControllerSpec.spec.selector of type string
      """
    并且ReplicationController "nginx"不存在
