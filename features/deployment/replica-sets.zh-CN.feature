# language: zh-CN
@deployment
功能: Pod 模板的每个版本，在 Deployment 下都对应一个 ReplicaSet
  Deployment 的一个版本就是一个 ReplicaSet，名字由 Deployment 的名字加上 Pod 模板的哈希值组成。
  同一个哈希值也是它的 Pod 的标签，并且写进了它的选择算符：这样不同版本的 Pod 不会混在一起，
  碰巧带有相同标签的其他 Pod 也不会混进来。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label

  @DEP-01
  场景: 只有一个 ReplicaSet，以 Deployment 的名字加模板的哈希值命名
    哈希值只取决于模板：同一个版本的 Kubernetes，在哪个集群里用这份模板，得到的都是 6b799bd7f6。
    换一个版本，Pod 的字段有增减，算出来的值也就不同了。

    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"拥有1个ReplicaSet
    并且Deployment "nginx-deployment"的每个ReplicaSet都以它的名字加上pod-template-hash命名
    并且Deployment "nginx-deployment"的每个Pod都带有所属ReplicaSet的pod-template-hash标签
    并且执行"kubectl get rs"可以看到:
      | NAME                        | DESIRED | CURRENT | READY |
      | nginx-deployment-6b799bd7f6 | 3       | 3       | 3     |

  @DEP-01
  场景: 只是看起来一样的 Pod 不会被接管
    如果没有哈希值，光凭标签它就算是 Deployment 的 Pod 了：Deployment 自己只要求 app=nginx。

    假如文件"stray.yaml"的内容是:
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: stray
        labels:
          app: nginx
      spec:
        containers:
        - name: nginx
          image: nginx:1.7.9
      """
    并且我已经执行了:
      """
      $ kubectl create -f stray.yaml
      """
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么整个过程中，Pod "stray"始终没有所有者
    并且共有3个Pod属于Deployment "nginx-deployment"
    并且一共新建了3个属于Deployment "nginx-deployment"的Pod

  @DEP-02
  场景: 数字从零增长到三
    早先 kubectl 显示的是 DESIRED、CURRENT、UP-TO-DATE、AVAILABLE 四列，从 3/0/0/0 变到 3/3/3/3。
    从 1.15 起，前两列合并为 READY：就绪的 Pod 数 / 期望的 Pod 数。

    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      """
    那么执行"kubectl get deployments"可以看到:
      | NAME             | READY | UP-TO-DATE | AVAILABLE |
      | nginx-deployment | 0/3   | *          | 0         |
    并且1 分钟内，执行"kubectl get deployments"可以看到:
      | NAME             | READY | UP-TO-DATE | AVAILABLE |
      | nginx-deployment | 3/3   | 3          | 3         |
    并且Deployment "nginx-deployment"的数字从头到尾依次经过:
      | READY | UP-TO-DATE | AVAILABLE |
      | 0/3   | 0          | 0         |
      | 0/3   | 3          | 0         |
      | 3/3   | 3          | 3         |
    并且Deployment "nginx-deployment"有3个已更新的副本

  @DEP-23
  场景: 一个版本就是一个 ReplicaSet，回到某个版本，用的还是原来的 ReplicaSet
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"拥有2个ReplicaSet
    并且Deployment "nginx-deployment"拥有0个ControllerRevision
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.7.9
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"拥有2个ReplicaSet
    并且Deployment "nginx-deployment"中镜像为"nginx:1.7.9"的ReplicaSet，副本数为3
    并且Deployment "nginx-deployment"中镜像为"nginx:1.9.1"的ReplicaSet，副本数为0

  @DEP-23
  场景: StatefulSet 和 DaemonSet 的版本保存在 ControllerRevision 里
    它们直接创建 Pod，中间没有 ReplicaSet。

    当我执行:
      """
      $ kubectl create -f web.yaml
      $ kubectl create -f agent.yaml
      $ kubectl rollout status statefulset/web
      $ kubectl set image statefulset/web nginx=nginx:1.9.1
      $ kubectl set image daemonset/agent nginx=nginx:1.9.1
      """
    并且等到集群稳定下来
    那么StatefulSet "web"拥有2个ControllerRevision
    并且DaemonSet "agent"拥有2个ControllerRevision
    并且StatefulSet "web"拥有0个ReplicaSet
    并且DaemonSet "agent"拥有0个ReplicaSet
