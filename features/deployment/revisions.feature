@deployment
Feature: Each revision can be looked at and gone back to, as long as it is kept
  A revision is more than a number: its ReplicaSet holds the whole Pod template. rollout history --revision shows
  it, rollout undo --to-revision makes it the present one again. What has been pruned is gone, and asking for it
  is an error.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-to-a-previous-revision

  Background:
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml --record
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record
      $ kubectl rollout status deployment/nginx-deployment
      """
    And everything has settled

  @DEP-14
  Scenario: The template of a revision
    When I run:
      """
      $ kubectl rollout history deployment/nginx-deployment --revision=1
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment with revision #1
      Pod Template:
        Labels:       app=nginx
                      pod-template-hash=*
        Annotations:  kubernetes.io/change-cause: kubectl create --filename=nginx-deployment.yaml --record=true
        Containers:
         nginx:
          Image:         nginx:1.7.9
          Port:          80/TCP
          Host Port:     0/TCP
          Environment:   <none>
          Mounts:        <none>
        Volumes:         <none>
        Node-Selectors:  <none>
        Tolerations:     <none>
      """

  @DEP-14
  Scenario: Back to a revision by its number
    Given I have run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.15.3 --record
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl rollout undo deployment/nginx-deployment --to-revision=1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.7.9"
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.7.9" is scaled to 3
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available
    And "kubectl rollout history deployment/nginx-deployment | tail -n +2" shows:
      | REVISION | CHANGE-CAUSE                                                                   |
      | 2        | kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record=true  |
      | 3        | kubectl set image deployment/nginx-deployment nginx=nginx:1.15.3 --record=true |
      | 4        | kubectl create --filename=nginx-deployment.yaml --record=true                  |

  @DEP-14
  Scenario Outline: A revision that is not there: <command>
    When I try:
      """
      $ kubectl rollout <command>
      """
    Then it is refused with:
      """
      error: <error>
      """
    And for 4 minutes nothing changes

    Examples:
      | command                                           | error                                           |
      | undo deployment/nginx-deployment --to-revision=77 | unable to find specified revision 77 in history |
      | history deployment/nginx-deployment --revision=77 | unable to find the specified revision           |

  @DEP-14
  Scenario: The revision that is there already is left as it is
    When I run:
      """
      $ kubectl rollout undo deployment/nginx-deployment --to-revision=2
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment skipped rollback (current template already matches revision 2)
      """
    And 0 Pods of Deployment "nginx-deployment" were created

  @DEP-16
  Scenario: Ten old ReplicaSets are kept when nothing is said
    When I run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=1
      $ for i in 1 2 3 4 5 6 7 8 9 10 11; do kubectl set image deployment/nginx-deployment nginx=nginx:1.$((14+i)); kubectl rollout status deployment/nginx-deployment; done
      """
    And everything settles
    Then Deployment "nginx-deployment" owns 11 ReplicaSets
    When I run:
      """
      $ kubectl rollout history deployment/nginx-deployment
      """
    Then the answer does not contain "nginx-deployment.yaml"
    And the answer has these lines, in this order:
      """
      REVISION  CHANGE-CAUSE
      3 *
      13 *
      """

  @DEP-16
  Scenario: With a limit of 0 there is nothing to go back to
    When I run:
      """
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"revisionHistoryLimit":0}}'
      """
    Then within 1 second Deployment "nginx-deployment" owns 1 ReplicaSet
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.15.3
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then within 10 seconds Deployment "nginx-deployment" owns 1 ReplicaSet
    When I try:
      """
      $ kubectl rollout undo deployment/nginx-deployment
      """
    Then it is refused with:
      """
      error: no rollout history found for deployment "nginx-deployment"
      """
    And 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.15.3"
