# language: zh-CN
@services
功能: 多个 Pod，一个地址
  Pod 来来去去，地址也跟着变。Service 的地址则保持不变，它把每个请求转给选择算符选中的某个就绪的 Pod。
  kubectl expose 可以直接由 Deployment 创建 Service。

  参见 https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/

  背景:
    假如我已经执行了:
      """
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl rollout status deployment demo
      """

  @SVC-01
  场景: expose 创建 Service，describe 列出它背后的 Pod
    当我执行:
      """
      $ kubectl expose deployment demo --port=80 --target-port=80
      """
    那么输出为:
      """
      service/demo exposed
      """
    并且5 秒内，Service "demo"变为把请求发给所有就绪的、属于Deployment "demo"的Pod，而不发给其他Pod
    并且执行"kubectl get svc demo"可以看到:
      | NAME | TYPE      | CLUSTER-IP | EXTERNAL-IP | PORT(S) |
      | demo | ClusterIP | 10.*       | <none>      | 80/TCP  |
    当我执行:
      """
      $ kubectl describe svc demo
      """
    那么输出中依次有这些行:
      """
      Name:                     demo
      Labels:                   app=demo
      Selector:                 app=demo
      Type:                     ClusterIP
      Port:                     <unset>  80/TCP
      TargetPort:               80/TCP
      Endpoints:                10.244.*:80,10.244.*:80
      """
    并且输出中有Deployment "demo"的每个Pod的地址

  @SVC-01
  场景: Service 的端口与 Pod 的端口可以不同
    当我执行:
      """
      $ kubectl expose deployment demo --port=8080 --target-port=80
      """
    那么执行"kubectl get endpoints demo 2>/dev/null"可以看到:
      | NAME | ENDPOINTS               |
      | demo | 10.244.*:80,10.244.*:80 |
    当我执行:
      """
      $ curl -s $(kubectl get svc demo -o jsonpath={.spec.clusterIP}):8080
      """
    那么输出中包含"Hello MyApp | Version: v1"

  @SVC-01
  场景: Pod 全部换掉，地址不变
    假如我已经执行了:
      """
      $ kubectl create -f demo-svc.yaml
      """
    当我执行:
      """
      $ kubectl set image deployment demo myapp=myapp:v2
      $ kubectl rollout status deployment demo
      $ curl -s 10.107.35.132
      """
    那么输出中包含"Hello MyApp | Version: v2"
    并且整个过程中，Service "demo"的地址始终是"10.107.35.132"
    并且5 秒内，Service "demo"变为把请求发给所有就绪的、属于Deployment "demo"的Pod，而不发给其他Pod

  @SVC-01 @SVC-04
  场景: 请求轮流发给各个 Pod
    真正的 kube-proxy 是随机挑选的；这里让各个 Pod 轮流应答，以便每个都能看到。
    假如我已经执行了:
      """
      $ kubectl create -f demo-svc.yaml
      """
    当我执行:
      """
      $ for i in 1 2 3 4 5 6; do curl -s 10.107.35.132/hostname.html; done
      """
    那么Deployment "demo"的每个Pod各应答了3次，除此之外没有别人应答

  @SVC-04
  场景: 扩容到六个副本之后，六个都会应答
    假如我已经执行了:
      """
      $ kubectl create -f demo-svc.yaml
      $ kubectl scale deployment demo --replicas=6
      $ kubectl rollout status deployment demo
      """
    当我执行:
      """
      $ for i in $(seq 12); do curl -s 10.107.35.132/hostname.html; done
      """
    那么Deployment "demo"的每个Pod各应答了2次，除此之外没有别人应答
