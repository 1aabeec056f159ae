@mysql-cluster
Feature: The master of the MySQL cluster takes the writes, every server answers reads
  Who writes goes to mysql-0.mysql, the one name that always leads to the master. Who reads may ask mysql-read, the Service
  in front of all servers that are ready. Slaves that join later begin with a copy and catch up by themselves.

  See https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/#sending-client-traffic

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

  @SQL-04 @SQL-05 @SQL-06
  Scenario: Written on the master, read everywhere, also by slaves that join later
    Given I have run:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    When I run:
      """
      $ kubectl run mysql-client --image=mysql:5.7 -i --rm --restart=Never --\
        mysql -h mysql-0.mysql <<EOF
      CREATE DATABASE test;
      CREATE TABLE test.messages (message VARCHAR(250));
      INSERT INTO test.messages VALUES ('hello');
      EOF
      """
    And 2 seconds pass
    And I run:
      """
      $ kubectl run mysql-client --image=mysql:5.7 -i -t --rm --restart=Never --\
       mysql -h mysql-read -e "SELECT * FROM test.messages"
      """
    Then the answer has these lines, in this order:
      """
      +---------+
      | message |
      +---------+
      | hello   |
      +---------+
      pod "mysql-client" deleted from default namespace
      """
    When I run:
      """
      $ for i in 1 2; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT message FROM test.messages'; done
      """
    Then the answer is:
      """
      hello
      hello
      """
    When I try:
      """
      $ kubectl exec mysql-1 -c mysql -- mysql -e "INSERT INTO test.messages VALUES ('no')"
      """
    Then it is refused with:
      """
      ERROR 1290 (HY000) at line 1: The MySQL server is running with the --super-read-only option so it cannot execute this statement
      """
    When I run:
      """
      $ kubectl scale statefulset mysql  --replicas=5
      $ kubectl rollout status statefulset mysql --timeout=10m
      $ kubectl run mysql-client --image=mysql:5.7 -i -t --rm --restart=Never --\
        mysql -h mysql-3.mysql -e "SELECT * FROM test.messages"
      """
    Then the answer has these lines, in this order:
      """
      | message |
      | hello   |
      pod "mysql-client" deleted from default namespace
      """
    And each of the Pods "mysql-3" and "mysql-4" was created only after the one before it was ready
    When I run:
      """
      $ kubectl exec mysql-0 -c mysql -- mysql -e "INSERT INTO test.messages VALUES ('again')"
      $ sleep 2
      $ for i in 1 2 3 4; do kubectl exec mysql-$i -c mysql -- mysql -N -e 'SELECT message FROM test.messages'; done
      """
    Then the answer is:
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
  Scenario: A server that does not answer gets no requests, and comes back by itself
    The readiness probe asks the database itself. The containers of a Pod start in no order, and that is why the sidecar
    waits for the server before it says anything to it.

    Given I have run:
      """
      $ kubectl create -f mysql-statefulset.yaml
      $ kubectl rollout status statefulset mysql --timeout=10m
      """
    And everything has settled
    Then the requests to Service "mysql-read" go to the Pods "mysql-0", "mysql-1" and "mysql-2"
    When in Pod "mysql-2" the container "mysql" stops answering
    Then within 15 seconds the requests to Service "mysql-read" go to the Pods "mysql-0" and "mysql-1"
    And Pod "mysql-2" is not ready
    And Pod "mysql-2" is in phase "Running"
    When I run:
      """
      $ for i in 1 2 3 4 5 6; do kubectl exec mysql-0 -c mysql -- mysql -h mysql-read -N -e 'SELECT @@server_id'; done
      """
    Then the answer contains "101"
    And the answer does not contain "102"
    When in Pod "mysql-2" the container "mysql" answers again
    Then within 2 minutes the requests to Service "mysql-read" go to the Pods "mysql-0", "mysql-1" and "mysql-2"
    And throughout Pod "mysql-2" is one and the same
    When I run:
      """
      $ kubectl logs mysql-1 -c xtrabackup
      """
    Then the answer has these lines, in this order:
      """
      Waiting for mysqld to be ready (accepting connections)
      ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1' (111)
      Initializing replication from clone position
      """
