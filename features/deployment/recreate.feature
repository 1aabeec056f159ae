@deployment
Feature: The strategy Recreate never lets two versions run side by side
  Some programs cannot bear an older copy of themselves beside them. With the strategy Recreate all Pods of the
  old version go first, and only when the last of them has ended does the new version begin. In between nothing
  serves: that is the price.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment

  Background:
    Given I have run:
      """
      $ sed 's/replicas: 3/replicas: 3\n  strategy:\n    type: Recreate/' nginx-deployment.yaml | kubectl create -f -
      $ kubectl rollout status deployment/nginx-deployment
      """

  @DEP-18
  Scenario: First all old Pods go, then the new ones come
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then of Deployment "nginx-deployment" no Pod with the image "nginx:1.9.1" was created before all with the image "nginx:1.7.9" had ended
    And 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And throughout at most 3 Pods of Deployment "nginx-deployment" exist
    And at some moment only 0 Pods of Deployment "nginx-deployment" are available

  @DEP-18
  Scenario: The Events tell of three steps, whole ReplicaSets at once
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl describe deployment nginx-deployment
      """
    Then the answer has these lines, in this order:
      """
      StrategyType:       Recreate
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 3
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-deployment-* from 3 to 0
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-deployment-* from 0 to 3
      """
    And the answer does not contain "RollingUpdateStrategy"

  @DEP-18
  Scenario: A broken version leaves nothing that serves
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    Then within 1 minute 3 Pods of Deployment "nginx-deployment" wait with the reason "ImagePullBackOff"
    And Deployment "nginx-deployment" has 0 available replicas
    And the condition of Deployment "nginx-deployment" named "Available" is "False" with the reason "MinimumReplicasUnavailable"
