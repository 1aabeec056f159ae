@batch
Feature: A CronJob starts Jobs by the clock
  A CronJob makes a Job whenever its schedule says so, in the time zone that it names. What happens when the last Job
  still runs says the concurrencyPolicy; how late a Job may begin says startingDeadlineSeconds; of the finished Jobs only
  the last few are kept. The clock shows 08:00 (UTC) when a scenario begins.

  See https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/

  @JOB-02
  Scenario: Every five minutes, and three finished Jobs are kept
    When I run:
      """
      $ kubectl create -f tick.yaml
      """
    And 26 minutes pass
    Then CronJob "tick" started Jobs at "08:05, 08:10, 08:15, 08:20, 08:25", and at no other time
    And CronJob "tick" owns 3 Jobs
    And "kubectl get cronjob tick" shows:
      | NAME | SCHEDULE    | TIMEZONE | SUSPEND | ACTIVE | LAST SCHEDULE |
      | tick | */5 * * * * | <none>   | False   | 0      | 60s           |

  @JOB-02
  Scenario: Of the Jobs that failed one is kept
    When I run:
      """
      $ sed 's/echo tick/exit 1/; s/OnFailure/Never/; s/^    spec:/    spec:\n      backoffLimit: 0/' tick.yaml | kubectl create -f -
      """
    And 16 minutes pass
    Then CronJob "tick" started Jobs at "08:05, 08:10, 08:15", and at no other time
    And CronJob "tick" owns 1 Job

  @JOB-02
  Scenario: Five o'clock in Shanghai is nine o'clock UTC
    When I run:
      """
      $ kubectl create -f evening.yaml
      """
    And 2 hours pass
    Then CronJob "evening" started Jobs at "09:00", and at no other time
    And "kubectl get cronjob evening" shows:
      | NAME    | SCHEDULE   | TIMEZONE      |
      | evening | 0 17 * * * | Asia/Shanghai |

  @JOB-02
  Scenario: Allow lets Jobs run side by side
    Each of these Jobs takes more than eleven minutes.
    When I run:
      """
      $ kubectl create -f long.yaml
      """
    And 16 minutes pass
    Then CronJob "long" started Jobs at "08:05, 08:10, 08:15", and at no other time
    And "kubectl get cronjob long" shows:
      | NAME | ACTIVE |
      | long | 3      |

  @JOB-02
  Scenario: Forbid leaves out what comes too early, and makes up for it afterwards
    When I run:
      """
      $ sed 's/Allow/Forbid/' long.yaml | kubectl create -f -
      """
    And 18 minutes pass
    Then CronJob "long" started Jobs at "08:05, 08:16", and at no other time
    And an Event of CronJob "long" with the reason "JobAlreadyActive" says "Not starting job because prior execution is running and concurrency policy is Forbid"

  @JOB-02
  Scenario: Replace ends the Job that still runs
    When I run:
      """
      $ sed 's/Allow/Replace/' long.yaml | kubectl create -f -
      """
    And 16 minutes pass
    Then CronJob "long" started Jobs at "08:05, 08:10, 08:15", and at no other time
    And CronJob "long" owns 1 Job
    And "kubectl get cronjob long" shows:
      | NAME | ACTIVE |
      | long | 1      |

  @JOB-02
  Scenario: Suspended, nothing is started; afterwards the last time that was missed is made up for
    Given I have run:
      """
      $ kubectl create -f tick.yaml
      $ kubectl patch cronjob tick -p '{"spec":{"suspend":true}}'
      """
    When 12 minutes pass
    Then CronJob "tick" owns 0 Jobs
    When I run:
      """
      $ kubectl patch cronjob tick -p '{"spec":{"suspend":false}}'
      """
    And 4 minutes pass
    Then CronJob "tick" started Jobs at "08:12, 08:15", and at no other time

  @JOB-02
  Scenario: What is later than startingDeadlineSeconds is left out
    Given I have run:
      """
      $ kubectl create -f punctual.yaml
      $ kubectl patch cronjob punctual -p '{"spec":{"suspend":true}}'
      """
    When 12 minutes pass
    And I run:
      """
      $ kubectl patch cronjob punctual -p '{"spec":{"suspend":false}}'
      """
    And 4 minutes pass
    Then CronJob "punctual" started Jobs at "08:15", and at no other time
