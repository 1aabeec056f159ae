@controller-model
Feature: A controller compares what there is with what is wanted, and closes the gap
  A controller is a loop without an end: it looks at the actual state, compares it with the desired state in
  the object's spec, and acts only where they differ. Too few Pods, it creates some; too many, it deletes some;
  neither, it leaves the cluster alone. It does not care why they differ: a person, a crash or a lost machine.

  See https://kubernetes.io/docs/concepts/architecture/controller/

  Background:
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """

  @CTL-01
  Scenario: Two Pods are missing, two are created, and those that run are left alone
    When I run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=4
      """
    Then within 1 second 4 Pods of Deployment "nginx-deployment" exist
    And within 1 minute Deployment "nginx-deployment" has 4 available replicas
    And 2 Pods of Deployment "nginx-deployment" were created
    And 0 Pods of Deployment "nginx-deployment" were deleted
    And throughout at most 4 Pods of Deployment "nginx-deployment" exist

  @CTL-01
  Scenario: One Pod is too many, one is deleted
    When I run:
      """
      $ kubectl scale deployment nginx-deployment --replicas=1
      """
    Then within 1 second 1 Pod of Deployment "nginx-deployment" exists
    And within 1 minute Deployment "nginx-deployment" has 1 replica
    And 1 Pod of Deployment "nginx-deployment" was deleted
    And 0 Pods of Deployment "nginx-deployment" were created
    And throughout at least 1 Pod of Deployment "nginx-deployment" is available

  @CTL-01
  Scenario: As many as wanted: nobody writes anything
    Given everything has settled
    When I run:
      """
      $ kubectl get deployments
      """
    Then for 4 minutes nothing changes

  @CTL-04
  Scenario: A container ends, the kubelet starts it again, and no Pod has to be replaced
    When in Deployment "nginx-deployment" the container "nginx" exits with 1 each time it has run for 40 seconds
    Then within 1 minute Deployment "nginx-deployment" has 0 ready replicas
    When in Deployment "nginx-deployment" the container "nginx" behaves well again
    Then within 2 minutes Deployment "nginx-deployment" has 2 ready replicas
    And 0 Pods of Deployment "nginx-deployment" were created
    And 0 Pods of Deployment "nginx-deployment" were deleted
    And throughout 2 Pods of Deployment "nginx-deployment" exist

  @CTL-04
  Scenario: A machine is lost, and its Pods are made anew on one that is left
    When the node "k8s-node01" fails
    Then within 1 minute the condition of Node "k8s-node01" named "Ready" is "Unknown" with the reason "NodeStatusUnknown"
    And within 1 minute Deployment "nginx-deployment" has 1 ready replica
    And within 6 minutes Deployment "nginx-deployment" has 2 ready replicas
    And each deleted Pod of Deployment "nginx-deployment" was replaced by one of another name within 1 second
    And all Pods of Deployment "nginx-deployment" that are ready run on the node "k8s-node02"

  @CTL-04
  Scenario: A Pod that was evicted has failed for good, and another one takes its place
    When the node "k8s-node01" runs short of memory
    Then within 1 minute 1 Pod of Deployment "nginx-deployment" has failed
    And within 1 minute Deployment "nginx-deployment" has 2 ready replicas
    And 1 Pod of Deployment "nginx-deployment" was created

  @CTL-04
  Scenario: A full disk drives Pods away and keeps new ones out, until five minutes after it has space again
    When the disk of the node "k8s-node01" is full
    Then within 1 minute 1 Pod of Deployment "nginx-deployment" has failed
    And within 1 second Node "k8s-node01" has the taint "node.kubernetes.io/disk-pressure:NoSchedule"
    And within 1 minute Deployment "nginx-deployment" has 2 ready replicas
    And all Pods of Deployment "nginx-deployment" that are ready run on the node "k8s-node02"
    When the disk of the node "k8s-node01" has space again
    And 4 minutes pass
    Then Node "k8s-node01" has the taint "node.kubernetes.io/disk-pressure:NoSchedule"
    And within 2 minutes Node "k8s-node01" does not have the taint "node.kubernetes.io/disk-pressure:NoSchedule"
