# language: zh-CN
@autoscaling
功能: 副本数随负载而变化
  HorizontalPodAutoscaler 每 15 秒查看一次 Pod 的用量，与它们请求的量相比，再调整副本数，使平均值达到目标。
  扩容立即进行；缩容之前，则要先平静五分钟。

  参见 https://kubernetes.io/zh-cn/docs/tasks/run-application/horizontal-pod-autoscale/

  @HPA-01
  场景: 负载把副本推到十个，平静下来又回到一个
    --cpu-percent 仍然可用，但 kubectl 会提示它现在叫 --cpu。
    假如我已经执行了:
      """
      $ kubectl create -f hpa-nginx.yaml
      $ kubectl expose deployment hpa-nginx --port=80
      $ kubectl rollout status deployment hpa-nginx
      """
    当我执行:
      """
      $ kubectl autoscale deployment hpa-nginx --cpu-percent=10 --min=1 --max=10
      """
    那么输出中依次有这些行:
      """
      horizontalpodautoscaler.autoscaling/hpa-nginx autoscaled
      Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).
      """
    当过了3 分钟
    那么Deployment "hpa-nginx"有1个副本
    当在Deployment "hpa-nginx"中，容器"nginx"占用"300m"的CPU
    那么3 分钟内，Deployment "hpa-nginx"有10个就绪的副本
    并且整个过程中，最多同时有10个Pod属于Deployment "hpa-nginx"
    当在Deployment "hpa-nginx"中，容器"nginx"占用"0m"的CPU
    并且过了4 分钟
    那么Deployment "hpa-nginx"有10个副本
    并且4 分钟内，Deployment "hpa-nginx"有1个副本
    并且整个过程中，始终有至少1个可用的Pod属于Deployment "hpa-nginx"
    并且1 分钟内，执行"kubectl get hpa hpa-nginx"可以看到:
      | NAME      | REFERENCE            | TARGETS     | MINPODS | MAXPODS | REPLICAS |
      | hpa-nginx | Deployment/hpa-nginx | cpu: 0%/10% | 1       | 10      | 1        |

  @HPA-01
  场景: 真正消耗 CPU 的请求就是负载
    每个页面要消耗 0.1 秒的 CPU 时间，每两秒有人访问一次。
    假如我已经执行了:
      """
      $ kubectl create -f php-apache.yaml
      $ kubectl rollout status deployment php-apache
      $ kubectl autoscale deployment php-apache --cpu=10% --min=1 --max=10
      """
    当我执行:
      """
      $ kubectl create -f load.yaml
      """
    那么2 分钟内，Deployment "php-apache"有3个副本
    并且整个过程中，最多同时有3个Pod属于Deployment "php-apache"

  @HPA-01
  场景: 教程里的 kubectl run 已经没有这个选项
    如今 kubectl run 只创建一个 Pod；requests 要写在清单里。
    当我尝试执行:
      """
      $ kubectl run nginx-server-hpa --requests=cpu=10m --image=registry.cn-beijing.aliyuncs.com/dotbalo/nginx --port=80
      """
    那么命令被拒绝，提示:
      """
      error: unknown flag: --requests
      """

  @HPA-02
  场景: 没有 requests，就无从比较
    假如我已经执行了:
      """
      $ kubectl create -f no-requests.yaml
      $ kubectl rollout status deployment no-requests
      """
    当我执行:
      """
      $ kubectl autoscale deployment no-requests --cpu=10% --min=1 --max=10
      """
    并且在Deployment "no-requests"中，容器"nginx"占用"300m"的CPU
    并且过了5 分钟
    那么HorizontalPodAutoscaler "no-requests"的状况"ScalingActive"为"False"，原因是"FailedGetResourceMetric"
    并且HorizontalPodAutoscaler "no-requests"有一条原因为"FailedGetResourceMetric"的Event，内容包含"missing request for cpu in container nginx of Pod no-requests-"
    并且整个过程中，最多同时有1个Pod属于Deployment "no-requests"
    并且执行"kubectl get hpa no-requests"可以看到:
      | NAME        | TARGETS              |
      | no-requests | cpu: <unknown>/10%   |

  @HPA-02
  场景: 没有 metrics-server 时，它会说明情况并等待
    假如集群里没有安装metrics-server
    并且我已经执行了:
      """
      $ kubectl create -f hpa-nginx.yaml
      $ kubectl rollout status deployment hpa-nginx
      """
    当我执行:
      """
      $ kubectl autoscale deployment hpa-nginx --cpu=10% --min=1 --max=10
      """
    并且在Deployment "hpa-nginx"中，容器"nginx"占用"300m"的CPU
    并且过了5 分钟
    那么HorizontalPodAutoscaler "hpa-nginx"的状况"ScalingActive"为"False"，原因是"FailedGetResourceMetric"
    并且整个过程中，最多同时有1个Pod属于Deployment "hpa-nginx"
    当有人安装了metrics-server
    那么3 分钟内，Deployment "hpa-nginx"有10个副本

  @HPA-02
  场景: DaemonSet 没有可以扩缩的副本数
    假如我已经执行了:
      """
      $ kubectl create -f nginx-ds.yaml
      $ kubectl rollout status ds/nginx
      """
    当我执行:
      """
      $ kubectl create -f daemonset.yaml
      """
    并且过了1 分钟
    那么HorizontalPodAutoscaler "nginx"的状况"AbleToScale"为"False"，原因是"FailedGetScale"
    并且HorizontalPodAutoscaler "nginx"有一条原因为"FailedGetScale"的Event，内容包含"the server could not find the requested resource"
    并且整个过程中，始终有至少2个就绪的Pod属于DaemonSet "nginx"
