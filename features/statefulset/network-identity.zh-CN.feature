# language: zh-CN
@statefulset
功能: StatefulSet 的 Pod 在网络中的名字固定不变
  Pod 每次重建，IP 地址都可能改变，名字却不会。借助没有自己 IP 的 Headless Service（clusterIP: None），
  每个 Pod 都有一个 DNS 名字：pod.service.namespace.svc.cluster.local，
  无论何时解析，它总是指向当前拥有这个编号的 Pod。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#stable-network-id

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """

  @STS-03
  场景: 每个 Pod 的主机名就是 Pod 的名字
    当我执行:
      """
      $ kubectl exec web-0 -- sh -c 'hostname'
      """
    那么输出为:
      """
      web-0
      """
    当我执行:
      """
      $ kubectl exec web-1 -- sh -c 'hostname'
      """
    那么输出为:
      """
      web-1
      """

  @STS-04
  场景: 在集群内部，用短名字和全名都能找到 Pod
    当我执行:
      """
      $ kubectl run -i --tty --image busybox:1.28 dns-test --restart=Never --rm -- nslookup web-0.nginx
      """
    那么输出中依次有这些行:
      """
      Name:      web-0.nginx
      Address 1: * web-0.nginx.default.svc.cluster.local
      """
    并且输出中包含Pod "web-0"的IP地址
    并且输出中不包含Pod "web-1"的IP地址
    当我执行:
      """
      $ kubectl run -i --tty --image busybox:1.28 dns-test --restart=Never --rm -- nslookup web-1.nginx.default.svc.cluster.local
      """
    那么输出中包含Pod "web-1"的IP地址

  @STS-04
  场景: Service 自己的名字对应所有就绪的 Pod
    假如我已经执行了:
      """
      $ kubectl create -f busybox.yaml
      $ kubectl wait --for=condition=Ready pod/busybox
      """
    当我执行:
      """
      $ kubectl exec busybox -- nslookup nginx
      """
    那么输出中包含Pod "web-0"的IP地址
    并且输出中包含Pod "web-1"的IP地址
    当我执行:
      """
      $ kubectl scale statefulset web --replicas=1
      """
    并且等到集群稳定下来
    并且我执行:
      """
      $ kubectl exec busybox -- nslookup nginx
      """
    那么输出中包含Pod "web-0"的IP地址
    并且输出中不包含"web-1"
    当我尝试执行:
      """
      $ kubectl exec busybox -- nslookup web-1.nginx
      """
    那么命令被拒绝，提示:
      """
      nslookup: can't resolve 'web-1.nginx'
      """

  @STS-05
  场景: 两个 Pod 都被删除，又都以原来的名字回来
    地址已经换了新的，所以不要记地址，要用名字。

    假如我已经执行了:
      """
      $ kubectl create -f busybox.yaml
      $ kubectl wait --for=condition=Ready pod/busybox
      $ kubectl exec busybox -- nslookup web-0.nginx
      $ kubectl exec busybox -- nslookup web-1.nginx
      """
    当我执行:
      """
      $ kubectl delete pod -l app=nginx
      """
    并且等到集群稳定下来
    那么"web-0"和"web-1"这几个Pod依次被创建
    并且"web-0"和"web-1"中的每个Pod都是在前一个就绪之后才被创建
    并且StatefulSet "web"有2个就绪的副本
    并且Pod "web-2"从未出现
    并且Pod "web-0"的IP地址已与之前不同
    并且Pod "web-1"的IP地址已与之前不同
    当我执行:
      """
      $ kubectl exec busybox -- nslookup web-0.nginx
      """
    那么输出中包含Pod "web-0"的IP地址
    当我执行:
      """
      $ kubectl exec busybox -- nslookup web-1.nginx
      """
    那么输出中包含Pod "web-1"的IP地址

  @STS-19
  场景: 每个 Pod 都有写着自己名字的标签，因此 Service 可以只选中一个 Pod
    标签是 statefulset.kubernetes.io/pod-name；课程里写成了 statefulset.k8s.io/pod-name，那样一个 Pod 也选不中。
    新版本还会加上 apps.kubernetes.io/pod-index，也就是编号本身。

    假如文件"first.yaml"的内容是:
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: first
      spec:
        ports:
        - port: 80
        selector:
          statefulset.kubernetes.io/pod-name: web-0
      """
    当我执行:
      """
      $ kubectl create -f first.yaml
      """
    那么5 秒内，发往Service "first"的请求变为只转发给Pod "web-0"
    并且执行"kubectl get pods -l apps.kubernetes.io/pod-index=1"可以看到:
      | NAME  | READY |
      | web-1 | 1/1   |
    当我执行:
      """
      $ kubectl get pods -l statefulset.k8s.io/pod-name=web-0
      """
    那么输出中包含"No resources found"
