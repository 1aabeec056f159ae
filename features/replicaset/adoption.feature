@replicaset
Feature: A ReplicaSet adopts Pods without an owner, and lets go of those that stop matching
  To a ReplicaSet it does not matter who made a Pod. One that matches and has no owner is adopted and counts from
  then on; if that makes too many, one is deleted. One whose labels are changed by hand is released: it runs on,
  on its own, and another takes its place. That is how a Pod is taken out of service for a closer look.

  See https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions

  @RS-03
  Scenario: A Pod that was there before is adopted, and only two more are made
    Given I have run:
      """
      $ kubectl create -f stray-pod.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl create -f nginx-set.yaml
      """
    Then within 1 second Pod "stray" is owned by ReplicaSet "nginx-set"
    And within 1 minute ReplicaSet "nginx-set" has 3 ready replicas
    And 2 Pods of ReplicaSet "nginx-set" were created
    And throughout Pod "stray" exists

  @RS-03
  Scenario: One that comes too late is one too many, and is deleted
    Given I have run:
      """
      $ kubectl create -f nginx-set.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl create -f stray-pod.yaml
      """
    Then within 1 minute Pod "stray" is gone
    And 1 Pod of ReplicaSet "nginx-set" was deleted
    And throughout at least 3 Pods of ReplicaSet "nginx-set" are ready

  @RS-03
  Scenario: A Pod with another label is released, runs on, and is replaced
    Given I have run:
      """
      $ kubectl create -f stray-pod.yaml
      $ kubectl create -f nginx-set.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl label pod stray app=debug --overwrite
      """
    Then within 1 second Pod "stray" has no owner
    And within 1 second 3 Pods of ReplicaSet "nginx-set" exist
    And within 1 minute ReplicaSet "nginx-set" has 3 ready replicas
    And 1 Pod of ReplicaSet "nginx-set" was created
    And throughout Pod "stray" exists
    And Pod "stray" is ready

  @RS-03
  Scenario: A Pod that has another controller is not touched
    Given I have run:
      """
      $ kubectl create -f nginx-set.yaml
      """
    And everything has settled
    When I run:
      """
      $ sed 's/name: nginx-set/name: second/; s/replicas: 3/replicas: 1/' nginx-set.yaml | kubectl create -f -
      """
    And everything settles
    Then 3 Pods of ReplicaSet "nginx-set" exist
    And 1 Pod of ReplicaSet "second" exists
    And 0 Pods of ReplicaSet "nginx-set" were deleted
    And 1 Pod of ReplicaSet "second" was created
