@deployment
Feature: kubectl describe tells what a Deployment did, and folds what it did again
  Each time a Deployment changes the size of a ReplicaSet it leaves an Event. The same Event once more does not
  make a new line: the line gets a number and the time since the first, like (x2 over 23m). That is how an update
  that was rolled back and tried again looks.

  See https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/

  Background:
    Given I have run:
      """
      # kubectl create -f nginx-deploy.yaml
      # kubectl rollout status deploy nginx
      """

  @DEP-21
  Scenario: Each step of an update is a line
    When I run:
      """
      # kubectl set image deploy nginx nginx=nginx:1.15.3
      # kubectl rollout status deploy nginx
      # kubectl describe deploy nginx
      """
    Then the answer has these lines, in this order:
      """
      Type    Reason             Age   From                   Message
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-* from 0 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-* from 0 to 1
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-* from 2 to 1
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled up replica set nginx-* from 1 to 2
      Normal  ScalingReplicaSet  *  deployment-controller  Scaled down replica set nginx-* from 1 to 0
      """
    And the answer does not contain "(x2 over"

  @DEP-21
  Scenario: The same step once more is folded into the line of the first
    Given I have run:
      """
      # kubectl set image deploy nginx nginx=nginx:1.15.3
      # kubectl rollout status deploy nginx
      """
    And 15 minutes pass
    And I have run:
      """
      # kubectl rollout undo deploy nginx
      # kubectl rollout status deploy nginx
      """
    And 8 minutes pass
    When I run:
      """
      # kubectl set image deploy nginx nginx=nginx:1.15.3
      # kubectl rollout status deploy nginx
      # kubectl describe deploy nginx
      """
    Then the answer has these lines, in this order:
      """
      Normal  ScalingReplicaSet  23m  deployment-controller  Scaled up replica set nginx-* from 0 to 2
      Normal  ScalingReplicaSet  *s (x2 over 23m)  deployment-controller  Scaled up replica set nginx-* from 0 to 1
      Normal  ScalingReplicaSet  *s (x2 over 23m)  deployment-controller  Scaled down replica set nginx-* from 1 to 0
      """
    And 2 Pods of Deployment "nginx" run the image "nginx:1.15.3"
