@deployment
Feature: A rolling update replaces Pods version by version, a few at a time
  Whatever changes the Pod template starts a rolling update: a new ReplicaSet grows from nothing while the old
  one shrinks, in turns. maxSurge says how many Pods there may be beyond the wanted number, maxUnavailable how
  many may be missing. The old ReplicaSet stays behind, empty, for the way back.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment

  @DEP-03
  Scenario: rollout status waits, tells how far it is, and ends when all is done
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then the answer has these lines, in this order:
      """
      deployment.apps/nginx-deployment image updated
      Waiting for deployment "nginx-deployment" rollout to finish: 1 out of 3 new replicas have been updated...
      Waiting for deployment "nginx-deployment" rollout to finish: 2 out of 3 new replicas have been updated...
      Waiting for deployment "nginx-deployment" rollout to finish: 1 old replicas are pending termination...
      deployment "nginx-deployment" successfully rolled out
      """
    And 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And Deployment "nginx-deployment" has 3 available replicas

  @DEP-06
  Scenario Outline: However the template is changed, the new version starts small: <how>
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ <command>
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then Deployment "nginx-deployment" owns 2 ReplicaSets
    And an Event of Deployment "nginx-deployment" with the reason "ScalingReplicaSet" says "from 0 to 1"
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.9.1" is scaled to 3
    And throughout at most 4 Pods of Deployment "nginx-deployment" exist
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available

    Examples:
      | how        | command                                                                                                                                                                  |
      | set image  | kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1                                                                                                          |
      | patch      | kubectl patch deployment nginx-deployment -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1"}]}}}}'                                    |
      | JSON patch | kubectl patch deployment nginx-deployment --type=json -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "nginx:1.9.1"}]'                 |
      | apply      | sed 's/nginx:1.7.9/nginx:1.9.1/' nginx-deployment.yaml \| kubectl apply -f -                                                                                             |

  @DEP-06
  Scenario: In the editor: 1.7.9 becomes 1.9.1
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I edit Deployment "nginx-deployment" and change "image: nginx:1.7.9" to "image: nginx:1.9.1"
    Then the answer contains "deployment.apps/nginx-deployment edited"
    And within 1 second Deployment "nginx-deployment" owns 2 ReplicaSets
    And an Event of Deployment "nginx-deployment" with the reason "ScalingReplicaSet" says "from 0 to 1"
    And within 1 minute all Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available

  @DEP-06
  Scenario: What is outside of the Pod template starts no update
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl patch deployment nginx-deployment -p '{"metadata":{"labels":{"release":"stable"}},"spec":{"minReadySeconds":5}}'
      """
    And 1 minute passes
    Then throughout Deployment "nginx-deployment" owns 1 ReplicaSet
    And 0 Pods of Deployment "nginx-deployment" were created
    And 0 Pods of Deployment "nginx-deployment" were deleted

  @DEP-07 @DEP-09
  Scenario: With maxSurge 1 and maxUnavailable 1 the two ReplicaSets are scaled in turns
    Each line used to say only where the ReplicaSet was scaled to; today it says from where as well. Whether the last two
    old Pods go one after the other or at once depends on whether the new Pods get ready at one instant: nothing is said of it here.

    Given I have run:
      """
      $ kubectl create -f nginx-rolling-update.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl describe deployment nginx-deployment
      """
    Then the answer has these lines, in this order:
      """
      RollingUpdateStrategy:  1 max unavailable, 1 max surge
      OldReplicaSets:  nginx-deployment-* (0/0 replicas created)
      NewReplicaSet:   nginx-deployment-* (3/3 replicas created)
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 3
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 1
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-deployment-* from 3 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 1 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 2 to 3
      """
    And throughout at least 2 Pods of Deployment "nginx-deployment" are available
    And throughout at most 4 Pods of Deployment "nginx-deployment" exist
    And at some moment 4 Pods of Deployment "nginx-deployment" exist

  @DEP-09
  Scenario: The old ReplicaSet stays, scaled to 0
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    And 1 hour passes
    Then "kubectl get rs -o wide --sort-by=.metadata.creationTimestamp" shows:
      | NAME               | DESIRED | CURRENT | READY | IMAGES      |
      | nginx-deployment-* | 0       | 0       | 0     | nginx:1.7.9 |
      | nginx-deployment-* | 3       | 3       | 3     | nginx:1.9.1 |
    And Deployment "nginx-deployment" owns 2 ReplicaSets
