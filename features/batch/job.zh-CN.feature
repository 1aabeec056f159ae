# language: zh-CN
@batch
功能: Job 运行 Pod，直到工作完成
  Job 创建的 Pod 是会结束的。它统计成功的 Pod，为失败的 Pod 创建新的 Pod；成功的数量足够（completions）、
  失败的次数过多（backoffLimit）或者时间用完，Job 就结束了。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/job/

  @JOB-01
  场景: 计算三次 π，每次同时运行两个 Pod
    当我执行:
      """
      $ kubectl create -f pi.yaml
      """
    那么3 分钟内，Job "pi"的状况"Complete"变为"True"，原因是"CompletionsReached"
    并且整个过程中，最多同时有2个Pod在为Job "pi"工作
    并且一共新建了3个属于Job "pi"的Pod
    并且执行"kubectl get job pi"可以看到:
      | NAME | STATUS   | COMPLETIONS |
      | pi   | Complete | 3/3         |
    当我执行:
      """
      $ kubectl logs job/pi | cut -c1-12
      """
    那么输出中包含"3.1415926535"

  @JOB-01
  场景: 失败次数超过 backoffLimit，Job 就放弃，而且每次等待的时间更长
    当我执行:
      """
      $ kubectl create -f bad.yaml
      """
    那么5 分钟内，Job "bad"的状况"Failed"变为"True"，原因是"BackoffLimitExceeded"
    并且一共新建了3个属于Job "bad"的Pod
    并且每次失败之后，Job "bad"分别等待"10s, 20s"才创建下一个Pod
    并且整个过程中，最多同时有1个Pod在为Job "bad"工作
    并且Job "bad"有一条原因为"BackoffLimitExceeded"的Event，内容包含"Job has reached the specified backoff limit"

  @JOB-01
  场景: 使用 OnFailure 时，容器在同一个 Pod 里重新启动
    当我执行:
      """
      $ kubectl create -f bad-in-place.yaml
      """
    那么5 分钟内，Job "bad-in-place"的状况"Failed"变为"True"，原因是"BackoffLimitExceeded"
    并且一共新建了1个属于Job "bad-in-place"的Pod
    并且1 分钟内，共有0个Pod属于Job "bad-in-place"

  @JOB-01
  场景: Job 的 Pod 必须能够结束
    当我尝试执行:
      """
      $ sed 's/restartPolicy: Never/restartPolicy: Always/' pi.yaml | kubectl create -f -
      """
    那么命令被拒绝，提示:
      """
      The Job "pi" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"
      """
    并且Job "pi"从未出现

  @JOB-01
  场景: 运行时间超过 activeDeadlineSeconds，Job 就被终止
    当我执行:
      """
      $ kubectl create -f slow.yaml
      """
    并且过了55 秒
    那么共有1个Pod属于Job "slow"
    并且10 秒内，Job "slow"的状况"FailureTarget"变为"True"，原因是"DeadlineExceeded"
    并且1 分钟内，Job "slow"的状况"Failed"变为"True"，原因是"DeadlineExceeded"
    并且共有0个Pod属于Job "slow"

  @JOB-01
  场景: ttlSecondsAfterFinished 会清理已结束的 Job 及其 Pod
    假如我已经执行了:
      """
      $ kubectl create -f short-lived.yaml
      $ kubectl wait --for=condition=Complete job/short-lived
      """
    当过了95 秒
    那么整个过程中，Job "short-lived"始终存在
    并且10 秒内，Job "short-lived"消失
    并且10 秒内，共有0个Pod属于Job "short-lived"

  @JOB-01
  场景: 在 Indexed 模式下，每个 Pod 都知道自己负责哪一份
    当我执行:
      """
      $ kubectl create -f indexed.yaml
      $ kubectl wait --for=condition=Complete job/indexed
      """
    那么执行"kubectl get pods -L batch.kubernetes.io/job-completion-index"可以看到:
      | NAME        | STATUS    | JOB-COMPLETION-INDEX |
      | indexed-0-* | Completed | 0                    |
      | indexed-1-* | Completed | 1                    |
      | indexed-2-* | Completed | 2                    |
    当我执行:
      """
      $ kubectl logs -l job-name=indexed
      """
    那么输出为:
      """
      part 0
      part 1
      part 2
      """

  @JOB-01
  场景: podFailurePolicy 让 Job 在遇到特定退出码时立即失败
    当我执行:
      """
      $ kubectl create -f policy.yaml
      """
    那么1 分钟内，Job "policy"的状况"Failed"变为"True"，原因是"PodFailurePolicy"
    并且一共新建了1个属于Job "policy"的Pod

  @JOB-01
  场景: 不是 Job 的过错，podFailurePolicy 可以不计入失败
    Pod 被赶出节点。backoffLimit 为 0，如果没有这条规则，Job 早就失败了。
    当我执行:
      """
      $ kubectl create -f ignore.yaml
      """
    并且过了20 秒
    并且我执行:
      """
      $ kubectl taint node k8s-node01 k8s-node02 repair=now:NoExecute
      """
    并且过了40 秒
    并且我执行:
      """
      $ kubectl taint node k8s-node01 k8s-node02 repair-
      """
    那么5 分钟内，Job "ignore"的状况"Complete"变为"True"，原因是"CompletionsReached"
    并且一共新建了2个属于Job "ignore"的Pod
