# language: zh-CN
@statefulset
功能: StatefulSet 的 Pod 带有编号，并按编号依次启动
  StatefulSet 创建的不是一批可以随意互换的副本：每个 Pod 都有一个从 0 开始的编号，这个编号就写在名字里。
  Pod 一个接一个地启动，只有前一个已经运行并且就绪，才会创建下一个。
  如果只需要固定的名字而不在乎顺序，也可以让所有 Pod 同时启动。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f svc.yaml
      """

  @STS-01
  场景: web-0 就绪之后才创建 web-1
    当我执行:
      """
      $ kubectl create -f statefulset.yaml
      """
    那么1 分钟内，StatefulSet "web"有2个就绪的副本
    并且"web-0"和"web-1"这几个Pod依次被创建
    并且"web-0"和"web-1"中的每个Pod都是在前一个就绪之后才被创建
    并且整个过程中，最多同时有1个未就绪的Pod属于StatefulSet "web"
    并且Pod "web-2"从未出现
    并且执行"kubectl get statefulset web"可以看到:
      | NAME | READY |
      | web  | 2/2   |

  @STS-01
  场景: 只要 web-0 没有就绪，就不会有 web-1
    容器已经在运行，但就绪探针还没有成功：光是运行还不够。

    假如镜像"nginx:1.9.1"的容器能运行，却从不应答
    当我执行:
      """
      $ kubectl create -f probed.yaml
      """
    并且过了5 分钟
    那么Pod "probed-0"处于"Running"阶段
    并且Pod "probed-0"未就绪
    并且Pod "probed-1"从未出现

  @STS-02
  场景: 观察 Pod 启动的过程
    课程里说，在 web-0 就绪之前，web-1 会一直处于 Pending 状态。可是同一段输出说明并非如此：
    在 web-0 变成 1/1 之前，没有任何一行提到 web-1。它不是在等待，而是还不存在。

    当我在另一个终端里一直开着"kubectl get pods -w -l app=nginx"
    并且我执行:
      """
      $ kubectl create -f statefulset.yaml
      """
    并且等到集群稳定下来
    那么另一个终端里依次出现这些行:
      """
      NAME    READY   STATUS              RESTARTS   AGE
      web-0   0/1     Pending             0          *
      web-0   0/1     Pending             0          *
      web-0   0/1     ContainerCreating   0          *
      web-0   1/1     Running             0          *
      web-1   0/1     Pending             0          *
      web-1   0/1     Pending             0          *
      web-1   0/1     ContainerCreating   0          *
      web-1   1/1     Running             0          *
      """
    并且"web-0"和"web-1"这几个Pod依次就绪

  @STS-18
  场景: 选择算符必须填写，而且要与模板的标签匹配
    1.8 之前，没有写选择算符时会按标签自动补上；如今不再替人猜测。

    假如我已经执行了:
      """
      $ sed '/selector:/,/app: nginx/d' statefulset.yaml > without.yaml
      $ sed '/labels:/,/app: nginx/s/app: nginx/app: apache/' statefulset.yaml > other.yaml
      """
    当我尝试执行:
      """
      $ kubectl create -f without.yaml
      """
    那么命令被拒绝，提示:
      """
      The StatefulSet "web" is invalid:
      * spec.selector: Required value
      """
    当我尝试执行:
      """
      $ kubectl create -f other.yaml
      """
    那么命令被拒绝，提示:
      """
      The StatefulSet "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"apache"}: `selector` does not match template `labels`
      """
    并且StatefulSet "web"从未出现

  @STS-23
  场景: 不作说明时，就是 OrderedReady
    当我执行:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl get sts web -o jsonpath='{.spec.podManagementPolicy}'
      """
    那么输出中包含"OrderedReady"

  @STS-23
  场景: 使用 Parallel，谁也不等谁
    名字和编号照旧。这个策略只影响启动和扩缩容：滚动更新仍然是逐个 Pod 进行。

    假如我已经执行了:
      """
      $ sed 's/  replicas: 2/  replicas: 4\n  podManagementPolicy: Parallel/' statefulset.yaml > parallel.yaml
      """
    当我执行:
      """
      $ kubectl create -f parallel.yaml
      """
    那么1 秒内，共有4个Pod属于StatefulSet "web"
    并且整个过程中，最多同时有4个Pod属于StatefulSet "web"
    并且StatefulSet "web"有0个就绪的副本
    并且1 分钟内，StatefulSet "web"有4个就绪的副本
    当我执行:
      """
      $ kubectl scale sts web --replicas=0
      """
    那么1 秒内，共有0个Pod属于StatefulSet "web"
