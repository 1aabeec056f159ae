@deployment
Feature: A version that does not come up stops the update, and the way back is one command
  An update goes on only as new Pods become available. If they do not, it stops where it is: enough old Pods
  are left to serve, and nobody rolls back by himself. kubectl rollout undo makes the old ReplicaSet grow again
  and the new one shrink, which is an update like any other.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment

  @DEP-10
  Scenario: With the defaults one new Pod waits for its image and all three old ones serve
    The course tells of two old Pods left. That takes maxUnavailable 1, as below: a quarter of three is less
    than one, so that by default no Pod may be missing.

    Given I have run:
      """
      $ kubectl create -f service.yaml
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    Then within 30 seconds 1 Pod of Deployment "nginx-deployment" waits with the reason "ErrImagePull"
    And within 30 seconds 1 Pod of Deployment "nginx-deployment" waits with the reason "ImagePullBackOff"
    When 9 minutes pass
    Then throughout at most 1 Pod of Deployment "nginx-deployment" runs the image "nginx:1.91"
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available
    And throughout at least 3 Pods of Service "nginx" are ready
    And 0 Pods of Deployment "nginx-deployment" were deleted
    And "kubectl get rs -o wide --sort-by=.metadata.creationTimestamp" shows:
      | NAME               | DESIRED | CURRENT | READY | IMAGES      |
      | nginx-deployment-* | 3       | 3       | 3     | nginx:1.7.9 |
      | nginx-deployment-* | 1       | 1       | 0     | nginx:1.91  |

  @DEP-10
  Scenario: With maxSurge 1 and maxUnavailable 1 two new Pods wait and two old ones serve
    Given I have run:
      """
      $ kubectl create -f nginx-rolling-update.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    And 9 minutes pass
    Then "kubectl get rs -o wide --sort-by=.metadata.creationTimestamp" shows:
      | NAME               | DESIRED | CURRENT | READY | IMAGES      |
      | nginx-deployment-* | 2       | 2       | 2     | nginx:1.7.9 |
      | nginx-deployment-* | 2       | 2       | 0     | nginx:1.91  |
    And throughout at least 2 Pods of Deployment "nginx-deployment" are available
    And throughout at most 2 Pods of Deployment "nginx-deployment" run the image "nginx:1.91"

  @DEP-11
  Scenario: undo makes the old ReplicaSet grow again and the new one shrink
    Given I have run:
      """
      $ kubectl create -f nginx-rolling-update.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    And everything has settled
    When I run:
      """
      $ kubectl rollout undo deployment/nginx-deployment
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then the answer has these lines, in this order:
      """
      deployment.apps/nginx-deployment rolled back
      deployment "nginx-deployment" successfully rolled out
      """
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.7.9" is scaled to 3
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.91" is scaled to 0
    And throughout Deployment "nginx-deployment" owns 2 ReplicaSets
    And throughout at least 2 Pods of Deployment "nginx-deployment" are available
    And 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.7.9"

  @DEP-11
  Scenario: A finished update is undone Pod by Pod, too
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl rollout undo deployment/nginx-deployment
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.7.9"
    And throughout Deployment "nginx-deployment" owns 2 ReplicaSets
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available
    And throughout at most 4 Pods of Deployment "nginx-deployment" exist

  @DEP-22
  Scenario: With a readiness probe a version that runs but does not serve goes no further
    Given I have run:
      """
      $ kubectl create -f nginx-readiness.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    And containers of the image "nginx:1.9.1" run but never answer
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      """
    And 9 minutes pass
    Then 1 Pod of Deployment "nginx-deployment" runs without being ready
    And 1 Pod of Deployment "nginx-deployment" runs the image "nginx:1.9.1"
    And 1 Pod of Deployment "nginx-deployment" runs the image "nginx:latest"
    And throughout at least 1 Pod of Deployment "nginx-deployment" is available

  @DEP-22
  Scenario: Without a probe Running is enough, and the version that does not serve replaces all that did
    Given I have run:
      """
      $ kubectl create -f service.yaml
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    And containers of the image "nginx:1.9.1" run but never answer
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then the answer contains "successfully rolled out"
    And 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And Deployment "nginx-deployment" has 3 available replicas
    When I try:
      """
      $ curl -sS --max-time 3 http://$(kubectl get svc nginx -o jsonpath={.spec.clusterIP})/
      """
    Then it is refused with:
      """
      curl: (*) *
      """
