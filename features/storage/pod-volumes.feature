@storage
Feature: Volumes that belong to the Pod, and volumes that belong to the node
  An emptyDir begins empty, is shared by all containers of the Pod, survives their restarts and goes with the Pod.
  A hostPath is a folder of the node: it outlives the Pod, and only Pods on the same node see it.

  See https://kubernetes.io/docs/concepts/storage/volumes/

  @PV-07
  Scenario: An emptyDir is shared by the containers and goes with the Pod
    The next Pod on the same node begins with an empty one again.

    Given the file "shared.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: shared
      spec:
        nodeName: k8s-node01
        terminationGracePeriodSeconds: 0
        containers:
        - name: writer
          image: busybox:1.28
          command: ["sh", "-c", "echo started >> /out/log.txt; sleep 20"]
          volumeMounts:
          - name: box
            mountPath: /out
        - name: reader
          image: busybox:1.28
          command: ["sleep", "3600"]
          volumeMounts:
          - name: box
            mountPath: /in
        volumes:
        - name: box
          emptyDir: {}
      """
    When I run:
      """
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      $ sleep 1
      $ kubectl exec shared -c reader -- cat /in/log.txt
      """
    Then the answer contains "started"
    When I run:
      """
      $ kubectl exec shared -c reader -- sh -c 'echo read >> /in/log.txt'
      $ sleep 40
      $ kubectl exec shared -c reader -- cat /in/log.txt
      """
    Then the answer has these lines, in this order:
      """
      started
      read
      started
      """
    When I run:
      """
      $ kubectl delete pod shared
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      $ sleep 1
      $ kubectl exec shared -c reader -- cat /in/log.txt
      """
    Then the answer contains "started"
    And the answer does not contain "read"

  @PV-07
  Scenario: A hostPath stays on the node
    Given the file "host.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: host
      spec:
        nodeName: k8s-node01
        terminationGracePeriodSeconds: 0
        containers:
        - name: shell
          image: busybox:1.28
          command: ["sleep", "3600"]
          volumeMounts:
          - name: data
            mountPath: /data
        volumes:
        - name: data
          hostPath:
            path: /var/data
            type: DirectoryOrCreate
      """
    When I run:
      """
      $ kubectl create -f host.yaml
      $ kubectl wait --for=condition=Ready pod/host
      $ kubectl exec host -- sh -c 'echo here > /data/note.txt'
      $ kubectl delete pod host
      $ kubectl create -f host.yaml
      $ kubectl wait --for=condition=Ready pod/host
      $ kubectl exec host -- cat /data/note.txt
      """
    Then the answer has these lines, in this order:
      """
      here
      """
    When I run:
      """
      $ kubectl delete pod host
      $ sed 's/k8s-node01/k8s-node02/' host.yaml | kubectl create -f -
      $ kubectl wait --for=condition=Ready pod/host
      """
    And I try:
      """
      $ kubectl exec host -- cat /data/note.txt
      """
    Then it is refused with:
      """
      cat: can't open '/data/note.txt': No such file or directory
      """
