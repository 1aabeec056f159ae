# language: zh-CN
@mysql-cluster
功能: MySQL 集群中，主节点负责写入，所有节点都能读取
  写入要访问 mysql-0.mysql，这个名字总是指向主节点。读取可以访问 mysql-read，
  这个 Service 会把请求转发给任意一个就绪的服务器。后来加入的从节点先拷贝一份数据，再自动追上。

  参见 https://kubernetes.io/zh-cn/docs/tasks/run-application/run-replicated-stateful-application/#sending-client-traffic

  背景:
    假如我尝试执行:
      """
      $ kubectl create -f rook-storage.yaml
      """
    并且我已经执行了:
      """
      $ kubectl create -f mysql-configmap.yaml
      $ kubectl create -f mysql-services.yaml
      """

  @SQL-04 @SQL-05 @SQL-06
  场景: 在主节点写入，到处都能读到，后来加入的从节点也一样
    假如我已经执行了:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    当我执行:
      """
      $ kubectl run mysql-client --image=mysql:5.7 -i --rm --restart=Never --\
        mysql -h mysql-0.mysql <<EOF
      CREATE DATABASE test;
      CREATE TABLE test.messages (message VARCHAR(250));
      INSERT INTO test.messages VALUES ('hello');
      EOF
      """
    并且过了2 秒
    并且我执行:
      """
      $ kubectl run mysql-client --image=mysql:5.7 -i -t --rm --restart=Never --\
       mysql -h mysql-read -e "SELECT * FROM test.messages"
      """
    那么输出中依次有这些行:
      """
      +---------+
      | message |
      +---------+
      | hello   |
      +---------+
      pod "mysql-client" deleted from default namespace
      """
    当我执行:
      """
      $ for i in 1 2; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT message FROM test.messages'; done
      """
    那么输出为:
      """
      hello
      hello
      """
    当我尝试执行:
      """
      $ kubectl exec mysql-1 -c mysql -- mysql -e "INSERT INTO test.messages VALUES ('no')"
      """
    那么命令被拒绝，提示:
      """
      ERROR 1290 (HY000) at line 1: The MySQL server is running with the --super-read-only option so it cannot execute this statement
      """
    当我执行:
      """
      $ kubectl scale statefulset mysql  --replicas=5
      $ kubectl rollout status statefulset mysql --timeout=10m
      $ kubectl run mysql-client --image=mysql:5.7 -i -t --rm --restart=Never --\
        mysql -h mysql-3.mysql -e "SELECT * FROM test.messages"
      """
    那么输出中依次有这些行:
      """
      | message |
      | hello   |
      pod "mysql-client" deleted from default namespace
      """
    并且"mysql-3"和"mysql-4"中的每个Pod都是在前一个就绪之后才被创建
    当我执行:
      """
      $ kubectl exec mysql-0 -c mysql -- mysql -e "INSERT INTO test.messages VALUES ('again')"
      $ sleep 2
      $ for i in 1 2 3 4; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT message FROM test.messages'; done
      """
    那么输出为:
      """
      hello
      again
      hello
      again
      hello
      again
      hello
      again
      """

  @SQL-07
  场景: 没有应答的服务器收不到请求，恢复之后又自动回来
    就绪探针会真正去查询数据库。同一个 Pod 里的容器没有先后顺序，所以 sidecar 要先等数据库可以连接，再去初始化。

    假如我已经执行了:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    并且集群已经稳定
    那么发往Service "mysql-read"的请求会转发到"mysql-0"、"mysql-1"和"mysql-2"这几个Pod
    当在Pod "mysql-2"中，容器"mysql"不再应答
    那么15 秒内，发往Service "mysql-read"的请求只会转发到"mysql-0"和"mysql-1"这几个Pod
    并且Pod "mysql-2"未就绪
    并且Pod "mysql-2"处于"Running"阶段
    当我执行:
      """
      $ for i in 1 2 3 4 5 6; do kubectl exec mysql-0 -c mysql -- mysql -h mysql-read -N -e 'SELECT @@server_id'; done
      """
    那么输出中包含"101"
    并且输出中不包含"102"
    当在Pod "mysql-2"中，容器"mysql"恢复应答
    那么2 分钟内，发往Service "mysql-read"的请求只会转发到"mysql-0"、"mysql-1"和"mysql-2"这几个Pod
    并且整个过程中，Pod "mysql-2"始终是同一个对象
    当我执行:
      """
      $ kubectl logs mysql-1 -c xtrabackup
      """
    那么输出中依次有这些行:
      """
      Waiting for mysqld to be ready (accepting connections)
      ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1' (111)
      Initializing replication from clone position
      """
