@replicaset
Feature: A ReplicaSet keeps so many Pods that match its selector
  A ReplicaSet does little: it counts the Pods that match its selector and belong to it, and makes or deletes as
  many as it takes. All parts of the selector have to hold together, the labels of matchLabels and each of
  matchExpressions. What it does not do is updating: that is what Deployments are for.

  See https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/

  @RS-01
  Scenario: Three are wanted, three are kept
    When I run:
      """
      $ kubectl create -f frontend.yaml
      """
    Then within 1 minute ReplicaSet "frontend" has 3 ready replicas
    And throughout at most 3 Pods of ReplicaSet "frontend" exist
    And 3 Pods of ReplicaSet "frontend" were created
    When I run:
      """
      $ kubectl delete $(kubectl get pods -l tier=frontend -o name | head -n 2)
      """
    Then within 1 minute ReplicaSet "frontend" has 3 ready replicas
    And 3 Pods of ReplicaSet "frontend" exist
    And each deleted Pod of ReplicaSet "frontend" was replaced by one of another name within 1 second

  @RS-01
  Scenario Outline: matchLabels and matchExpressions hold together: <key> <operator> <values>
    The Pod "fits" is taken as one of two. The Pod "other" has app=nginx as well, but fails the expression.

    Given I have run:
      """
      $ kubectl create -f <folder>/pods.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl create -f <folder>/set.yaml
      """
    And everything settles
    Then Pod "fits" is owned by ReplicaSet "chosen"
    And throughout Pod "other" has no owner
    And 2 Pods of ReplicaSet "chosen" exist
    And 1 Pod of ReplicaSet "chosen" was created

    Examples:
      | key  | operator     | values        | folder         |
      | tier | In           | frontend, web | in             |
      | tier | NotIn        | backend       | not-in         |
      | tier | Exists       |               | exists         |
      | old  | DoesNotExist |               | does-not-exist |

  @RS-01
  Scenario: A selector that does not fit the Pod template is refused
    When I try:
      """
      $ sed 's/values: \[frontend\]/values: [backend]/' frontend.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The ReplicaSet "frontend" is invalid: spec.template.metadata.labels: Invalid value: {"app":"guestbook","tier":"frontend"}: `selector` does not match template `labels`
      """

  @RS-02
  Scenario: Another image in the template leaves the Pods as they are
    Given I have run:
      """
      $ kubectl create -f nginx-set.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl set image replicaset/nginx-set nginx=nginx:1.9.1
      """
    And 10 minutes pass
    Then ReplicaSet "nginx-set" runs the image "nginx:1.9.1"
    And 0 Pods of ReplicaSet "nginx-set" were created
    And 0 Pods of ReplicaSet "nginx-set" were deleted
    And all Pods of ReplicaSet "nginx-set" run the image "nginx:1.7.9"

  @RS-02
  Scenario: Only a Pod that is made anew follows the new template
    Given I have run:
      """
      $ kubectl create -f nginx-set.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl set image replicaset/nginx-set nginx=nginx:1.9.1
      $ kubectl delete $(kubectl get pods -l app=nginx -o name | head -n 1)
      """
    And everything settles
    Then 1 Pod of ReplicaSet "nginx-set" runs the image "nginx:1.9.1"
    And 2 Pods of ReplicaSet "nginx-set" run the image "nginx:1.7.9"

  @RS-02
  Scenario: There is no history to go back in
    Given I have run:
      """
      $ kubectl create -f nginx-set.yaml
      $ kubectl set image replicaset/nginx-set nginx=nginx:1.9.1
      """
    When I try:
      """
      $ kubectl rollout undo replicaset/nginx-set
      """
    Then it is refused with:
      """
      error: no rollbacker has been implemented for "ReplicaSet.apps"
      """
    And ReplicaSet "nginx-set" runs the image "nginx:1.9.1"
