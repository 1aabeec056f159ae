@storage
Feature: With a StorageClass, volumes are made when somebody asks for them
  Nobody has to prepare volumes: a claim names a StorageClass, the class names a provisioner, and the provisioner makes a
  volume of exactly the size that was asked for. As long as the class does not exist, the claim waits.

  See https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/

  @PV-04
  Scenario: A StorageClass makes the volume when it is asked for
    The first document of the course's file describes a pool of Rook. Its API, ceph.rook.io/v1beta1, exists only where Rook
    is installed (and is called CephBlockPool today): here it is refused, the StorageClass is created all the same.

    When I try:
      """
      $ kubectl create -f rook-storage.yaml
      """
    Then the answer contains "storageclass.storage.k8s.io/rook-ceph-block created"
    And it is refused with:
      """
      error: resource mapping not found for name: "replicapool" namespace: "rook-ceph" from "rook-storage.yaml": no matches for kind "Pool" in version "ceph.rook.io/v1beta1"
      """
    When I run:
      """
      $ kubectl create -f rook-claim.yaml
      """
    Then within 1 minute PersistentVolumeClaim "pv-claim" is in phase "Bound"
    And "kubectl get pv" shows:
      | NAME  | CAPACITY | ACCESS MODES | RECLAIM POLICY | STATUS | CLAIM            | STORAGECLASS    |
      | pvc-* | 1Gi      | RWO          | Delete         | Bound  | default/pv-claim | rook-ceph-block |
    And an Event of PersistentVolumeClaim "pv-claim" with the reason "ProvisioningSucceeded" says "Successfully provisioned volume pvc-"

  @PV-04
  Scenario: A class that nobody has made provides nothing
    When I run:
      """
      $ kubectl create -f rook-claim.yaml
      """
    And 10 minutes pass
    Then PersistentVolumeClaim "pv-claim" is in phase "Pending"
    And an Event of PersistentVolumeClaim "pv-claim" with the reason "ProvisioningFailed" says 'storageclass.storage.k8s.io "rook-ceph-block" not found'
    When I try:
      """
      $ kubectl create -f rook-storage.yaml
      """
    Then within 2 minutes PersistentVolumeClaim "pv-claim" is in phase "Bound"
