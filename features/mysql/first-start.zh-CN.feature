# language: zh-CN
@mysql-cluster
功能: 用 StatefulSet 运行一主多从的 MySQL 集群
  所有 Pod 用的是同一个模板，却有一个是主节点，其他的从它复制数据：模板里的脚本根据 Pod 的编号来区分角色。
  Init 容器负责准备配置文件，并在第一次启动时从前一个 Pod 拷贝数据；
  sidecar 容器负责启动复制，还要把数据提供给后一个 Pod 拷贝。

  参见 https://kubernetes.io/zh-cn/docs/tasks/run-application/run-replicated-stateful-application/

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

  @SQL-01 @SQL-02
  场景: 三个服务器依次启动，各有各的配置
    清单就是课程里的原文，只按它的备注加了一行：使用 Rook 提供的存储时，要写上 storageClassName: rook-ceph-block。
    server-id 从 100 开始，因为 0 有特殊含义。

    当我执行:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    那么执行"kubectl get pod -l app=mysql"可以看到:
      | NAME    | READY | STATUS  | RESTARTS |
      | mysql-0 | 2/2   | Running | 0        |
      | mysql-1 | 2/2   | Running | 0        |
      | mysql-2 | 2/2   | Running | 0        |
    并且"mysql-0"、"mysql-1"和"mysql-2"中的每个Pod都是在前一个就绪之后才被创建
    并且执行"kubectl get pvc"可以看到:
      | NAME         | STATUS | CAPACITY | ACCESS MODES | STORAGECLASS    |
      | data-mysql-0 | Bound  | 10Gi     | RWO          | rook-ceph-block |
      | data-mysql-1 | Bound  | 10Gi     | RWO          | rook-ceph-block |
      | data-mysql-2 | Bound  | 10Gi     | RWO          | rook-ceph-block |
    当我执行:
      """
      $ for i in 0 1 2; do kubectl exec mysql-$i -c mysql -- sh -c 'ls /etc/mysql/conf.d; cat /etc/mysql/conf.d/server-id.cnf'; done
      """
    那么输出为:
      """
      master.cnf
      server-id.cnf
      [mysqld]
      server-id=100
      server-id.cnf
      slave.cnf
      [mysqld]
      server-id=101
      server-id.cnf
      slave.cnf
      [mysqld]
      server-id=102
      """
    当我执行:
      """
      $ for i in 0 1 2; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT @@server_id, @@super_read_only'; done
      """
    那么输出为:
      """
      100  0
      101  1
      102  1
      """
    当过了2 分钟
    那么执行"kubectl get pod -l app=mysql"可以看到:
      | NAME    | READY | RESTARTS |
      | mysql-0 | 2/2   | 0        |
      | mysql-1 | 2/2   | 0        |
      | mysql-2 | 2/2   | 0        |

  @SQL-03 @SQL-04
  场景: 第一次启动时拷贝数据、开始复制，而且只做一次
    mysql-1 从主节点拷贝：备份里写明了对应的二进制日志位置，sidecar 据此拼出 SQL 语句。
    mysql-2 从 mysql-1 拷贝，备份里已经有现成的语句。用完之后文件就改名、备份信息就删掉（“阅后即焚”），
    这样，新的 Pod 挂上同样的数据后，就不会再做一遍。

    假如我已经执行了:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    当我执行:
      """
      $ for i in 1 2; do kubectl exec mysql-$i -c xtrabackup -- cat /var/lib/mysql/change_master_to.sql.orig; done
      """
    那么输出为:
      """
      CHANGE MASTER TO MASTER_LOG_FILE='mysql-0-bin.000001',        MASTER_LOG_POS=154
      CHANGE MASTER TO MASTER_LOG_FILE='mysql-0-bin.000001', MASTER_LOG_POS=154
      """
    当我执行:
      """
      $ for i in 0 1 2; do kubectl exec mysql-$i -c xtrabackup -- ls /var/lib/mysql; done
      """
    那么输出中不包含"xtrabackup_slave_info"
    并且输出中不包含"xtrabackup_binlog_info"
    并且输出中不包含"change_master_to.sql.in"
    当我执行:
      """
      $ kubectl logs mysql-1 -c clone-mysql
      """
    那么输出中包含"+ ncat --recv-only mysql-0.mysql 3307"
    当我执行:
      """
      $ kubectl logs mysql-2 -c clone-mysql
      """
    那么输出中包含"+ ncat --recv-only mysql-1.mysql 3307"
    当我执行:
      """
      $ kubectl logs mysql-0 -c clone-mysql
      """
    那么输出中不包含"ncat"
    当我执行:
      """
      $ kubectl exec mysql-2 -c mysql -- mysql -e 'SHOW SLAVE STATUS\G'
      """
    那么输出中依次有这些行:
      """
      Master_Host: mysql-0.mysql
      Slave_IO_Running: Yes
      Slave_SQL_Running: Yes
      """
    当我执行:
      """
      $ kubectl delete pod mysql-2
      $ kubectl rollout status statefulset mysql --timeout=10m
      $ kubectl logs mysql-2 -c clone-mysql
      $ kubectl logs mysql-2 -c xtrabackup
      """
    那么输出中不包含"ncat --recv-only"
    并且输出中不包含"Initializing replication"
    当我执行:
      """
      $ kubectl exec mysql-2 -c mysql -- mysql -e 'SHOW SLAVE STATUS\G'
      """
    那么输出中包含"Slave_SQL_Running: Yes"
