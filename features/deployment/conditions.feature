@deployment
Feature: A Deployment says whether it serves and whether it gets on
  Available tells whether enough Pods serve; a Pod counts once it has been ready for minReadySeconds. Progressing
  tells whether the update gets on: a rollout that makes no progress for progressDeadlineSeconds, ten minutes if
  nothing is said, is reported as failed. It is reported only: what to do about it is up to people.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status

  @DEP-17
  Scenario: A Pod has to stay ready for minReadySeconds before it counts as available
    Given I have run:
      """
      $ sed 's/replicas: 3/replicas: 3\n  minReadySeconds: 30/' nginx-deployment.yaml > patient.yaml
      """
    When I run:
      """
      $ kubectl create -f patient.yaml
      """
    Then within 30 seconds Deployment "nginx-deployment" has 3 ready replicas
    And Deployment "nginx-deployment" has 0 available replicas
    When 20 seconds pass
    Then Deployment "nginx-deployment" has 0 available replicas
    And within 15 seconds Deployment "nginx-deployment" has 3 available replicas
    And Deployment "nginx-deployment" passed through these figures, from first to last:
      | READY | UP-TO-DATE | AVAILABLE |
      | 0/3   | 0          | 0         |
      | 3/3   | 3          | 0         |
      | 3/3   | 3          | 3         |

  @DEP-17
  Scenario: An update waits as long for each Pod
    Given I have run:
      """
      $ sed 's/replicas: 3/replicas: 3\n  minReadySeconds: 30/' nginx-deployment.yaml | kubectl create -f -
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      """
    And 1 minute passes
    Then throughout at most 2 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And 2 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And within 1 minute 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available

  @DEP-20
  Scenario: From the first Pod to the last
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      """
    Then the condition of Deployment "nginx-deployment" named "Available" is "False" with the reason "MinimumReplicasUnavailable"
    And within 1 second the condition of Deployment "nginx-deployment" named "Progressing" is "True" with the reason "ReplicaSetUpdated"
    And at some moment the condition of Deployment "nginx-deployment" named "Progressing" is "True" with the reason "NewReplicaSetCreated"
    When I run:
      """
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then the condition of Deployment "nginx-deployment" named "Available" is "True" with the reason "MinimumReplicasAvailable"
    And the condition of Deployment "nginx-deployment" named "Progressing" is "True" with the reason "NewReplicaSetAvailable"

  @DEP-20
  Scenario: After ten minutes without progress the rollout counts as failed, and stays where it is
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    And 9 minutes pass
    Then Deployment "nginx-deployment" has the condition "Progressing" with the status "True"
    And within 90 seconds the condition of Deployment "nginx-deployment" named "Progressing" is "False" with the reason "ProgressDeadlineExceeded"
    And the condition of Deployment "nginx-deployment" named "Available" is "True" with the reason "MinimumReplicasAvailable"
    When I try:
      """
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then it is refused with:
      """
      error: deployment "nginx-deployment" exceeded its progress deadline
      """
    When 1 hour passes
    Then 1 Pod of Deployment "nginx-deployment" runs the image "nginx:1.91"
    And throughout at least 3 Pods of Deployment "nginx-deployment" are available

  @DEP-20
  Scenario: A deadline of one's own, and a rollout that comes round after all
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"progressDeadlineSeconds":60}}'
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.91
      """
    And 90 seconds pass
    When I run:
      """
      $ kubectl describe deployment nginx-deployment
      """
    Then the answer has these lines, in this order:
      """
      Conditions:
        Type           Status  Reason
        ----           ------  ------
        Available      True    MinimumReplicasAvailable
        Progressing    False   ProgressDeadlineExceeded
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then the condition of Deployment "nginx-deployment" named "Progressing" is "True" with the reason "NewReplicaSetAvailable"
    And 3 Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
