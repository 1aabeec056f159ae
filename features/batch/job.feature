@batch
Feature: A Job runs Pods until the work is done
  A Job makes Pods that are meant to end. It counts those that succeed, makes new ones for those that fail, and is
  finished when enough have succeeded (completions), when too many have failed (backoffLimit), or when its time is up.

  See https://kubernetes.io/docs/concepts/workloads/controllers/job/

  @JOB-01
  Scenario: Three times pi, two Pods at a time
    When I run:
      """
      $ kubectl create -f pi.yaml
      """
    Then within 3 minutes the condition of Job "pi" named "Complete" is "True" with the reason "CompletionsReached"
    And throughout at most 2 Pods of Job "pi" are at work
    And 3 Pods of Job "pi" were created
    And "kubectl get job pi" shows:
      | NAME | STATUS   | COMPLETIONS |
      | pi   | Complete | 3/3         |
    When I run:
      """
      $ kubectl logs job/pi | cut -c1-12
      """
    Then the answer contains "3.1415926535"

  @JOB-01
  Scenario: After the backoffLimit the Job gives up, and it waits longer each time
    When I run:
      """
      $ kubectl create -f bad.yaml
      """
    Then within 5 minutes the condition of Job "bad" named "Failed" is "True" with the reason "BackoffLimitExceeded"
    And 3 Pods of Job "bad" were created
    And after its failures Job "bad" waited "10s, 20s" before it made the next Pod
    And throughout at most 1 Pod of Job "bad" is at work
    And an Event of Job "bad" with the reason "BackoffLimitExceeded" says "Job has reached the specified backoff limit"

  @JOB-01
  Scenario: With OnFailure the container is started again in the same Pod
    When I run:
      """
      $ kubectl create -f bad-in-place.yaml
      """
    Then within 5 minutes the condition of Job "bad-in-place" named "Failed" is "True" with the reason "BackoffLimitExceeded"
    And 1 Pod of Job "bad-in-place" was created
    And within 1 minute 0 Pods of Job "bad-in-place" exist

  @JOB-01
  Scenario: The Pods of a Job have to be able to end
    When I try:
      """
      $ sed 's/restartPolicy: Never/restartPolicy: Always/' pi.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The Job "pi" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"
      """
    And Job "pi" never exists

  @JOB-01
  Scenario: activeDeadlineSeconds ends a Job that takes too long
    When I run:
      """
      $ kubectl create -f slow.yaml
      """
    And 55 seconds pass
    Then 1 Pod of Job "slow" exists
    And within 10 seconds the condition of Job "slow" named "FailureTarget" is "True" with the reason "DeadlineExceeded"
    And within 1 minute the condition of Job "slow" named "Failed" is "True" with the reason "DeadlineExceeded"
    And 0 Pods of Job "slow" exist

  @JOB-01
  Scenario: ttlSecondsAfterFinished removes the finished Job and its Pods
    Given I have run:
      """
      $ kubectl create -f short-lived.yaml
      $ kubectl wait --for=condition=Complete job/short-lived
      """
    When 95 seconds pass
    Then throughout Job "short-lived" exists
    And within 10 seconds Job "short-lived" is gone
    And within 10 seconds 0 Pods of Job "short-lived" exist

  @JOB-01
  Scenario: In an Indexed Job each Pod knows its part
    When I run:
      """
      $ kubectl create -f indexed.yaml
      $ kubectl wait --for=condition=Complete job/indexed
      """
    Then "kubectl get pods -L batch.kubernetes.io/job-completion-index" shows:
      | NAME        | STATUS    | JOB-COMPLETION-INDEX |
      | indexed-0-* | Completed | 0                    |
      | indexed-1-* | Completed | 1                    |
      | indexed-2-* | Completed | 2                    |
    When I run:
      """
      $ kubectl logs -l job-name=indexed
      """
    Then the answer is:
      """
      part 0
      part 1
      part 2
      """

  @JOB-01
  Scenario: A podFailurePolicy fails the Job at once on a certain exit code
    When I run:
      """
      $ kubectl create -f policy.yaml
      """
    Then within 1 minute the condition of Job "policy" named "Failed" is "True" with the reason "PodFailurePolicy"
    And 1 Pod of Job "policy" was created

  @JOB-01
  Scenario: A podFailurePolicy does not count what was not the Job's fault
    The Pod is driven away from its node. With a backoffLimit of 0 the Job would have failed, were it not for the policy.
    When I run:
      """
      $ kubectl create -f ignore.yaml
      """
    And 20 seconds pass
    And I run:
      """
      $ kubectl taint node k8s-node01 k8s-node02 repair=now:NoExecute
      """
    And 40 seconds pass
    And I run:
      """
      $ kubectl taint node k8s-node01 k8s-node02 repair-
      """
    Then within 5 minutes the condition of Job "ignore" named "Complete" is "True" with the reason "CompletionsReached"
    And 2 Pods of Job "ignore" were created
