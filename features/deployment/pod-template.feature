@deployment
Feature: What a Deployment's Pod template may say
  A Deployment is for programs that run for ever. The number of Pods means something only if each of them stays
  up, so that the one restart policy it takes is Always. And its selector has to fit the labels of its own Pods:
  otherwise it would create Pods without end and never find them again.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template

  @DEP-19
  Scenario Outline: The restart policy <policy> is refused
    When I try:
      """
      $ sed 's/    spec:/    spec:\n      restartPolicy: <policy>/' nginx-deployment.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The Deployment "nginx-deployment" is invalid: spec.template.spec.restartPolicy: Unsupported value: "<policy>": supported values: "Always"
      """
    And Deployment "nginx-deployment" does not exist
    And 0 Pods of Deployment "nginx-deployment" were created

    Examples:
      | policy    |
      | OnFailure |
      | Never     |

  @DEP-19
  Scenario: Always is taken, and is what is meant when nothing is said
    When I run:
      """
      $ sed 's/    spec:/    spec:\n      restartPolicy: Always/' nginx-deployment.yaml | kubectl create -f -
      $ sed 's/name: nginx-deployment/name: another/' nginx-deployment.yaml | kubectl create -f -
      """
    And I run:
      """
      $ kubectl get deployments -o custom-columns=NAME:.metadata.name,POLICY:.spec.template.spec.restartPolicy
      """
    Then the answer is:
      """
      NAME               POLICY
      another            Always
      nginx-deployment   Always
      """

  Scenario: A selector that does not fit its own Pods is refused
    When I try:
      """
      $ sed 's/        app: nginx/        app: apache/' nginx-deployment.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The Deployment "nginx-deployment" is invalid: spec.template.metadata.labels: Invalid value: {"app":"apache"}: `selector` does not match template `labels`
      """
    And Deployment "nginx-deployment" does not exist
