# language: zh-CN
@pod
功能: 什么时候拉取镜像
  Always 在每次启动容器时都访问仓库；IfNotPresent 只在节点上没有镜像时才拉取；Never 从不拉取。
  不写 imagePullPolicy 时由标签决定：latest 或没有标签为 Always，其他标签为 IfNotPresent。

  参见 https://kubernetes.io/zh-cn/docs/concepts/containers/images/#image-pull-policy

  背景:
    假如节点"k8s-node01"上已有镜像"nginx:1.15.2"

  @POD-12
  场景: IfNotPresent 直接使用已有的镜像
    当我执行:
      """
      $ kubectl create -f pull-ifnotpresent.yaml
      """
    那么5 秒内，Pod "pull-ifnotpresent"就绪
    并且Pod "pull-ifnotpresent"没有原因为"Pulling"的Event
    并且Pod "pull-ifnotpresent"有一条原因为"Pulled"的Event，内容包含'Container image "nginx:1.15.2" already present on machine'

  @POD-12
  场景: Always 仍然要访问仓库
    当我执行:
      """
      $ kubectl create -f pull-always.yaml
      """
    那么30 秒内，Pod "pull-always"就绪
    并且Pod "pull-always"有一条原因为"Pulling"的Event，内容包含"Pulling image"
    并且Pod "pull-always"有一条原因为"Pulled"的Event，内容包含"Successfully pulled image"

  @POD-12
  场景: 仓库里没有镜像时，Always 的 Pod 启动不了
    假如镜像"nginx:1.15.2"在任何仓库中都不存在
    当我执行:
      """
      $ kubectl create -f pull-always.yaml -f pull-ifnotpresent.yaml
      """
    那么1 分钟内，在Pod "pull-always"中，容器"web"停在等待状态，原因是"ImagePullBackOff"
    并且在Pod "pull-always"中，容器"web"从未运行
    并且Pod "pull-ifnotpresent"已就绪

  @POD-12
  场景: Never：节点上有镜像就运行，没有就是 ErrImageNeverPull
    当我执行:
      """
      $ kubectl create -f pull-never.yaml
      $ kubectl run elsewhere --image=nginx:1.15.2 --image-pull-policy=Never --overrides='{"spec":{"nodeName":"k8s-node02"}}'
      """
    并且过了5 分钟
    那么Pod "pull-never"已就绪
    并且在Pod "elsewhere"中，容器"elsewhere"停在等待状态，原因是"ErrImageNeverPull"
    并且在Pod "elsewhere"中，容器"elsewhere"从未运行
    并且Pod "elsewhere"没有原因为"Pulling"的Event
    并且Pod "elsewhere"有一条原因为"ErrImageNeverPull"的Event，内容包含"is not present with pull policy of Never"

  @POD-12
  场景: 什么都不写：由标签决定
    当我执行:
      """
      $ kubectl create -f pull-default.yaml
      $ kubectl get pod pull-default -o custom-columns=POLICIES:.spec.containers[*].imagePullPolicy
      """
    那么输出为:
      """
      pod/pull-default created
      POLICIES
      IfNotPresent,Always,Always
      """

  @POD-12
  场景: 标签不存在：先是 ErrImagePull，再是 ImagePullBackOff
    当我执行:
      """
      $ kubectl create -f broken-image.yaml
      """
    那么10 秒内，在Pod "broken"中，容器"web"停在等待状态，原因是"ErrImagePull"
    并且30 秒内，在Pod "broken"中，容器"web"停在等待状态，原因是"ImagePullBackOff"
    并且Pod "broken"处于"Pending"阶段
    并且Pod "broken"有一条原因为"Failed"的Event，内容包含"failed to resolve image: docker.io/library/nginx:1.91: not found"

  @POD-12
  场景: 私有仓库需要凭据：imagePullSecrets 引用的 Secret 必须存在
    假如拉取镜像"registry.example.com/team/app:1.0"需要凭据
    当我执行:
      """
      $ kubectl create -f private-image.yaml
      """
    那么30 秒内，在Pod "private"中，容器"app"停在等待状态，原因是"ImagePullBackOff"
    并且Pod "private"有一条原因为"FailedToRetrieveImagePullSecret"的Event，内容包含"Unable to retrieve some image pull secrets (registry-key); attempting to pull the image may not succeed."
    并且Pod "private"有一条原因为"Failed"的Event，内容包含"pull access denied, repository does not exist or may require authorization"
    当我执行:
      """
      $ kubectl create secret docker-registry registry-key --docker-server=registry.example.com --docker-username=me --docker-password=secret
      """
    那么1 分钟内，Pod "private"就绪

  @POD-12
  场景: 别的 Pod 用凭据拉下来的镜像，没有凭据的 Pod 不能直接用
    假如拉取镜像"registry.example.com/team/app:1.0"需要凭据
    当我执行:
      """
      $ kubectl create secret docker-registry registry-key --docker-server=registry.example.com --docker-username=me --docker-password=secret
      $ kubectl create -f private-image.yaml
      $ kubectl wait --for=condition=Ready pod/private
      $ kubectl run stranger --image=registry.example.com/team/app:1.0 --overrides='{"spec":{"nodeName":"k8s-node01"}}'
      """
    那么30 秒内，在Pod "stranger"中，容器"stranger"停在等待状态，原因是"ImagePullBackOff"
    并且在Pod "stranger"中，容器"stranger"从未运行
