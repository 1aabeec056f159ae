@deployment
Feature: The history of a Deployment is told by its old ReplicaSets
  Each ReplicaSet carries the number of its revision and the reason of the change. kubectl rollout history reads
  them, rollout undo --to-revision goes back to one of them. Going back makes a new revision out of an old one,
  which moves to the end of the list. How many are kept is spec.revisionHistoryLimit.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#checking-rollout-history-of-a-deployment

  @DEP-12
  Scenario: With --record the history tells which command made each revision
    The flag still works, though kubectl announces its end: the annotation kubernetes.io/change-cause does the
    same. kubectl writes out --record as --record=true, and short flags in full.

    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml --record
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91 --record
      """
    Then the answer contains "Flag --record has been deprecated, --record will be removed in the future"
    When I run:
      """
      $ kubectl rollout history deployment/nginx-deployment
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment
      REVISION  CHANGE-CAUSE
      1         kubectl create --filename=nginx-deployment.yaml --record=true
      2         kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1 --record=true
      3         kubectl set image deployment/nginx-deployment nginx=nginx:1.91 --record=true
      """

  @DEP-12
  Scenario: Without it nobody knows
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then "kubectl rollout history deployment/nginx-deployment | tail -n +2" shows:
      | REVISION | CHANGE-CAUSE |
      | 1        | <none>       |
      | 2        | <none>       |

  @DEP-12 @DEP-13
  Scenario: A revision that is rolled back to comes back under the next number
    Revision 3 becomes revision 5; its old number is gone. The broken image 787977da is tried again: that brings
    the ReplicaSet of revision 4 back as revision 6.

    Given I have run:
      """
      [root@k8s-master01 ~]# kubectl create -f nginx-deploy.yaml
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.3 --record
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:1.15.4 --record
      [root@k8s-master01 ~]# kubectl rollout status deploy nginx
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977da --record
      """
    Then "kubectl rollout history deploy nginx | tail -n +2" shows:
      | REVISION | CHANGE-CAUSE                                                      |
      | 1        | <none>                                                            |
      | 2        | kubectl set image deploy nginx nginx=nginx:1.15.3 --record=true   |
      | 3        | kubectl set image deploy nginx nginx=nginx:1.15.4 --record=true   |
      | 4        | kubectl set image deploy nginx nginx=nginx:787977da --record=true |
    When I run:
      """
      [root@k8s-master01 ~]# kubectl rollout undo deploy nginx
      """
    Then "kubectl rollout history deploy nginx | tail -n +2" shows:
      | REVISION | CHANGE-CAUSE                                                      |
      | 1        | <none>                                                            |
      | 2        | kubectl set image deploy nginx nginx=nginx:1.15.3 --record=true   |
      | 4        | kubectl set image deploy nginx nginx=nginx:787977da --record=true |
      | 5        | kubectl set image deploy nginx nginx=nginx:1.15.4 --record=true   |
    When I run:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977da --record
      """
    And I run:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977dadaa --record
      """
    And I run:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977xxxxxdadaa --record
      """
    And I run:
      """
      [root@k8s-master01 ~]# kubectl set image deploy nginx nginx=nginx:787977dadxxxxxdadaa --record
      """
    Then "kubectl rollout history deploy nginx | tail -n +2" shows:
      | REVISION | CHANGE-CAUSE                                                                |
      | 1        | <none>                                                                      |
      | 2        | kubectl set image deploy nginx nginx=nginx:1.15.3 --record=true             |
      | 5        | kubectl set image deploy nginx nginx=nginx:1.15.4 --record=true             |
      | 6        | kubectl set image deploy nginx nginx=nginx:787977da --record=true           |
      | 7        | kubectl set image deploy nginx nginx=nginx:787977dadaa --record=true        |
      | 8        | kubectl set image deploy nginx nginx=nginx:787977xxxxxdadaa --record=true   |
      | 9        | kubectl set image deploy nginx nginx=nginx:787977dadxxxxxdadaa --record=true |
    And throughout at least 2 Pods of Deployment "nginx" are available
