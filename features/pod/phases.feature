@pod
Feature: The phases of a Pod, and who is restarted
  A Pod's phase sums up where it stands: Pending until its containers can start, Running while one of them runs or is
  restarted, Succeeded or Failed when all have ended for good. Which of them end for good is up to restartPolicy.

  See https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/

  @POD-02
  Scenario: Pending while the image is pulled, then Running
    Given the image "nginx:1.15.2" takes 20 seconds to pull
    When I run:
      """
      $ kubectl create -f nginx-pod.yaml
      """
    And 15 seconds pass
    Then Pod "nginx" is in phase "Pending"
    And in Pod "nginx" the container "nginx" waits with the reason "ContainerCreating"
    And within 10 seconds Pod "nginx" is in phase "Running"
    And Pod "nginx" went through the phases "Pending" and "Running", and no other

  @POD-02
  Scenario: A Pod that finds no node stays Pending
    When I run:
      """
      $ kubectl create -f nginx-pod-full.yaml
      """
    And 10 minutes pass
    Then Pod "nginx" waits without a node
    And Pod "nginx" went through the phases "Pending", and no other

  @POD-02 @POD-03
  Scenario: Never and OnFailure let a container that exits with 0 rest: Succeeded
    When I run:
      """
      $ kubectl create -f restart-policies.yaml
      """
    And 35 seconds pass
    Then Pod "never-0" went through the phases "Pending", "Running" and "Succeeded", and no other
    And Pod "onfailure-0" went through the phases "Pending", "Running" and "Succeeded", and no other
    And in Pod "never-0" the container "app" has been restarted 0 times
    And in Pod "onfailure-0" the container "app" has been restarted 0 times

  @POD-02 @POD-03
  Scenario: Never lets a container that failed rest, too: Failed
    When I run:
      """
      $ kubectl create -f restart-policies.yaml
      """
    And 35 seconds pass
    Then Pod "never-3" went through the phases "Pending", "Running" and "Failed", and no other
    And in Pod "never-3" the container "app" last ended with 3 and the reason "Error"
    And in Pod "never-3" the container "app" has been restarted 0 times

  @POD-03
  Scenario: Always restarts whatever the exit code, OnFailure only failures
    When I run:
      """
      $ kubectl create -f restart-policies.yaml
      """
    And 35 seconds pass
    Then "kubectl get pods" shows:
      | NAME        | READY | STATUS    | RESTARTS    |
      | always-0    | 0/1   | Completed | 2 (*s ago)  |
      | always-3    | 0/1   | Error     | 2 (*s ago)  |
      | never-0     | 0/1   | Completed | 0           |
      | never-3     | 0/1   | Error     | 0           |
      | onfailure-0 | 0/1   | Completed | 0           |
      | onfailure-3 | 0/1   | Error     | 2 (*s ago)  |
    And Pod "always-0" is in phase "Running"
    And Pod "onfailure-3" is in phase "Running"

  @POD-02
  Scenario: A node that falls silent makes its Pods not ready; Unknown is not set any more
    The phase Unknown still exists in the API, but nobody has written it since 2015: the phase stays what it was.
    Given I have run:
      """
      $ kubectl create -f nginx-pod.yaml
      $ kubectl wait --for=condition=Ready pod/nginx
      """
    And the node "k8s-node01" is cut off from the network
    When 4 minutes pass
    Then Pod "nginx" is not ready
    And throughout Pod "nginx" is in phase "Running"
    And in Pod "nginx" the container "nginx" runs
