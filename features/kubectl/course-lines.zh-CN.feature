# language: zh-CN
@kubectl
功能: 课程里的命令可以原样执行
  kubectl 命令可以放在 shell 循环、管道和 here-document 里，和普通终端一样。
  旧参数只要 kubectl 还保留就照常生效；已经去掉的，它会明确提示。

  参见 https://kubernetes.io/zh-cn/docs/reference/kubectl/

  @KCT-01
  场景: 用 shell 循环遍历 StatefulSet 的 Pod
    假如我已经执行了:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    当我执行:
      """
      $ for i in 0 1; do kubectl exec web-$i -- sh -c 'echo hello $(hostname) > /usr/share/nginx/html/index.html'; done
      $ for i in 0 1; do kubectl exec -it web-$i -- curl localhost; done
      """
    那么输出为:
      """
      hello web-0
      hello web-1
      """

  @KCT-01
  场景: 循环里的模板，以及管道
    假如我已经执行了:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    当我执行:
      """
      $ for p in 0 1; do kubectl get po web-$p --template '{{range $i, $c := .spec.containers}}{{$c.image}}{{end}}'; echo; done
      $ kubectl get statefulset web -oyaml | grep serviceName
      """
    那么输出为:
      """
      nginx:1.9.1
      nginx:1.9.1
      serviceName: nginx
      """

  @KCT-01
  场景: 用 here-document 提供清单
    课程在列表的每个短横线前都印了反斜杠，去掉之后才是 YAML。
    当我执行:
      """
      $ cat<<EOF | kubectl apply -f -
      apiVersion: v1
      kind: Pod
      metadata:
        name: busybox
        namespace: default
      spec:
        containers:
        - name: busybox
          image: busybox:1.28
          command:
          - sleep
          - "3600"
          imagePullPolicy: IfNotPresent
        restartPolicy: Always
      EOF
      """
    那么输出为:
      """
      pod/busybox created
      """
    并且10 秒内，Pod "busybox"就绪

  @KCT-04
  场景: --record 仍会写入变更原因，但已弃用
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml --record
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment created
      Flag --record has been deprecated, --record will be removed in the future
      """
    当我执行:
      """
      $ sleep 1; kubectl rollout history deployment/nginx-deployment
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment
      REVISION  CHANGE-CAUSE
      1         kubectl create --filename=nginx-deployment.yaml --record=true
      """

  @KCT-04
  场景: --cascade=false 仍会保留 Pod，如今叫做 orphan
    假如我已经执行了:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    当我执行:
      """
      $ kubectl delete statefulset web --cascade=false
      """
    那么输出中包含"warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan."
    并且StatefulSet "web"不存在
    当过了2 分钟
    那么整个过程中，Pod "web-0"始终就绪
    并且整个过程中，Pod "web-1"始终就绪

  @KCT-04
  场景: kubectl run 不再有 --requests，也不再创建 Deployment
    课程用 kubectl run 创建 Deployment；1.18 起它只创建单个 Pod，这个参数也在 1.24 去掉了。
    当我尝试执行:
      """
      $ kubectl run nginx-server-hpa --requests=cpu=10m --image=registry.cn-beijing.aliyuncs.com/dotbalo/nginx --port=80
      """
    那么命令被拒绝，提示:
      """
      error: unknown flag: --requests
      See 'kubectl run --help' for usage.
      """
    并且Pod "nginx-server-hpa"不存在
    当我执行:
      """
      $ kubectl run nginx-server-hpa --image=registry.cn-beijing.aliyuncs.com/dotbalo/nginx --port=80
      """
    那么Pod "nginx-server-hpa"存在
    并且Deployment "nginx-server-hpa"不存在

  @KCT-04
  场景: --cpu-percent 仍会设置目标值，如今叫做 --cpu
    假如我已经执行了:
      """
      $ kubectl create deployment hpa-nginx --image=nginx:1.15.2
      """
    当我执行:
      """
      $ kubectl autoscale deployment hpa-nginx --cpu-percent=10 --min=1 --max=10
      """
    那么输出中包含"Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format"
    并且HorizontalPodAutoscaler "hpa-nginx"存在
