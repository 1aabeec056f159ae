# language: zh-CN
@kubectl
功能: 三种补丁和 edit 殊途同归
  JSON 补丁是一组针对路径的操作；merge 补丁是对象的一部分，列表会被整个替换；
  默认的 strategic merge 补丁知道容器按名字区分。edit 提交的也是这样的补丁。

  参见 https://kubernetes.io/zh-cn/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/

  背景:
    假如我已经执行了:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """

  @KCT-02
  场景: --type=json：针对路径的操作
    当我执行:
      """
      $ kubectl patch deployment nginx-deployment --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.9.1"}]'
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment patched
      """
    并且1 分钟内，Deployment "nginx-deployment"的所有Pod运行的镜像都变为"nginx:1.9.1"

  @KCT-02
  场景: strategic merge：只改同名的容器，端口保持不变
    当我执行:
      """
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1"}]}}}}'
      $ kubectl get deployment nginx-deployment -o custom-columns=IMAGE:.spec.template.spec.containers[*].image,PORT:.spec.template.spec.containers[*].ports[*].containerPort
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment patched
      IMAGE         PORT
      nginx:1.9.1   80
      """
    并且1 分钟内，Deployment "nginx-deployment"的所有Pod运行的镜像都变为"nginx:1.9.1"

  @KCT-02
  场景: --type=merge：容器列表被整个替换，端口丢失
    当我执行:
      """
      $ kubectl patch deployment nginx-deployment --type=merge -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1"}]}}}}'
      $ kubectl get deployment nginx-deployment -o custom-columns=IMAGE:.spec.template.spec.containers[*].image,PORT:.spec.template.spec.containers[*].ports[*].containerPort
      """
    那么输出为:
      """
      deployment.apps/nginx-deployment patched
      IMAGE         PORT
      nginx:1.9.1   <none>
      """
    并且1 分钟内，Deployment "nginx-deployment"的所有Pod运行的镜像都变为"nginx:1.9.1"

  @KCT-02
  场景: 路径不存在，整个补丁都会被拒绝
    当我尝试执行:
      """
      $ kubectl patch deployment nginx-deployment --type='json' -p='[{"op": "replace", "path": "/spec/replicas", "value": 5}, {"op": "replace", "path": "/spec/template/spec/containers/1/image", "value":"nginx:1.9.1"}]'
      """
    那么输出中包含"The request is invalid"
    并且Deployment "nginx-deployment"有3个副本
    并且在1 分钟内没有任何变化

  @KCT-03
  场景: edit 取回、修改、提交：触发同样的滚动更新
    当我编辑Deployment "nginx-deployment"，把"nginx:1.7.9"改为"nginx:1.9.1"
    那么输出为:
      """
      deployment.apps/nginx-deployment edited
      """
    并且1 分钟内，Deployment "nginx-deployment"的所有Pod运行的镜像都变为"nginx:1.9.1"
    并且Deployment "nginx-deployment"拥有2个ReplicaSet

  @KCT-03
  场景: 不作修改就保存，什么都不会提交
    当我编辑Deployment "nginx-deployment"，把"nginx:1.7.9"改为"nginx:1.7.9"
    那么输出为:
      """
      Edit cancelled, no changes made.
      """
    并且Deployment "nginx-deployment"拥有1个ReplicaSet
