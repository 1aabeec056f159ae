@storage
Feature: What becomes of a volume when its claim goes
  A claim that a Pod uses is not removed under the Pod's feet: it waits until the last Pod is gone.
  Then the reclaim policy of the volume decides: Retain keeps the volume and its data, but gives it to nobody else;
  Delete removes it together with the storage behind it.

  See https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming

  @PV-06
  Scenario: A claim in use is protected
    Given I have run:
      """
      $ kubectl create -f volumes.yaml
      $ kubectl create -f pv-claim.yaml
      $ kubectl create -f pv-pod.yaml
      $ kubectl wait --for=condition=Ready pod/pv-pod
      """
    When I run:
      """
      $ kubectl delete pvc pv-claim --wait=false
      """
    And 10 minutes pass
    Then "kubectl get pvc" shows:
      | NAME     | STATUS      | VOLUME |
      | pv-claim | Terminating | pv-0   |
    And throughout Pod "pv-pod" is one and the same
    And throughout PersistentVolumeClaim "pv-claim" exists
    And PersistentVolume "pv-0" is in phase "Bound"
    When I run:
      """
      $ kubectl delete pod pv-pod
      """
    Then within 1 minute PersistentVolumeClaim "pv-claim" is gone

  @PV-06
  Scenario: Retain keeps the volume, and gives it to nobody else
    The next claim gets the other volume. Who wants the old one back into the pool removes it by hand.

    Given I have run:
      """
      $ kubectl create -f volumes.yaml
      $ kubectl create -f pv-claim.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl delete pvc pv-claim
      """
    And everything settles
    Then "kubectl get pv" shows:
      | NAME | RECLAIM POLICY | STATUS    | CLAIM            |
      | pv-0 | Retain         | Released  | default/pv-claim |
      | pv-1 | Retain         | Available |                  |
    When I run:
      """
      $ kubectl create -f pv-claim.yaml
      """
    Then within 1 minute PersistentVolumeClaim "pv-claim" is bound to PersistentVolume "pv-1"
    And PersistentVolume "pv-0" is in phase "Released"
    When I run:
      """
      $ kubectl delete pv pv-0
      """
    Then PersistentVolume "pv-0" does not exist

  @PV-06
  Scenario: Delete removes the volume with its claim
    Volumes that a StorageClass makes have its policy, and that is Delete when nothing is said. Changed to Retain in
    time, the volume stays.

    Given the file "claims.yaml":
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata:
        name: standard
        annotations:
          storageclass.kubernetes.io/is-default-class: "true"
      provisioner: ebs.csi.aws.com
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: first
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: second
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 2Gi
      """
    And I have run:
      """
      $ kubectl create -f claims.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl patch pv $(kubectl get pvc second -o jsonpath='{.spec.volumeName}') -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'
      $ kubectl delete pvc first second
      """
    And everything settles
    Then "kubectl get pv" shows:
      | CAPACITY | RECLAIM POLICY | STATUS   | CLAIM          |
      | 2Gi      | Retain         | Released | default/second |
