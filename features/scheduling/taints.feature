@scheduling
Feature: Taints keep Pods away, tolerations let them in
  A taint is a mark on a node: Pods that do not tolerate it are not placed there (NoSchedule), rather not placed there
  (PreferNoSchedule), or even driven away (NoExecute). A toleration names the taint, by its key and value or by its key
  alone, and may say for how long.

  See https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/

  @SCH-04
  Scenario: NoSchedule, and tolerations by value and by key
    Only k8s-node02 is open; its taint is gpu=true.
    Given I have run:
      """
      $ kubectl cordon k8s-node01
      $ kubectl taint node k8s-node02 gpu=true:NoSchedule
      """
    When I run:
      """
      $ kubectl create -f tolerations.yaml
      """
    And 1 minute passes
    Then Pod "equal" is placed on the node "k8s-node02"
    And Pod "exists" is placed on the node "k8s-node02"
    And Pod "other-value" waits without a node
    And Pod "other-effect" waits without a node
    When I run:
      """
      $ kubectl taint node k8s-node02 gpu-
      """
    Then within 1 minute Pod "other-value" is placed on the node "k8s-node02"
    And within 1 minute Pod "other-effect" is placed on the node "k8s-node02"

  @SCH-04
  Scenario: PreferNoSchedule is a wish
    Given I have run:
      """
      $ kubectl taint node k8s-node02 old=true:PreferNoSchedule
      """
    When I run:
      """
      $ kubectl create deployment demo --image=nginx:1.15.2 --replicas=3
      """
    Then within 1 minute Deployment "demo" has 3 ready replicas
    And Deployment "demo" has 3 Pods on the node "k8s-node01"
    When I run:
      """
      $ kubectl cordon k8s-node01
      $ kubectl scale deployment demo --replicas=4
      """
    Then within 1 minute Deployment "demo" has 1 Pod on the node "k8s-node02"

  @SCH-04
  Scenario: NoExecute drives away who does not tolerate it, at once or after a while
    Given I have run:
      """
      $ kubectl cordon k8s-node01
      $ kubectl create -f repair.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """
    When I run:
      """
      $ kubectl taint node k8s-node02 repair=now:NoExecute
      """
    Then within 5 seconds Pod "not-at-all" is gone
    And an Event of Pod "not-at-all" with the reason "TaintManagerEviction" says "Marking for deletion Pod default/not-at-all"
    When 50 seconds pass
    Then throughout Pod "for-a-minute" exists
    And within 15 seconds Pod "for-a-minute" is gone
    When 10 minutes pass
    Then throughout Pod "for-ever" exists
    And Pod "for-ever" is ready

  @SCH-04
  Scenario: NoExecute keeps new Pods away as well
    Given I have run:
      """
      $ kubectl cordon k8s-node01
      $ kubectl taint node k8s-node02 repair=now:NoExecute
      """
    When I run:
      """
      $ kubectl create -f repair.yaml
      """
    And 10 seconds pass
    Then Pod "not-at-all" waits without a node
    And Pod "not-at-all" is never placed on the node "k8s-node02"
    And Pod "for-ever" is placed on the node "k8s-node02"
