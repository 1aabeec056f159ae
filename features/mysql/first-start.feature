@mysql-cluster
Feature: A MySQL cluster with one master and several slaves, run by a StatefulSet
  One template for all, and yet one Pod is the master and the others copy from it: the scripts in the Pod template find out
  by the Pod's number. Init containers give each Pod its configuration and, the first time, a copy of the data of the Pod
  before it; a sidecar starts the replication and hands out copies to the next one.

  See https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/

  Background:
    Given I try:
      """
      $ kubectl create -f rook-storage.yaml
      """
    And I have run:
      """
      $ kubectl create -f mysql-configmap.yaml
      $ kubectl create -f mysql-services.yaml
      """

  @SQL-01 @SQL-02
  Scenario: Three servers come up in order, each with its own configuration
    The manifest is the course's own, with the one line that its note asks for when the volumes come from Rook:
    storageClassName: rook-ceph-block. Server ids begin with 100, because 0 has a meaning of its own.

    When I run:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    Then "kubectl get pod -l app=mysql" shows:
      | NAME    | READY | STATUS  | RESTARTS |
      | mysql-0 | 2/2   | Running | 0        |
      | mysql-1 | 2/2   | Running | 0        |
      | mysql-2 | 2/2   | Running | 0        |
    And each of the Pods "mysql-0", "mysql-1" and "mysql-2" was created only after the one before it was ready
    And "kubectl get pvc" shows:
      | NAME         | STATUS | CAPACITY | ACCESS MODES | STORAGECLASS    |
      | data-mysql-0 | Bound  | 10Gi     | RWO          | rook-ceph-block |
      | data-mysql-1 | Bound  | 10Gi     | RWO          | rook-ceph-block |
      | data-mysql-2 | Bound  | 10Gi     | RWO          | rook-ceph-block |
    When I run:
      """
      $ for i in 0 1 2; do kubectl exec mysql-$i -c mysql -- sh -c 'ls /etc/mysql/conf.d; cat /etc/mysql/conf.d/server-id.cnf'; done
      """
    Then the answer is:
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
    When I run:
      """
      $ for i in 0 1 2; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT @@server_id, @@super_read_only'; done
      """
    Then the answer is:
      """
      100  0
      101  1
      102  1
      """
    When 2 minutes pass
    Then "kubectl get pod -l app=mysql" shows:
      | NAME    | READY | RESTARTS |
      | mysql-0 | 2/2   | 0        |
      | mysql-1 | 2/2   | 0        |
      | mysql-2 | 2/2   | 0        |

  @SQL-03 @SQL-04
  Scenario: The first start copies the data and starts the replication, and does it once
    mysql-1 copies from the master: its backup says where in the master's log it was taken, and the sidecar writes the
    statement itself. mysql-2 copies from mysql-1, whose backup holds the finished statement. Afterwards the file is
    renamed and the information is gone, so that a new Pod on the same data does nothing of it again.

    Given I have run:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    When I run:
      """
      $ for i in 1 2; do kubectl exec mysql-$i -c xtrabackup -- cat /var/lib/mysql/change_master_to.sql.orig; done
      """
    Then the answer is:
      """
      CHANGE MASTER TO MASTER_LOG_FILE='mysql-0-bin.000001',        MASTER_LOG_POS=154
      CHANGE MASTER TO MASTER_LOG_FILE='mysql-0-bin.000001', MASTER_LOG_POS=154
      """
    When I run:
      """
      $ for i in 0 1 2; do kubectl exec mysql-$i -c xtrabackup -- ls /var/lib/mysql; done
      """
    Then the answer does not contain "xtrabackup_slave_info"
    And the answer does not contain "xtrabackup_binlog_info"
    And the answer does not contain "change_master_to.sql.in"
    When I run:
      """
      $ kubectl logs mysql-1 -c clone-mysql
      """
    Then the answer contains "+ ncat --recv-only mysql-0.mysql 3307"
    When I run:
      """
      $ kubectl logs mysql-2 -c clone-mysql
      """
    Then the answer contains "+ ncat --recv-only mysql-1.mysql 3307"
    When I run:
      """
      $ kubectl logs mysql-0 -c clone-mysql
      """
    Then the answer does not contain "ncat"
    When I run:
      """
      $ kubectl exec mysql-2 -c mysql -- mysql -e 'SHOW SLAVE STATUS\G'
      """
    Then the answer has these lines, in this order:
      """
      Master_Host: mysql-0.mysql
      Slave_IO_Running: Yes
      Slave_SQL_Running: Yes
      """
    When I run:
      """
      $ kubectl delete pod mysql-2
      $ kubectl rollout status statefulset mysql --timeout=10m
      $ kubectl logs mysql-2 -c clone-mysql
      $ kubectl logs mysql-2 -c xtrabackup
      """
    Then the answer does not contain "ncat --recv-only"
    And the answer does not contain "Initializing replication"
    When I run:
      """
      $ kubectl exec mysql-2 -c mysql -- mysql -e 'SHOW SLAVE STATUS\G'
      """
    Then the answer contains "Slave_SQL_Running: Yes"
