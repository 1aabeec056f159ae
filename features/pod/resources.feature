@pod
Feature: Requests find a place, limits end a container
  The scheduler adds up the requests of the Pods on a node; what they really use does not count.
  A container that takes more memory than its limit is killed (OOMKilled, 137).

  See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/

  @POD-16
  Scenario: The third Pod of 3 CPUs finds no node with so much left
    When I run:
      """
      $ kubectl create -f big.yaml
      """
    And 5 minutes pass
    Then Deployment "big" has 2 ready replicas
    And throughout no node has more than 1 Pod of Deployment "big"
    And an Event of a Pod of Deployment "big" with the reason "FailedScheduling" says "2 Insufficient cpu"
    When I run:
      """
      $ kubectl set resources deployment big --requests=cpu=1
      """
    Then within 2 minutes Deployment "big" has 3 ready replicas

  @POD-16
  Scenario: Up to the limit nothing happens, beyond it the container is killed
    Given I have run:
      """
      $ kubectl create -f hungry.yaml
      $ kubectl wait --for=condition=Ready pod/hungry
      """
    When in Pod "hungry" the container "app" uses "200Mi" of memory
    And 1 minute passes
    Then throughout Pod "hungry" is ready
    When in Pod "hungry" the container "app" uses "300Mi" of memory
    Then within 5 seconds in Pod "hungry" the container "app" ends with 137 and the reason "OOMKilled"
    And within 1 minute in Pod "hungry" the container "app" has been restarted 1 time
    And within 1 second "kubectl get pod hungry" shows:
      | NAME   | READY | STATUS    |
      | hungry | 0/1   | OOMKilled |

  @POD-16
  Scenario: A container without a limit may take as much
    Given I have run:
      """
      $ kubectl run free --image=nginx:1.15.2
      $ kubectl wait --for=condition=Ready pod/free
      """
    When in Pod "free" the container "free" uses "300Mi" of memory
    And 5 minutes pass
    Then throughout Pod "free" is ready
    And in Pod "free" the container "free" has been restarted 0 times

  @POD-16
  Scenario: A request larger than the limit is refused
    When I try:
      """
      $ kubectl create deployment wrong --image=nginx:1.15.2
      $ kubectl set resources deployment wrong --requests=cpu=2 --limits=cpu=1
      """
    Then it is refused with:
      """
      *spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
      """
