@deployment
Feature: While a rollout is paused, changes gather, and resuming makes one update of them
  A paused Deployment takes any number of changes to its Pod template and starts no update for them: no
  ReplicaSet is made, no Pod touched. Scaling still works. When it is resumed, all changes together make one
  version and one rollout.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment

  Background:
    Given I have run:
      """
      [root@k8s-master01 ~]# kubectl create -f nginx-deploy.yaml
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      """
    And everything has settled

  @DEP-15
  Scenario: Two changes while paused, nothing moves
    When I run:
      """
      [root@k8s-master01 ~]# kubectl rollout pause deployment nginx
      """
    And I run:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.3 --record
      [root@k8s-master01 ~]# kubectl set resources deploy nginx -c nginx --limits=cpu=200m,memory=128Mi --requests=cpu=10m,memory=16Mi
      """
    Then the answer contains "deployment.apps/nginx resource requirements updated"
    When 10 minutes pass
    Then Deployment "nginx" runs the image "nginx:1.15.3"
    And throughout Deployment "nginx" owns 1 ReplicaSet
    And 0 Pods of Deployment "nginx" were created
    And 0 Pods of Deployment "nginx" were deleted
    And all Pods of Deployment "nginx" run the image "nginx:1.15.2"
    And the condition of Deployment "nginx" named "Progressing" is "Unknown" with the reason "DeploymentPaused"
    And the condition of Deployment "nginx" named "Available" is "True" with the reason "MinimumReplicasAvailable"

  @DEP-15
  Scenario: Resuming makes one update of all that was changed
    Given I have run:
      """
      [root@k8s-master01 ~]# kubectl rollout pause deployment nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.4
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.3
      [root@k8s-master01 ~]# kubectl set resources deploy nginx -c nginx --limits=cpu=200m,memory=128Mi --requests=cpu=10m,memory=16Mi
      """
    And 10 minutes pass
    When I run:
      """
      [root@k8s-master01 ~]# kubectl rollout resume deploy nginx
      """
    Then within 1 second Deployment "nginx" owns 2 ReplicaSets
    And at some moment the condition of Deployment "nginx" named "Progressing" is "Unknown" with the reason "DeploymentResumed"
    And within 1 minute Deployment "nginx" has 2 updated replicas
    When everything settles
    Then 2 Pods of Deployment "nginx" were created
    And 2 Pods of Deployment "nginx" were deleted
    And 2 Pods of Deployment "nginx" run the image "nginx:1.15.3"
    And every Pod of Deployment "nginx" has all that its Pod template says
    And throughout at least 2 Pods of Deployment "nginx" are available
    And "kubectl get rs --sort-by=.metadata.creationTimestamp" shows:
      | NAME    | DESIRED | CURRENT | READY |
      | nginx-* | 0       | 0       | 0     |
      | nginx-* | 2       | 2       | 2     |
    And "kubectl rollout history deploy nginx | tail -n +2" shows:
      | REVISION | CHANGE-CAUSE |
      | 1        | <none>       |
      | 2        | <none>       |

  @DEP-15
  Scenario: A paused Deployment can be scaled, but not rolled back
    Given I have run:
      """
      $ kubectl set image deploy nginx nginx=nginx:1.15.3
      $ kubectl rollout status deploy nginx
      $ kubectl rollout pause deploy nginx
      """
    When I run:
      """
      $ kubectl scale deploy nginx --replicas=3
      """
    Then within 1 minute Deployment "nginx" has 3 available replicas
    When I try:
      """
      $ kubectl rollout undo deploy nginx
      """
    Then it is refused with:
      """
      error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again
      """
    When I try:
      """
      $ kubectl rollout pause deploy nginx
      """
    Then it is refused with:
      """
      error: deployments.apps "nginx" is already paused
      """
    And 3 Pods of Deployment "nginx" run the image "nginx:1.15.3"
