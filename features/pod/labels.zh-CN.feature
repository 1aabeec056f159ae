# language: zh-CN
@pod
功能: 标签用来标记 Pod，选择器用来查找 Pod
  标签是对象上的键值对。选择器可以按相等关系或取值集合来挑选对象；
  用逗号分隔的多个条件必须同时满足。

  参见 https://kubernetes.io/zh-cn/docs/concepts/overview/working-with-objects/labels/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f labelled.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """

  @POD-13
  场景: 添加标签，查看标签，按标签查找
    当我执行:
      """
      $ kubectl label pod nginx name=nginx
      """
    那么输出为:
      """
      pod/nginx labeled
      """
    并且执行"kubectl get pod --show-labels"可以看到:
      | NAME    | LABELS                        |
      | nginx   | app=nginx,env=prod,name=nginx |
      | nginx02 | app=nginx02,env=prod          |
      | nginx03 | app=nginx03,env=dev           |
      | plain   | <none>                        |
    并且执行"kubectl get pod -l name=nginx"可以看到:
      | NAME  |
      | nginx |

  @POD-13
  场景: 相等、集合与多个条件
    当我执行:
      """
      $ kubectl get pod -l 'env=prod,app=nginx' --show-labels
      """
    那么执行"kubectl get pod -l 'env=prod,app=nginx' --show-labels"可以看到:
      | NAME  |
      | nginx |
    并且执行"kubectl get pod -l 'app in (nginx,nginx02,nginx03)' --show-labels"可以看到:
      | NAME    |
      | nginx   |
      | nginx02 |
      | nginx03 |
    并且执行"kubectl get pod -l 'env=prod,app in (nginx,nginx02,nginx03)' --show-labels"可以看到:
      | NAME    |
      | nginx   |
      | nginx02 |

  @POD-13
  场景: notin 和 != 也会匹配没有该标签的 Pod
    当我执行:
      """
      $ kubectl get pod -l 'app notin (nginx,nginx03)' --show-labels
      """
    那么执行"kubectl get pod -l 'app notin (nginx,nginx03)' --show-labels"可以看到:
      | NAME    |
      | nginx02 |
      | plain   |
    并且执行"kubectl get pod -l 'env != dev' --show-labels"可以看到:
      | NAME    |
      | nginx   |
      | nginx02 |
      | plain   |

  @POD-13
  场景: 已有的标签，只有明确要求才会覆盖
    当我尝试执行:
      """
      $ kubectl label pod nginx env=dev
      """
    那么命令被拒绝，提示:
      """
      error: 'env' already has a value (prod), and --overwrite is false
      """
    当我执行:
      """
      $ kubectl label pod nginx env=dev --overwrite
      $ kubectl label pod nginx02 env-
      """
    那么执行"kubectl get pod -l env=dev"可以看到:
      | NAME    |
      | nginx   |
      | nginx03 |
