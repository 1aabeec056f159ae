# language: zh-CN
@deployment
功能: Deployment 的 Pod 模板里可以写什么
  Deployment 管理的是一直运行的程序。只有每个 Pod 都能保持运行，Pod 的个数才有意义，所以重启策略只接受 Always。
  另外，选择算符必须与自己的 Pod 的标签相符，否则它会不停地创建 Pod，却永远找不到它们。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/deployment/#pod-template

  @DEP-19
  场景大纲: 重启策略为 <policy> 时被拒绝
    当我尝试执行:
      """
      $ sed 's/    spec:/    spec:\n      restartPolicy: <policy>/' nginx-deployment.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The Deployment "nginx-deployment" is invalid: spec.template.spec.restartPolicy: Unsupported value: "<policy>": supported values: "Always"
      """
    并且Deployment "nginx-deployment"不存在
    并且一共新建了0个属于Deployment "nginx-deployment"的Pod

    例子:
      | policy    |
      | OnFailure |
      | Never     |

  @DEP-19
  场景: Always 可以接受，没有写明时也是 Always
    当我执行:
      """
      $ sed 's/    spec:/    spec:\n      restartPolicy: Always/' nginx-deployment.yaml | kubectl create -f -
      $ sed 's/name: nginx-deployment/name: another/' nginx-deployment.yaml | kubectl create -f -
      """
    并且我执行:
      """
      $ kubectl get deployments -o custom-columns=NAME:.metadata.name,POLICY:.spec.template.spec.restartPolicy
      """
    那么输出为:
      """
      NAME               POLICY
      another            Always
      nginx-deployment   Always
      """

  场景: 选择算符与自己的 Pod 不相符时被拒绝
    当我尝试执行:
      """
      $ sed 's/        app: nginx/        app: apache/' nginx-deployment.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The Deployment "nginx-deployment" is invalid: spec.template.metadata.labels: Invalid value: {"app":"apache"}: `selector` does not match template `labels`
      """
    并且Deployment "nginx-deployment"不存在
