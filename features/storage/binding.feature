@storage
Feature: A claim is bound to a volume that fits
  A PersistentVolumeClaim says what somebody needs: how much room, and how it is accessed. A PersistentVolume says what there
  is. Kubernetes brings the two together one to one, takes the smallest volume that is big enough, and lets the claim and
  its Pod wait when there is none. With a StorageClass the volume is made as soon as somebody asks.

  See https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding

  @PV-05
  Scenario: A Pod names the claim, and knows nothing of the volume
    Given the file "volume.yaml":
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: pv-volume
        labels:
          type: local
      spec:
        capacity:
          storage: 10Gi
        accessModes:
        - ReadWriteOnce
        hostPath:
          path: /mnt/data
      """
    When I run:
      """
      $ kubectl create -f volume.yaml
      $ kubectl create -f pv-claim.yaml
      $ kubectl create -f pv-pod.yaml
      $ kubectl wait --for=condition=Ready pod/pv-pod
      """
    Then PersistentVolumeClaim "pv-claim" is bound to PersistentVolume "pv-volume"
    And "kubectl get pvc pv-claim" shows:
      | NAME     | STATUS | VOLUME    | CAPACITY | ACCESS MODES |
      | pv-claim | Bound  | pv-volume | 10Gi     | RWO          |
    And "kubectl get pv" shows:
      | NAME      | CAPACITY | RECLAIM POLICY | STATUS | CLAIM            |
      | pv-volume | 10Gi     | Retain         | Bound  | default/pv-claim |
    And Pod "pv-pod" is in phase "Running"

  @PV-05
  Scenario: The volume of the course, as it would have to be written
    The course lists imageformat and imagefeatures under rbd. They never were fields of a volume, but parameters of a
    StorageClass; since 1.27 unknown fields are refused. Besides, accessModes has to be there.

    When I try:
      """
      $ kubectl create -f pv-volume.yaml
      """
    Then it is refused with:
      """
      Error from server (BadRequest): error when creating "pv-volume.yaml": PersistentVolume in version "v1" cannot be handled as a PersistentVolume: strict decoding error: unknown field "spec.rbd.imageformat", unknown field "spec.rbd.imagefeatures"
      """
    When I try:
      """
      $ kubectl create -f pv-volume.yaml --validate=ignore
      """
    Then it is refused with:
      """
      The PersistentVolume "pv-volume" is invalid: spec.accessModes: Required value
      """
    When I try:
      """
      $ kubectl create -f rbd.yaml
      """
    Then it is refused with:
      """
      Error from server (BadRequest): error when creating "rbd.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.volumes[0].rbd.imageformat", unknown field "spec.volumes[0].rbd.imagefeatures"
      """

  @PV-03
  Scenario: The smallest volume that is big enough
    Given the file "three.yaml":
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: large
      spec:
        capacity:
          storage: 100Gi
        accessModes: [ReadWriteOnce]
        hostPath:
          path: /data/large
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: medium
      spec:
        capacity:
          storage: 2Gi
        accessModes: [ReadWriteOnce]
        hostPath:
          path: /data/medium
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: small
      spec:
        capacity:
          storage: 1023Mi
        accessModes: [ReadWriteOnce]
        hostPath:
          path: /data/small
      """
    And I have run:
      """
      $ kubectl create -f three.yaml
      """
    When I run:
      """
      $ kubectl create -f pv-claim.yaml
      """
    Then within 1 minute PersistentVolumeClaim "pv-claim" is bound to PersistentVolume "medium"
    And "kubectl get pv" shows:
      | NAME   | CAPACITY | STATUS    | CLAIM            |
      | large  | 100Gi    | Available |                  |
      | medium | 2Gi      | Bound     | default/pv-claim |
      | small  | 1023Mi   | Available |                  |

  @PV-03
  Scenario: What does not fit is not taken: size, access mode, class, selector
    The claim waits, its Pod waits with it, and as soon as a volume fits both go on.

    Given the file "unfit.yaml":
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: too-small
        labels:
          medium: ssd
      spec:
        capacity:
          storage: 500Mi
        accessModes: [ReadWriteOnce]
        hostPath:
          path: /data/a
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: read-only
        labels:
          medium: ssd
      spec:
        capacity:
          storage: 1Gi
        accessModes: [ReadOnlyMany]
        hostPath:
          path: /data/b
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: of-a-class
        labels:
          medium: ssd
      spec:
        storageClassName: fast
        capacity:
          storage: 1Gi
        accessModes: [ReadWriteOnce]
        hostPath:
          path: /data/c
      ---
      apiVersion: v1
      kind: PersistentVolume
      metadata:
        name: unlabelled
      spec:
        capacity:
          storage: 1Gi
        accessModes: [ReadWriteOnce]
        hostPath:
          path: /data/d
      """
    And the file "claim.yaml":
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: pv-claim
      spec:
        accessModes: [ReadWriteOnce]
        selector:
          matchLabels:
            medium: ssd
        resources:
          requests:
            storage: 1Gi
      """
    And I have run:
      """
      $ kubectl create -f unfit.yaml
      """
    When I run:
      """
      $ kubectl create -f claim.yaml
      $ kubectl create -f pv-pod.yaml
      """
    And 10 minutes pass
    Then PersistentVolumeClaim "pv-claim" is in phase "Pending"
    And an Event of PersistentVolumeClaim "pv-claim" with the reason "FailedBinding" says "no persistent volumes available for this claim and no storage class is set"
    And Pod "pv-pod" is in phase "Pending"
    And an Event of Pod "pv-pod" with the reason "FailedScheduling" says "pod has unbound immediate PersistentVolumeClaims"
    When I run:
      """
      $ kubectl label pv unlabelled medium=ssd
      """
    Then within 1 minute PersistentVolumeClaim "pv-claim" is bound to PersistentVolume "unlabelled"
    And within 10 minutes Pod "pv-pod" is ready

  @PV-04
  Scenario: A StorageClass makes the volume when it is asked for
    The first document of the course's file describes a pool of Rook. Its API, ceph.rook.io/v1beta1, exists only where Rook
    is installed (and is called CephBlockPool today): here it is refused, the StorageClass is created all the same.

    Given the file "claim.yaml":
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: pv-claim
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: rook-ceph-block
        resources:
          requests:
            storage: 1Gi
      """
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
      $ kubectl create -f claim.yaml
      """
    Then within 1 minute PersistentVolumeClaim "pv-claim" is in phase "Bound"
    And "kubectl get pv" shows:
      | NAME  | CAPACITY | ACCESS MODES | RECLAIM POLICY | STATUS | CLAIM            | STORAGECLASS    |
      | pvc-* | 1Gi      | RWO          | Delete         | Bound  | default/pv-claim | rook-ceph-block |
    And an Event of PersistentVolumeClaim "pv-claim" with the reason "ProvisioningSucceeded" says "Successfully provisioned volume pvc-"

  @PV-04
  Scenario: A class that nobody has made provides nothing
    Given the file "claim.yaml":
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: pv-claim
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: rook-ceph-block
        resources:
          requests:
            storage: 1Gi
      """
    When I run:
      """
      $ kubectl create -f claim.yaml
      """
    And 10 minutes pass
    Then PersistentVolumeClaim "pv-claim" is in phase "Pending"
    And an Event of PersistentVolumeClaim "pv-claim" with the reason "ProvisioningFailed" says 'storageclass.storage.k8s.io "rook-ceph-block" not found'
    When I try:
      """
      $ kubectl create -f rook-storage.yaml
      """
    Then within 2 minutes PersistentVolumeClaim "pv-claim" is in phase "Bound"
