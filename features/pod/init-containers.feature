@pod
Feature: Init containers run first, sidecars start first and stay
  Init containers run one after the other, each to its end, before the containers of the Pod start. One that fails
  is tried again. An init container with restartPolicy Always is a sidecar: the next does not wait for its end.

  See https://kubernetes.io/docs/concepts/workloads/pods/init-containers/

  @POD-05
  Scenario: One after the other, and the STATUS column counts them
    Given the node "k8s-node01" already has the image "busybox:1.28"
    And the node "k8s-node02" already has the image "busybox:1.28"
    When I leave "kubectl get pods -w" running in another terminal
    And I run:
      """
      $ kubectl create -f init.yaml
      """
    Then within 20 seconds Pod "init-demo" is ready
    And in Pod "init-demo" each of the containers "first", "second" and "main" began only after the one before it had ended
    And the other terminal shows these lines, in this order:
      """
      init-demo 0/1 Pending 0 *
      init-demo 0/1 Init:0/2 0 *
      init-demo 0/1 Init:1/2 0 *
      init-demo 0/1 PodInitializing 0 *
      init-demo 1/1 Running 0 *
      """

  @POD-05
  Scenario: An init container that fails is tried again until it succeeds
    When I run:
      """
      $ kubectl create -f init-waits.yaml
      """
    Then within 1 minute in Pod "myapp" the container "wait-for-db" has been restarted 2 times
    And in Pod "myapp" the container "main" never runs
    And Pod "myapp" is in phase "Pending"
    And within 3 minutes "kubectl get pod myapp" shows:
      | NAME  | READY | STATUS                |
      | myapp | 0/1   | Init:CrashLoopBackOff |
    When I run:
      """
      $ kubectl create service clusterip db --tcp=3306
      """
    Then within 2 minutes Pod "myapp" is ready

  @POD-05
  Scenario: A sidecar starts before the others and is still there while they run
    When I run:
      """
      $ kubectl create -f sidecar.yaml
      """
    Then within 30 seconds Pod "sidecar-demo" is ready
    And in Pod "sidecar-demo" each of the containers "side" and "setup" began while the one before it was running
    And in Pod "sidecar-demo" each of the containers "setup" and "main" began only after the one before it had ended
    And "kubectl get pod sidecar-demo" shows:
      | NAME         | READY | STATUS  | RESTARTS |
      | sidecar-demo | 2/2   | Running | 0        |
    When I run:
      """
      $ kubectl delete pod sidecar-demo
      """
    Then in Pod "sidecar-demo" the containers "main" and "side" ended in this order

  @POD-05
  Scenario: A sidecar does not keep a Pod that has done its work
    When I run:
      """
      $ kubectl create -f job-sidecar.yaml
      """
    Then within 1 minute Pod "job-sidecar" is in phase "Succeeded"
    And in Pod "job-sidecar" the containers "main" and "side" ended in this order
