# language: zh-CN
@batch
功能: CronJob 按时间表启动 Job
  CronJob 按照时间表，在指定的时区里定时创建 Job。上一个 Job 还没结束时怎么办，由 concurrencyPolicy 决定；
  最晚可以迟到多久，由 startingDeadlineSeconds 决定；已结束的 Job 只保留最近的几个。场景开始时的时刻是 08:00（UTC）。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/controllers/cron-jobs/

  @JOB-02
  场景: 每五分钟一次，保留三个已完成的 Job
    当我执行:
      """
      $ kubectl create -f tick.yaml
      """
    并且过了26 分钟
    那么CronJob "tick"只在"08:05, 08:10, 08:15, 08:20, 08:25"这些时刻启动了Job
    并且CronJob "tick"拥有3个Job
    并且执行"kubectl get cronjob tick"可以看到:
      | NAME | SCHEDULE    | TIMEZONE | SUSPEND | ACTIVE | LAST SCHEDULE |
      | tick | */5 * * * * | <none>   | False   | 0      | 60s           |

  @JOB-02
  场景: 失败的 Job 保留一个
    当我执行:
      """
      $ sed 's/echo tick/exit 1/; s/OnFailure/Never/; s/^    spec:/    spec:\n      backoffLimit: 0/' tick.yaml | kubectl create -f -
      """
    并且过了16 分钟
    那么CronJob "tick"只在"08:05, 08:10, 08:15"这些时刻启动了Job
    并且CronJob "tick"拥有1个Job

  @JOB-02
  场景: 上海的 17 点就是 UTC 的 9 点
    当我执行:
      """
      $ kubectl create -f evening.yaml
      """
    并且过了2 小时
    那么CronJob "evening"只在"09:00"这些时刻启动了Job
    并且执行"kubectl get cronjob evening"可以看到:
      | NAME    | SCHEDULE   | TIMEZONE      |
      | evening | 0 17 * * * | Asia/Shanghai |

  @JOB-02
  场景: Allow 允许多个 Job 同时运行
    这里的每个 Job 都要运行十一分多钟。
    当我执行:
      """
      $ kubectl create -f long.yaml
      """
    并且过了16 分钟
    那么CronJob "long"只在"08:05, 08:10, 08:15"这些时刻启动了Job
    并且执行"kubectl get cronjob long"可以看到:
      | NAME | ACTIVE |
      | long | 3      |

  @JOB-02
  场景: Forbid 跳过来得太早的那一次，等上一个结束后再补上
    当我执行:
      """
      $ sed 's/Allow/Forbid/' long.yaml | kubectl create -f -
      """
    并且过了18 分钟
    那么CronJob "long"只在"08:05, 08:16"这些时刻启动了Job
    并且CronJob "long"有一条原因为"JobAlreadyActive"的Event，内容包含"Not starting job because prior execution is running and concurrency policy is Forbid"

  @JOB-02
  场景: Replace 会终止还在运行的 Job
    当我执行:
      """
      $ sed 's/Allow/Replace/' long.yaml | kubectl create -f -
      """
    并且过了16 分钟
    那么CronJob "long"只在"08:05, 08:10, 08:15"这些时刻启动了Job
    并且CronJob "long"拥有1个Job
    并且执行"kubectl get cronjob long"可以看到:
      | NAME | ACTIVE |
      | long | 1      |

  @JOB-02
  场景: 暂停期间不启动任何 Job；恢复后会补上最近错过的一次
    假如我已经执行了:
      """
      $ kubectl create -f tick.yaml
      $ kubectl patch cronjob tick -p '{"spec":{"suspend":true}}'
      """
    当过了12 分钟
    那么CronJob "tick"拥有0个Job
    当我执行:
      """
      $ kubectl patch cronjob tick -p '{"spec":{"suspend":false}}'
      """
    并且过了4 分钟
    那么CronJob "tick"只在"08:12, 08:15"这些时刻启动了Job

  @JOB-02
  场景: 超过 startingDeadlineSeconds 的那一次就不再启动
    假如我已经执行了:
      """
      $ kubectl create -f punctual.yaml
      $ kubectl patch cronjob punctual -p '{"spec":{"suspend":true}}'
      """
    当过了12 分钟
    并且我执行:
      """
      $ kubectl patch cronjob punctual -p '{"spec":{"suspend":false}}'
      """
    并且过了4 分钟
    那么CronJob "punctual"只在"08:15"这些时刻启动了Job
