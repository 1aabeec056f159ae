# language: zh-CN
@deployment
功能: maxSurge 和 maxUnavailable 限定了更新过程中 Pod 数量的上下限
  两者都可以写成个数，也可以写成 spec.replicas 的百分比，默认都是 25%。除不尽时，总是往有利于服务的方向取整：
  maxSurge 向上取整，maxUnavailable 向下取整。所以副本少的 Deployment，在新 Pod 就位之前一个旧 Pod 也不会少。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment

  @DEP-08
  场景: 没有写明时，两者都是 25%
    当我执行:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl get deployment nginx-deployment -o yaml
      """
    那么输出中依次有这些行:
      """
      strategy:
        rollingUpdate:
          maxSurge: 25%
          maxUnavailable: 25%
        type: RollingUpdate
      """

  @DEP-08
  场景大纲: <replicas> 个副本，maxSurge 为 <surge>，maxUnavailable 为 <unavailable>：Pod 数量在 <least> 到 <most> 之间
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"replicas":<replicas>,"strategy":{"rollingUpdate":{"maxSurge":"<surge>","maxUnavailable":"<unavailable>"}}}}'
      $ kubectl rollout status deployment/nginx-deployment
      """
    当我执行:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    那么整个过程中，最多同时有<most>个Pod属于Deployment "nginx-deployment"
    并且整个过程中，始终有至少<least>个可用的Pod属于Deployment "nginx-deployment"
    并且过程中的某一刻，共有<most>个Pod属于Deployment "nginx-deployment"
    并且过程中的某一刻，只有<least>个可用的Pod属于Deployment "nginx-deployment"
    并且有<replicas>个属于Deployment "nginx-deployment"的Pod运行镜像"nginx:1.9.1"

    例子: 10 的 25% 是 2.5：最多多三个，最多少两个
      | replicas | surge | unavailable | least | most |
      | 10       | 25%   | 25%         | 8     | 13   |

    例子: 3 的 25% 是 0.75：最多多一个，一个也不能少
      | replicas | surge | unavailable | least | most |
      | 3        | 25%   | 25%         | 3     | 4    |

    例子: 百分比按 spec.replicas 计算，与实际运行的个数无关
      | replicas | surge | unavailable | least | most |
      | 4        | 0%    | 50%         | 2     | 4    |
      | 4        | 100%  | 0%          | 4     | 8    |

  @DEP-08
  场景: 既不能多也不能少，更新就无从开始，因此被拒绝
    假如文件"stuck.yaml"的内容是:
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: stuck}
      spec:
        strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}
        selector: {matchLabels: {app: nginx}}
        template:
          metadata: {labels: {app: nginx}}
          spec: {containers: [{name: nginx, image: "nginx:1.7.9"}]}
      """
    当我尝试执行:
      """
      $ kubectl create -f stuck.yaml
      """
    那么命令被拒绝，提示:
      """
      The Deployment "stuck" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0
      """
    并且Deployment "stuck"不存在
