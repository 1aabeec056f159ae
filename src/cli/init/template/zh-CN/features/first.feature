# language: zh-CN
功能: nginx 的更新过程不中断服务
  把旁边的清单原样应用到集群，然后更新镜像。下面写明了整个过程中必须成立的事情。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/

  场景: 新镜像更新到所有 Pod，期间旧 Pod 继续提供服务
    假如我已经执行了:
      """
      kubectl create -f nginx.yaml
      kubectl rollout status deployment/nginx
      """
    当我执行:
      """
      kubectl set image deployment/nginx nginx=nginx:1.26
      kubectl rollout status deployment/nginx
      """
    那么60秒内，Deployment "nginx"的所有Pod运行的镜像都变为"nginx:1.26"
    并且整个过程中，始终有至少3个可用的Pod属于Deployment "nginx"
    并且整个过程中，最多同时有4个Pod属于Deployment "nginx"
