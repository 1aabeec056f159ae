# language: zh-CN
@pod
功能: 容器自己也能规定什么时候重新启动
  容器的 restartPolicy 优先于 Pod 的，容器的重启规则又优先于这两者：由退出码决定。
  其中有一种动作能让整个 Pod 从头再来：Init 容器也重新运行，节点和地址都不变。

  参见 https://kubernetes.io/zh-cn/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules

  @POD-03
  场景: 以 42 退出就重新启动，以 7 退出 Pod 就失败了
    当我执行:
      """
      $ kubectl create -f restart-rules.yaml
      """
    那么2 分钟内，Pod "retries"进入"Failed"阶段
    并且在Pod "retries"中，容器"app"每次重启前依次等待"0s"和"10s"
    并且在Pod "retries"中，容器"app"重启过2次

  @POD-03
  场景: 一个容器以 88 退出，所有容器都从头再来，而且不调用 preStop
    当我执行:
      """
      $ kubectl create -f restart-all.yaml
      """
    那么2 分钟内，在Pod "together"中，容器"prepare"的重启次数达到1次
    并且1 分钟内，Pod "together"就绪
    并且在Pod "together"中，容器"app"重启过1次
    并且在Pod "together"中，容器"app"最近一次以退出码137结束，原因是"RestartingAllContainers"
    并且Pod "together"的状况"AllContainersRestarting"为"False"
    当我执行:
      """
      $ kubectl exec together -c app -- sh -c 'wc -l < /data/prepared; ls /data'
      """
    那么输出为:
      """
      2
      once
      prepared
      """
