# language: zh-CN
@services
功能: Service 的名字
  每个 Service 在集群的 DNS 里都有名字。普通 Service 的名字解析为它自己的地址；无头 Service（clusterIP: None）的名字
  则解析为各个 Pod 的地址，而且 StatefulSet 的每个 Pod 在它下面还有自己的名字。

  参见 https://kubernetes.io/zh-cn/docs/concepts/services-networking/dns-pod-service/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f headless.yaml -f busybox.yaml -f demo-svc.yaml
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl rollout status deployment demo
      $ kubectl rollout status statefulset web
      $ kubectl wait --for=condition=Ready pod/busybox
      """

  @SVC-02
  场景: 普通 Service 解析为自己的地址
    当我执行:
      """
      $ kubectl exec busybox -- nslookup demo
      """
    那么输出为:
      """
      Server:    10.96.0.10
      Address 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local

      Name:      demo
      Address 1: 10.107.35.132 demo.default.svc.cluster.local
      """
    当我执行:
      """
      $ kubectl exec busybox -- wget -q -O- http://demo.default.svc.cluster.local
      """
    那么输出中包含"Hello MyApp"

  @SVC-02
  场景: 无头 Service 解析为它的各个 Pod
    当我执行:
      """
      $ kubectl exec busybox -- nslookup nginx
      """
    那么输出中有StatefulSet "web"的每个Pod的地址
    并且输出中包含"web-0.nginx.default.svc.cluster.local"
    并且输出中包含"web-1.nginx.default.svc.cluster.local"
    当我执行:
      """
      $ kubectl exec -ti busybox -- nslookup web-0.nginx
      """
    那么输出中依次有这些行:
      """
      Name: web-0.nginx
      Address 1: 10.244.* web-0.nginx.default.svc.cluster.local
      """

  @SVC-02
  场景: 不存在的名字
    当我尝试执行:
      """
      $ kubectl exec busybox -- nslookup nobody
      """
    那么命令被拒绝，提示:
      """
      nslookup: can't resolve 'nobody'
      """
