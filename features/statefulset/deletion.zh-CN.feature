# language: zh-CN
@statefulset
功能: 删除 StatefulSet 时，可以连 Pod 一起删，也可以保留 Pod
  删除 StatefulSet 时，默认连同它的 Pod 一起删除；也可以要求保留 Pod，这些 Pod 就成了孤儿：
  照常运行，但删掉之后没有人会重建。用同样的选择算符再次创建 StatefulSet 时，
  名字对得上的孤儿会被接管，多出来的会被删除。

  参见 https://kubernetes.io/zh-cn/docs/tutorials/stateful-application/basic-stateful-set/#deleting-statefulsets

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f sts-web.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """

  @STS-15
  场景: 非级联删除：Pod 保留下来，继续运行
    以前的写法是 --cascade=false。现在仍然有效，只是 kubectl 会提示新的写法：--cascade=orphan。

    当我执行:
      """
      $ kubectl delete statefulset web --cascade=false
      """
    那么输出中依次有这些行:
      """
      statefulset.apps "web" deleted from default namespace
      warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.
      """
    当等到集群稳定下来
    那么StatefulSet "web"不存在
    并且整个过程中，Pod "web-0"始终是同一个对象
    并且整个过程中，Pod "web-1"始终是同一个对象
    并且整个过程中，Pod "web-2"始终是同一个对象
    并且Pod "web-0"没有所有者
    并且执行"kubectl get po"可以看到:
      | NAME  | READY | STATUS  |
      | web-0 | 1/1   | Running |
      | web-1 | 1/1   | Running |
      | web-2 | 1/1   | Running |

  @STS-15
  场景: 孤儿 Pod 被删除后，没有人会重建
    假如我已经执行了:
      """
      $ kubectl delete statefulset web --cascade=orphan
      """
    当我执行:
      """
      $ kubectl delete po web-0
      """
    并且过了10 分钟
    那么Pod "web-0"不存在
    并且执行"kubectl get po"可以看到:
      | NAME  | READY | STATUS  |
      | web-1 | 1/1   | Running |
      | web-2 | 1/1   | Running |

  @STS-16
  场景: 再次创建 StatefulSet，它会收回自己的 Pod
    文件里要求 2 个副本：缺少 web-0，于是创建；web-1 还在，直接接管；web-2 多余，于是删除。
    同一个文件里的 Service 已经存在，所以会报错，但 StatefulSet 照样创建成功。

    假如我已经执行了:
      """
      $ kubectl delete statefulset web --cascade=orphan
      $ kubectl delete po web-0
      """
    当我尝试执行:
      """
      $ kubectl create -f sts-web.yaml
      """
    那么输出中依次有这些行:
      """
      statefulset.apps/web created
      Error from server (AlreadyExists): error when creating "sts-web.yaml": services "nginx" already exists
      """
    当等到集群稳定下来
    那么只新建了Pod "web-0"这一个Pod
    并且整个过程中，Pod "web-1"始终是同一个对象
    并且Pod "web-1"的所有者是StatefulSet "web"
    并且Pod "web-2"不存在
    并且StatefulSet "web"有2个就绪的副本

  @STS-17
  场景: 级联删除：Pod 跟着 StatefulSet 一起消失
    当我执行:
      """
      $ kubectl delete statefulset web
      """
    并且等到集群稳定下来
    并且我执行:
      """
      $ kubectl get po
      """
    那么输出为:
      """
      No resources found in default namespace.
      """
    并且Service "nginx"存在

  @STS-17
  场景: delete -f 删除文件里的所有对象，已经不在的会报告出来
    假如我已经执行了:
      """
      $ kubectl delete statefulset web
      """
    当我尝试执行:
      """
      $ kubectl delete -f sts-web.yaml
      """
    那么命令被拒绝，提示:
      """
      service "nginx" deleted from default namespace
      Error from server (NotFound): error when deleting "sts-web.yaml": statefulsets.apps "web" not found
      """
    并且Service "nginx"不存在

  @STS-17
  场景: 两者都在时，Service 和 StatefulSet 一并删除
    当我执行:
      """
      $ kubectl delete -f sts-web.yaml
      """
    那么输出为:
      """
      service "nginx" deleted from default namespace
      statefulset.apps "web" deleted from default namespace
      """
    并且1 分钟内，共有0个Pod属于StatefulSet "web"
    并且1 分钟内，Pod "web-0"消失
    并且1 分钟内，Pod "web-2"消失
