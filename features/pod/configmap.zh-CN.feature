# language: zh-CN
@pod
功能: ConfigMap 把配置从镜像中分离出来
  ConfigMap 按键保存文本，可以由字面值、文件、目录或 env 文件创建。容器以环境变量或文件的形式读取：
  文件会跟随改动更新，环境变量则一直是容器启动时的值。

  参见 https://kubernetes.io/zh-cn/docs/concepts/configuration/configmap/

  @POD-19
  场景: 由字面值、文件、目录和 env 文件创建
    当我执行:
      """
      $ kubectl create configmap from-literal --from-literal=color=blue --from-literal=size=big
      $ kubectl create configmap from-file --from-file=conf/nginx.conf
      $ kubectl create configmap from-folder --from-file=conf
      $ kubectl create configmap from-env --from-env-file=game.env
      $ kubectl create configmap from-renamed --from-file=web=conf/nginx.conf
      """
    那么执行"kubectl get configmap"可以看到:
      | NAME             | DATA |
      | from-env         | 2    |
      | from-file        | 1    |
      | from-folder      | 2    |
      | from-literal     | 2    |
      | from-renamed     | 1    |
      | kube-root-ca.crt | 1    |
    当我执行:
      """
      $ kubectl get configmap from-env -o yaml
      $ kubectl get configmap from-folder -o yaml
      $ kubectl get configmap from-renamed -o yaml
      """
    那么输出中依次有这些行:
      """
      color: green
      lives: "3"
      nginx.conf: |
      worker_processes  1;
      redis.conf: |
      timeout 0
      web: |
      """

  @POD-19
  场景: 作为单个变量、全部变量和文件
    假如我已经执行了:
      """
      $ kubectl create configmap app-config --from-literal=color=blue --from-literal=size=big
      $ kubectl create -f config-pod.yaml
      $ kubectl wait --for=condition=Ready pod/config-pod
      """
    当我执行:
      """
      $ kubectl exec config-pod -- sh -c 'echo $COLOR $color $size; ls /etc/config; cat /etc/config/size'
      """
    那么输出为:
      """
      blue blue big
      color
      size
      big
      """

  @POD-19
  场景: 修改之后，文件是新的，变量还是旧的
    假如我已经执行了:
      """
      $ kubectl create configmap app-config --from-literal=color=blue --from-literal=size=big
      $ kubectl create -f config-pod.yaml
      $ kubectl wait --for=condition=Ready pod/config-pod
      """
    当我执行:
      """
      $ kubectl patch configmap app-config --type=merge -p '{"data":{"color":"red"}}'
      $ kubectl exec config-pod -- cat /etc/config/color
      """
    那么输出为:
      """
      configmap/app-config patched
      blue
      """
    当过了2 分钟
    并且我执行:
      """
      $ kubectl exec config-pod -- sh -c 'cat /etc/config/color; echo; echo $COLOR $color'
      """
    那么输出为:
      """
      red
      blue blue
      """
    并且整个过程中，在Pod "config-pod"中，容器"app"的重启次数始终是0次

  @POD-19
  场景: 变量引用的 ConfigMap 不存在，容器就创建不了
    当我执行:
      """
      $ kubectl create -f config-env.yaml
      """
    那么30 秒内，在Pod "config-env"中，容器"app"停在等待状态，原因是"CreateContainerConfigError"
    并且Pod "config-env"有一条原因为"Failed"的Event，内容包含'Error: configmap "app-config" not found'
    当我执行:
      """
      $ kubectl create configmap app-config --from-literal=color=blue
      """
    那么1 分钟内，Pod "config-env"就绪

  @POD-19
  场景: 存储卷引用的 ConfigMap 不存在，Pod 就启动不了
    当我执行:
      """
      $ kubectl create -f config-volume.yaml
      """
    并且过了1 分钟
    那么在Pod "config-volume"中，容器"app"从未运行
    并且Pod "config-volume"有一条原因为"FailedMount"的Event，内容包含'MountVolume.SetUp failed for volume "config" : configmap "app-config" not found'
    当我执行:
      """
      $ kubectl create configmap app-config --from-literal=color=blue
      """
    那么3 分钟内，Pod "config-volume"就绪

  @POD-19
  场景: 来自 ConfigMap 的脚本要加上可执行权限才能运行
    当我执行:
      """
      $ kubectl create -f config-script.yaml
      """
    那么30 秒内，Pod "executable"就绪
    并且30 秒内，在Pod "plain"中，容器"app"停在等待状态，原因是"RunContainerError"
    并且Pod "plain"有一条原因为"Failed"的Event，内容包含'exec: "/scripts/run.sh": permission denied'
    并且在Pod "plain"中，容器"app"从未运行
