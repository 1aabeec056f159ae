@pod
Feature: A Pod manifest, field by field
  A Pod is the smallest thing that Kubernetes runs: containers that live on one node and share its network and volumes.
  Its manifest says which images they run, how their health is watched and how they end.

  See https://kubernetes.io/docs/concepts/workloads/pods/

  @POD-01
  Scenario: The annotated manifest is accepted as it stands and runs
    When I run:
      """
      $ kubectl create -f nginx-pod.yaml
      """
    Then the answer is:
      """
      pod/nginx created
      """
    And within 30 seconds Pod "nginx" is ready
    And Pod "nginx" runs the image "nginx:1.15.2"
    When I run:
      """
      $ kubectl exec nginx -- printenv TZ LANG
      $ kubectl exec nginx -- pwd
      """
    Then the answer is:
      """
      Asia/Shanghai
      en_US.utf8
      /usr/share/nginx/html
      """

  @POD-01
  Scenario: With every commented field switched on, the Pod waits for a node with the label
    When I run:
      """
      $ kubectl create -f nginx-pod-full.yaml
      """
    And 1 minute passes
    Then Pod "nginx" waits without a node
    When I run:
      """
      $ kubectl label node k8s-node01 region=subnet7
      """
    Then within 10 seconds Pod "nginx" is placed on the node "k8s-node01"
    And within 1 minute in Pod "nginx" the container "nginx" runs
    And in Pod "nginx" each of the containers "init-container" and "nginx" began only after the one before it had ended

  @POD-01
  Scenario: The empty volume hides the page of the image, so the startup probe finds nothing
    The switched-on manifest mounts an empty folder over the web root: /index.html is gone, and the container is restarted again and again.
    Given I have run:
      """
      $ kubectl label node k8s-node01 region=subnet7
      """
    When I run:
      """
      $ kubectl create -f nginx-pod-full.yaml
      """
    And 2 minutes pass
    Then an Event of Pod "nginx" with the reason "Unhealthy" says "Startup probe failed: HTTP probe failed with statuscode: 404"
    And Pod "nginx" is never ready

  @POD-01
  Scenario: When the init container writes the page, the Pod becomes ready
    Given I have run:
      """
      $ kubectl label node k8s-node01 region=subnet7
      """
    When I run:
      """
      $ kubectl create -f nginx-pod-filled.yaml
      """
    Then within 1 minute Pod "nginx" is ready
    When I run:
      """
      $ kubectl exec nginx -c nginx -- curl -s localhost
      $ kubectl exec nginx -c nginx -- ls -d /data
      """
    Then the answer is:
      """
      I am InitContainer for init some configuration
      /data
      """
    And in Pod "nginx" the container "nginx" has been restarted 0 times
