@statefulset
Feature: Deleting a StatefulSet with its Pods, or without them
  Deleting a StatefulSet takes its Pods with it, unless one asks to leave them: then they become orphans that go on
  running and that nobody replaces. A StatefulSet that is created again under the same selector takes the orphans in
  whose names it needs, and removes those that are too many.

  See https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#deleting-statefulsets

  Background:
    Given I have run:
      """
      $ kubectl create -f sts-web.yaml
      $ kubectl scale sts web --replicas=3
      $ kubectl rollout status sts web
      """

  @STS-15
  Scenario: Without cascading, the Pods stay and run on
    The option used to be --cascade=false. It still works, and kubectl says what it is called today: --cascade=orphan.

    When I run:
      """
      $ kubectl delete statefulset web --cascade=false
      """
    Then the answer has these lines, in this order:
      """
      statefulset.apps "web" deleted from default namespace
      warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.
      """
    When everything settles
    Then StatefulSet "web" does not exist
    And throughout Pod "web-0" is one and the same
    And throughout Pod "web-1" is one and the same
    And throughout Pod "web-2" is one and the same
    And Pod "web-0" has no owner
    And "kubectl get po" shows:
      | NAME  | READY | STATUS  |
      | web-0 | 1/1   | Running |
      | web-1 | 1/1   | Running |
      | web-2 | 1/1   | Running |

  @STS-15
  Scenario: Nobody makes an orphan anew
    Given I have run:
      """
      $ kubectl delete statefulset web --cascade=orphan
      """
    When I run:
      """
      $ kubectl delete po web-0
      """
    And 10 minutes pass
    Then Pod "web-0" does not exist
    And "kubectl get po" shows:
      | NAME  | READY | STATUS  |
      | web-1 | 1/1   | Running |
      | web-2 | 1/1   | Running |

  @STS-16
  Scenario: Created again, the StatefulSet takes its Pods back
    The file asks for 2 replicas: web-0 is missing and made, web-1 is there and kept, web-2 is one too many. The Service
    in the same file exists already: that is an error for the Service, and the StatefulSet is created all the same.

    Given I have run:
      """
      $ kubectl delete statefulset web --cascade=orphan
      $ kubectl delete po web-0
      """
    When I try:
      """
      $ kubectl create -f sts-web.yaml
      """
    Then the answer has these lines, in this order:
      """
      statefulset.apps/web created
      Error from server (AlreadyExists): error when creating "sts-web.yaml": services "nginx" already exists
      """
    When everything settles
    Then Pod "web-0" was the only Pod created
    And throughout Pod "web-1" is one and the same
    And Pod "web-1" is owned by StatefulSet "web"
    And Pod "web-2" does not exist
    And StatefulSet "web" has 2 ready replicas

  @STS-17
  Scenario: Deleting the StatefulSet deletes its Pods
    When I run:
      """
      $ kubectl delete statefulset web
      """
    And everything settles
    And I run:
      """
      $ kubectl get po
      """
    Then the answer is:
      """
      No resources found in default namespace.
      """
    And Service "nginx" exists

  @STS-17
  Scenario: delete -f removes what the file names, and says what was gone already
    Given I have run:
      """
      $ kubectl delete statefulset web
      """
    When I try:
      """
      $ kubectl delete -f sts-web.yaml
      """
    Then it is refused with:
      """
      service "nginx" deleted from default namespace
      Error from server (NotFound): error when deleting "sts-web.yaml": statefulsets.apps "web" not found
      """
    And Service "nginx" does not exist

  @STS-17
  Scenario: Service and StatefulSet go together when both are there
    When I run:
      """
      $ kubectl delete -f sts-web.yaml
      """
    Then the answer is:
      """
      service "nginx" deleted from default namespace
      statefulset.apps "web" deleted from default namespace
      """
    And within 1 minute 0 Pods of StatefulSet "web" exist
    And within 1 minute Pod "web-0" is gone
    And within 1 minute Pod "web-2" is gone
