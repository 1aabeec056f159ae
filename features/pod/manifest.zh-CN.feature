# language: zh-CN
@pod
功能: Pod 清单中的每个字段
  Pod 是 Kubernetes 运行的最小单位：一组容器，始终在同一个节点上，共享网络和存储卷。
  清单写明容器用什么镜像、如何检查健康、如何结束。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/

  @POD-01
  场景: 带注释的清单可以原样提交并运行
    当我执行:
      """
      $ kubectl create -f nginx-pod.yaml
      """
    那么输出为:
      """
      pod/nginx created
      """
    并且30 秒内，Pod "nginx"就绪
    并且Pod "nginx"运行的镜像是"nginx:1.15.2"
    当我执行:
      """
      $ kubectl exec nginx -- printenv TZ LANG
      $ kubectl exec nginx -- pwd
      """
    那么输出为:
      """
      Asia/Shanghai
      en_US.utf8
      /usr/share/nginx/html
      """

  @POD-01
  场景: 打开所有注释掉的字段之后，Pod 要等带有对应标签的节点
    当我执行:
      """
      $ kubectl create -f nginx-pod-full.yaml
      """
    并且过了1 分钟
    那么Pod "nginx"还没有被调度
    当我执行:
      """
      $ kubectl label node k8s-node01 region=subnet7
      """
    那么10 秒内，Pod "nginx"被调度到节点"k8s-node01"
    并且1 分钟内，在Pod "nginx"中，容器"nginx"开始运行
    并且在Pod "nginx"中，容器"init-container"和"nginx"依次运行，前一个结束之后，后一个才开始

  @POD-01
  场景: 空的存储卷遮住了镜像自带的页面，启动探针因此失败
    全部打开的清单把空目录挂载到了网站根目录上：/index.html 不见了，容器被一再重启。
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 region=subnet7
      """
    当我执行:
      """
      $ kubectl create -f nginx-pod-full.yaml
      """
    并且过了2 分钟
    那么Pod "nginx"有一条原因为"Unhealthy"的Event，内容包含"Startup probe failed: HTTP probe failed with statuscode: 404"
    并且Pod "nginx"从未就绪

  @POD-01
  场景: 让 Init 容器写好页面，Pod 就能就绪
    假如我已经执行了:
      """
      $ kubectl label node k8s-node01 region=subnet7
      """
    当我执行:
      """
      $ kubectl create -f nginx-pod-filled.yaml
      """
    那么1 分钟内，Pod "nginx"就绪
    当我执行:
      """
      $ kubectl exec nginx -c nginx -- curl -s localhost
      $ kubectl exec nginx -c nginx -- ls -d /data
      """
    那么输出为:
      """
      I am InitContainer for init some configuration
      /data
      """
    并且在Pod "nginx"中，容器"nginx"重启过0次
