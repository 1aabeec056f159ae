# language: zh-CN
@controller-model
功能: 控制器的 Pod 按模板创建，并且知道自己的所有者
  Deployment 并不直接操作 Pod：它控制的是 ReplicaSet，再由 ReplicaSet 控制 Pod。每个 Pod 都是 Pod 模板的一份拷贝，
  并在 metadata.ownerReferences 里写明自己的控制器，控制循环由此知道自己要对哪些 Pod 负责。
  手动删除的 Pod 会补回来，但补回来的已不是原来那一个。

  参见 https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/owners-dependents/

  @CTL-02
  场景: 手动删除一个 Pod，立刻有新的补上，仍然是两个
    假如我已经执行了:
      """
      kubectl create deployment demo --image=myapp:v1 --replicas=2
      kubectl rollout status deployment demo
      """
    当我执行:
      """
      kubectl get pod --show-labels
      kubectl delete $(kubectl get pod -l app=demo -o name | head -n 1)
      """
    那么30 秒内，Deployment "demo"有2个可用的副本
    并且一共删除了1个属于Deployment "demo"的Pod
    并且一共新建了1个属于Deployment "demo"的Pod
    并且Deployment "demo"的Pod被删除后，都由另一个名字的Pod接替，间隔不超过1 秒
    并且Deployment "demo"的Pod被删除后，还没有结束，就已有新的Pod接替
    并且整个过程中，始终有至少1个可用的Pod属于Deployment "demo"

  @CTL-03
  场景: Pod、ReplicaSet、Deployment：每一层都写明自己的上一层
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"的每个Pod都由它的某个ReplicaSet控制
    并且Deployment "nginx-deployment"没有所有者
    并且执行"kubectl get deploy,rs,pods -o custom-columns=KIND:.kind,OWNER:.metadata.ownerReferences[*].kind,CONTROLLER:.metadata.ownerReferences[*].controller"可以看到:
      | KIND       | OWNER      | CONTROLLER |
      | Deployment | <none>     | <none>     |
      | ReplicaSet | Deployment | true       |
      | Pod        | ReplicaSet | true       |
      | Pod        | ReplicaSet | true       |

  @CTL-03
  场景: 模板里写的，每个 Pod 里都有
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么Deployment "nginx-deployment"的每个Pod都与它的Pod模板一致
    并且Deployment "nginx-deployment"的所有Pod运行的镜像都是"nginx:1.7.9"
    并且共有2个Pod属于Deployment "nginx-deployment"
