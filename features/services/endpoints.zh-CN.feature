# language: zh-CN
@services
功能: Service 的端点随 Pod 而变化
  Service 背后有一份由控制器维护的端点列表：选择算符选中的、就绪的、没有在终止的 Pod。Pod 一有变化，列表立刻跟着变。
  （如今列表保存在 EndpointSlice 里；旧的 Endpoints 对象仍会写入，但 kubectl 会提示它已弃用。）

  参见 https://kubernetes.io/zh-cn/docs/concepts/services-networking/endpoint-slices/

  @SVC-03
  场景: 扩容与缩容
    假如我已经执行了:
      """
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl expose deployment demo --port=80 --target-port=80
      $ kubectl rollout status deployment demo
      """
    当我执行:
      """
      $ kubectl scale deployment demo --replicas=6
      """
    那么1 分钟内，Service "demo"有6个端点
    并且Service "demo"把请求发给所有就绪的、属于Deployment "demo"的Pod，而不发给其他Pod
    当我执行:
      """
      $ kubectl scale deployment demo --replicas=1
      """
    那么1 秒内，Service "demo"有1个端点
    当我执行:
      """
      $ kubectl scale deployment demo --replicas=0
      """
    那么1 秒内，Service "demo"有0个端点

  @SVC-03
  场景: 未就绪的 Pod 收不到请求，直到再次就绪
    假如我已经执行了:
      """
      $ kubectl create -f probed.yaml
      $ kubectl expose deployment probed --port=80
      """
    当等到集群稳定下来
    那么Service "probed"有2个端点
    当在Deployment "probed"中，容器"nginx"不再应答
    那么30 秒内，Service "probed"有0个端点
    并且5 秒内，Deployment "probed"有0个就绪的副本
    并且共有2个Pod属于Deployment "probed"
    当在Deployment "probed"中，容器"nginx"恢复应答
    那么30 秒内，Service "probed"有2个端点
    并且Service "probed"把请求发给所有就绪的、属于Deployment "probed"的Pod，而不发给其他Pod

  @SVC-03
  场景: 正在删除的 Pod 立刻被移出，尽管它还会运行一会儿
    假如我已经执行了:
      """
      $ kubectl create -f slow-goodbye.yaml
      $ kubectl expose deployment slow-goodbye --port=80
      $ kubectl rollout status deployment slow-goodbye
      """
    当我执行:
      """
      $ kubectl scale deployment slow-goodbye --replicas=1
      """
    并且过了1 秒
    那么Service "slow-goodbye"有1个端点
    并且Service "slow-goodbye"把请求发给所有就绪的、属于Deployment "slow-goodbye"的Pod，而不发给其他Pod
    当我执行:
      """
      $ kubectl get pods --no-headers | sed 's/slow-goodbye-[^ ]*//' | sort | awk '{print $1, $2}'
      """
    那么输出为:
      """
      1/1 Running
      1/1 Terminating
      """
