@statefulset
Feature: The Pods of a StatefulSet have numbers and start in their order
  A StatefulSet does not make just any copies: each Pod has a number, from 0 on, and the number is part of its name.
  The Pods start one after the other, and the next one is made only when the one before it is running and ready.
  Who needs the names but not the order can ask for all Pods at once.

  See https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees

  Background:
    Given I have run:
      """
      $ kubectl create -f svc.yaml
      """

  @STS-01
  Scenario: web-1 is made when web-0 is ready, and not before
    When I run:
      """
      $ kubectl create -f statefulset.yaml
      """
    Then within 1 minute StatefulSet "web" has 2 ready replicas
    And the Pods "web-0" and "web-1" were created in this order
    And each of the Pods "web-0" and "web-1" was created only after the one before it was ready
    And throughout at most 1 Pod of StatefulSet "web" is not ready
    And Pod "web-2" never exists
    And "kubectl get statefulset web" shows:
      | NAME | READY |
      | web  | 2/2   |

  @STS-01
  Scenario: As long as web-0 is not ready there is no web-1
    The container runs, but its readiness probe has nothing to say yet: running is not enough.

    Given containers of the image "nginx:1.9.1" run but never answer
    When I run:
      """
      $ kubectl create -f probed.yaml
      """
    And 5 minutes pass
    Then Pod "probed-0" is in phase "Running"
    And Pod "probed-0" is not ready
    And Pod "probed-1" never exists

  @STS-02
  Scenario: What a watch shows while the Pods start
    The course says that web-1 stays Pending until web-0 is ready. The same output shows otherwise: there is no line about
    web-1 before web-0 is 1/1. It is not waiting, it does not exist yet.

    When I leave "kubectl get pods -w -l app=nginx" running in another terminal
    And I run:
      """
      $ kubectl create -f statefulset.yaml
      """
    And everything settles
    Then the other terminal shows these lines, in this order:
      """
      NAME    READY   STATUS              RESTARTS   AGE
      web-0   0/1     Pending             0          *
      web-0   0/1     Pending             0          *
      web-0   0/1     ContainerCreating   0          *
      web-0   1/1     Running             0          *
      web-1   0/1     Pending             0          *
      web-1   0/1     Pending             0          *
      web-1   0/1     ContainerCreating   0          *
      web-1   1/1     Running             0          *
      """
    And the Pods "web-0" and "web-1" became ready in this order

  @STS-18
  Scenario: The selector has to be there, and it has to match the labels of the template
    Before 1.8 a missing selector was filled in from the labels. Today nothing is guessed.

    Given I have run:
      """
      $ sed '/selector:/,/app: nginx/d' statefulset.yaml > without.yaml
      $ sed '/labels:/,/app: nginx/s/app: nginx/app: apache/' statefulset.yaml > other.yaml
      """
    When I try:
      """
      $ kubectl create -f without.yaml
      """
    Then it is refused with:
      """
      The StatefulSet "web" is invalid:
      * spec.selector: Required value
      """
    When I try:
      """
      $ kubectl create -f other.yaml
      """
    Then it is refused with:
      """
      The StatefulSet "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"apache"}: `selector` does not match template `labels`
      """
    And StatefulSet "web" never exists

  @STS-23
  Scenario: OrderedReady is what one gets without asking
    When I run:
      """
      $ kubectl create -f statefulset.yaml
      $ kubectl get sts web -o jsonpath='{.spec.podManagementPolicy}'
      """
    Then the answer contains "OrderedReady"

  @STS-23
  Scenario: With Parallel nobody waits for anybody
    The names and numbers stay. The policy is about starting and scaling only: a rolling update still goes Pod by Pod.

    Given I have run:
      """
      $ sed 's/  replicas: 2/  replicas: 4\n  podManagementPolicy: Parallel/' statefulset.yaml > parallel.yaml
      """
    When I run:
      """
      $ kubectl create -f parallel.yaml
      """
    Then within 1 second 4 Pods of StatefulSet "web" exist
    And throughout at most 4 Pods of StatefulSet "web" exist
    And StatefulSet "web" has 0 ready replicas
    And within 1 minute StatefulSet "web" has 4 ready replicas
    When I run:
      """
      $ kubectl scale sts web --replicas=0
      """
    Then within 1 second 0 Pods of StatefulSet "web" exist
