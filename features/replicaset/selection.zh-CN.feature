# language: zh-CN
@replicaset
功能: ReplicaSet 让匹配选择算符的 Pod 保持在指定的个数
  ReplicaSet 做的事不多：数一数匹配选择算符、又属于自己的 Pod，少了就补，多了就删。选择算符的各个部分必须同时满足：
  matchLabels 的每个标签，以及 matchExpressions 的每个表达式。它不负责更新，那是 Deployment 的事。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/replicaset/

  @RS-01
  场景: 期望三个，就始终维持三个
    当我执行:
      """
      $ kubectl create -f frontend.yaml
      """
    那么1 分钟内，ReplicaSet "frontend"有3个就绪的副本
    并且整个过程中，最多同时有3个Pod属于ReplicaSet "frontend"
    并且一共新建了3个属于ReplicaSet "frontend"的Pod
    当我执行:
      """
      $ kubectl delete $(kubectl get pods -l tier=frontend -o name | head -n 2)
      """
    那么1 分钟内，ReplicaSet "frontend"有3个就绪的副本
    并且共有3个Pod属于ReplicaSet "frontend"
    并且ReplicaSet "frontend"的Pod被删除后，都由另一个名字的Pod接替，间隔不超过1 秒

  @RS-01
  场景大纲: matchLabels 与 matchExpressions 必须同时满足：<key> <operator> <values>
    名为 fits 的 Pod 会被收养，算作两个中的一个。名为 other 的 Pod 也带有 app=nginx，但不满足表达式。

    假如我已经执行了:
      """
      $ kubectl create -f <folder>/pods.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl create -f <folder>/set.yaml
      """
    并且等到集群稳定下来
    那么Pod "fits"的所有者是ReplicaSet "chosen"
    并且整个过程中，Pod "other"始终没有所有者
    并且共有2个Pod属于ReplicaSet "chosen"
    并且一共新建了1个属于ReplicaSet "chosen"的Pod

    例子:
      | key  | operator     | values        | folder         |
      | tier | In           | frontend, web | in             |
      | tier | NotIn        | backend       | not-in         |
      | tier | Exists       |               | exists         |
      | old  | DoesNotExist |               | does-not-exist |

  @RS-01
  场景: 选择算符与 Pod 模板不相符时被拒绝
    当我尝试执行:
      """
      $ sed 's/values: \[frontend\]/values: [backend]/' frontend.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The ReplicaSet "frontend" is invalid: spec.template.metadata.labels: Invalid value: {"app":"guestbook","tier":"frontend"}: `selector` does not match template `labels`
      """

  @RS-02
  场景: 换了模板里的镜像，已有的 Pod 保持原样
    假如我已经执行了:
      """
      $ kubectl create -f nginx-set.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl set image replicaset/nginx-set nginx=nginx:1.9.1
      """
    并且过了10 分钟
    那么ReplicaSet "nginx-set"运行的镜像是"nginx:1.9.1"
    并且一共新建了0个属于ReplicaSet "nginx-set"的Pod
    并且一共删除了0个属于ReplicaSet "nginx-set"的Pod
    并且ReplicaSet "nginx-set"的所有Pod运行的镜像都是"nginx:1.7.9"

  @RS-02
  场景: 只有重新创建的 Pod 才使用新模板
    假如我已经执行了:
      """
      $ kubectl create -f nginx-set.yaml
      """
    并且集群已经稳定
    当我执行:
      """
      $ kubectl set image replicaset/nginx-set nginx=nginx:1.9.1
      $ kubectl delete $(kubectl get pods -l app=nginx -o name | head -n 1)
      """
    并且等到集群稳定下来
    那么有1个属于ReplicaSet "nginx-set"的Pod运行镜像"nginx:1.9.1"
    并且有2个属于ReplicaSet "nginx-set"的Pod运行镜像"nginx:1.7.9"

  @RS-02
  场景: 没有历史版本，也就无从回滚
    假如我已经执行了:
      """
      $ kubectl create -f nginx-set.yaml
      $ kubectl set image replicaset/nginx-set nginx=nginx:1.9.1
      """
    当我尝试执行:
      """
      $ kubectl rollout undo replicaset/nginx-set
      """
    那么命令被拒绝，提示:
      """
      error: no rollbacker has been implemented for "ReplicaSet.apps"
      """
    并且ReplicaSet "nginx-set"运行的镜像是"nginx:1.9.1"
