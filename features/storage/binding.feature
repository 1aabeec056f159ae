@storage
Feature: A claim is bound to a volume that fits
  A PersistentVolumeClaim says what somebody needs: how much room, and how it is accessed. A PersistentVolume says what there
  is. Kubernetes brings the two together one to one, takes the smallest volume that is big enough, and lets the claim and
  its Pod wait when there is none.

  See https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding

  @PV-05
  Scenario: A Pod names the claim, and knows nothing of the volume
    When I run:
      """
      $ kubectl create -f local-volume.yaml
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
    StorageClass, and unknown fields are refused (since 1.25 by the API server itself). Besides, accessModes has to be there.

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
    Given I have run:
      """
      $ kubectl create -f three-sizes.yaml
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

    Given I have run:
      """
      $ kubectl create -f unfit-volumes.yaml
      """
    When I run:
      """
      $ kubectl create -f ssd-claim.yaml
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
