@deployment
Feature: maxSurge and maxUnavailable bound how far an update strays from the wanted number
  Both are a number or a percentage of spec.replicas, and both default to 25%. What does not come out even is
  rounded in favour of the service: the surge up, the missing ones down. So a small Deployment gives up no Pod
  before a new one is there.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment

  @DEP-08
  Scenario: Without a word about it, both are 25%
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl get deployment nginx-deployment -o yaml
      """
    Then the answer has these lines, in this order:
      """
      strategy:
        rollingUpdate:
          maxSurge: 25%
          maxUnavailable: 25%
        type: RollingUpdate
      """

  @DEP-08
  Scenario Outline: <replicas> replicas, maxSurge <surge>, maxUnavailable <unavailable>: <least> to <most> Pods
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"replicas":<replicas>,"strategy":{"rollingUpdate":{"maxSurge":"<surge>","maxUnavailable":"<unavailable>"}}}}'
      $ kubectl rollout status deployment/nginx-deployment
      """
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then throughout at most <most> Pods of Deployment "nginx-deployment" exist
    And throughout at least <least> Pods of Deployment "nginx-deployment" are available
    And at some moment <most> Pods of Deployment "nginx-deployment" exist
    And at some moment only <least> Pods of Deployment "nginx-deployment" are available
    And <replicas> Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"

    Examples: Of 10, 25% is 2.5: three more, two fewer
      | replicas | surge | unavailable | least | most |
      | 10       | 25%   | 25%         | 8     | 13   |

    Examples: Of 3, 25% is 0.75: one more, none fewer
      | replicas | surge | unavailable | least | most |
      | 3        | 25%   | 25%         | 3     | 4    |

    Examples: The percentage is of spec.replicas, not of what runs
      | replicas | surge | unavailable | least | most |
      | 4        | 0%    | 50%         | 2     | 4    |
      | 4        | 100%  | 0%          | 4     | 8    |

  @DEP-08
  Scenario: With nothing to add and nothing to miss no update could begin: refused
    Given the file "stuck.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: stuck}
      spec:
        strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}
        selector: {matchLabels: {app: nginx}}
        template:
          metadata: {labels: {app: nginx}}
          spec: {containers: [{name: nginx, image: "nginx:1.7.9"}]}
      """
    When I try:
      """
      $ kubectl create -f stuck.yaml
      """
    Then it is refused with:
      """
      The Deployment "stuck" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0
      """
    And Deployment "stuck" does not exist
