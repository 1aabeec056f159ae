# language: zh-CN
@storage
功能: 属于 Pod 的卷，和属于节点的卷
  emptyDir 一开始是空的，由 Pod 里的所有容器共享；容器重启它还在，Pod 消失它也随之消失。
  hostPath 是节点上的一个目录：Pod 没了它还在，但只有同一个节点上的 Pod 才看得到。

  参见 https://kubernetes.io/zh-cn/docs/concepts/storage/volumes/

  @PV-07
  场景: emptyDir 由容器共享，随 Pod 消失
    在同一个节点上再次创建的 Pod，得到的又是一个空目录。

    假如文件"shared.yaml"的内容是:
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
    当我执行:
      """
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      $ sleep 1
      $ kubectl exec shared -c reader -- cat /in/log.txt
      """
    那么输出中包含"started"
    当我执行:
      """
      $ kubectl exec shared -c reader -- sh -c 'echo read >> /in/log.txt'
      $ sleep 40
      $ kubectl exec shared -c reader -- cat /in/log.txt
      """
    那么输出中依次有这些行:
      """
      started
      read
      started
      """
    当我执行:
      """
      $ kubectl delete pod shared
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      $ sleep 1
      $ kubectl exec shared -c reader -- cat /in/log.txt
      """
    那么输出中包含"started"
    并且输出中不包含"read"

  @PV-07
  场景: hostPath 留在节点上
    假如文件"host.yaml"的内容是:
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
    当我执行:
      """
      $ kubectl create -f host.yaml
      $ kubectl wait --for=condition=Ready pod/host
      $ kubectl exec host -- sh -c 'echo here > /data/note.txt'
      $ kubectl delete pod host
      $ kubectl create -f host.yaml
      $ kubectl wait --for=condition=Ready pod/host
      $ kubectl exec host -- cat /data/note.txt
      """
    那么输出中依次有这些行:
      """
      here
      """
    当我执行:
      """
      $ kubectl delete pod host
      $ sed 's/k8s-node01/k8s-node02/' host.yaml | kubectl create -f -
      $ kubectl wait --for=condition=Ready pod/host
      """
    并且我尝试执行:
      """
      $ kubectl exec host -- cat /data/note.txt
      """
    那么命令被拒绝，提示:
      """
      cat: can't open '/data/note.txt': No such file or directory
      """
