@pod
Feature: What the containers of a Pod share, and what they learn of themselves
  All containers of a Pod have one IP address, so they reach each other at localhost, and they mount the same volumes.
  The downward API tells them their name, address, labels and resources, as variables or as files.

  See https://kubernetes.io/docs/concepts/workloads/pods/downward-api/

  @POD-17
  Scenario: What one container writes the other serves, at localhost
    Given I have run:
      """
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      """
    When I run:
      """
      $ kubectl exec shared -c web -- cat /usr/share/nginx/html/index.html
      $ kubectl exec shared -c writer -- wget -qO- localhost
      """
    Then the answer is:
      """
      hello from the writer
      hello from the writer
      """

  @POD-17
  Scenario: The files outlive the restart of a container
    Given I have run:
      """
      $ kubectl create -f shared.yaml
      $ kubectl wait --for=condition=Ready pod/shared
      $ kubectl exec shared -c writer -- sh -c 'echo noted > /html/note'
      """
    When I try:
      """
      $ kubectl exec shared -c web -- sh -c 'kill 1'
      """
    Then within 10 seconds in Pod "shared" the container "web" has been restarted 1 time
    And in Pod "shared" the container "writer" has been restarted 0 times
    And within 10 seconds Pod "shared" is ready
    When I run:
      """
      $ kubectl exec shared -c web -- cat /usr/share/nginx/html/note
      """
    Then the answer is:
      """
      noted
      """

  @POD-17
  Scenario: With shareProcessNamespace each sees the processes of the others; process 1 is the Pod's own
    Given I have run:
      """
      $ kubectl create -f one-process-space.yaml
      $ kubectl wait --for=condition=Ready pod/together
      """
    When I run:
      """
      $ kubectl exec together -c shell -- sh -c 'ps | grep -v "ps\|sh -c\|grep"'
      """
    Then the answer is:
      """
      PID   USER     TIME  COMMAND
          1 65535     0:00 /pause
          2 root      0:00 nginx -g daemon off;
          3 root      0:00 sleep 3600
      """
    When I run:
      """
      $ kubectl exec together -c shell -- kill 2
      """
    Then within 10 seconds in Pod "together" the container "web" has been restarted 1 time
    And in Pod "together" the container "shell" has been restarted 0 times

  @POD-18
  Scenario: Name, namespace, node and resources as variables
    Given I have run:
      """
      $ kubectl create -f downward.yaml
      $ kubectl wait --for=condition=Ready pod/downward
      """
    When I run:
      """
      $ kubectl exec downward -- sh -c 'echo $MY_POD_NAME $MY_POD_NAMESPACE; echo $MY_NODE_NAME; echo $MY_CPU_REQUEST $MY_MEM_LIMIT'
      """
    Then the answer is:
      """
      downward default
      k8s-node0*
      250 64
      """
    When I run:
      """
      $ kubectl exec downward -- printenv MY_POD_IP
      """
    Then the answer contains the IP address of Pod "downward"

  @POD-18
  Scenario: Labels and annotations as files, which follow a change
    Given I have run:
      """
      $ kubectl create -f downward.yaml
      $ kubectl wait --for=condition=Ready pod/downward
      """
    When I run:
      """
      $ kubectl exec downward -- sh -c 'cat /etc/podinfo/labels; echo; cat /etc/podinfo/annotations; echo; cat /etc/podinfo/cpu_limit'
      """
    Then the answer is:
      """
      app="demo"
      tier="backend"
      build="two"
      500
      """
    When I run:
      """
      $ kubectl label pod downward tier=frontend --overwrite
      """
    And 2 minutes pass
    And I run:
      """
      $ kubectl exec downward -- cat /etc/podinfo/labels
      """
    Then the answer contains "tier=\"frontend\""

  @POD-18
  Scenario: A request that was not made is told as 0
    Given I have run:
      """
      $ kubectl create -f no-requests.yaml
      $ kubectl wait --for=condition=Ready pod/no-requests
      """
    When I run:
      """
      $ kubectl exec no-requests -- printenv MY_CPU_REQUEST
      """
    Then the answer is:
      """
      0
      """
