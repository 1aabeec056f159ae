@services
Feature: The endpoints of a Service follow its Pods
  Behind a Service stands a list of endpoints, kept by controllers: Pods that the selector finds, that are ready and not
  on their way out. What changes there changes the list at once. (The list is kept as EndpointSlices today; the old
  Endpoints objects are still written, and kubectl warns that they are deprecated.)

  See https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/

  @SVC-03
  Scenario: Scaling up and down
    Given I have run:
      """
      $ kubectl create deployment demo --image=myapp:v1 --replicas=2
      $ kubectl expose deployment demo --port=80 --target-port=80
      $ kubectl rollout status deployment demo
      """
    When I run:
      """
      $ kubectl scale deployment demo --replicas=6
      """
    Then within 1 minute Service "demo" has 6 endpoints
    And Service "demo" sends requests to all ready Pods of Deployment "demo", and to no other
    When I run:
      """
      $ kubectl scale deployment demo --replicas=1
      """
    Then within 1 second Service "demo" has 1 endpoint
    When I run:
      """
      $ kubectl scale deployment demo --replicas=0
      """
    Then within 1 second Service "demo" has 0 endpoints

  @SVC-03
  Scenario: A Pod that is not ready gets no requests, until it is ready again
    Given I have run:
      """
      $ kubectl create -f probed.yaml
      $ kubectl expose deployment probed --port=80
      """
    When everything settles
    Then Service "probed" has 2 endpoints
    When in Deployment "probed" the container "nginx" stops answering
    Then within 30 seconds Service "probed" has 0 endpoints
    And within 5 seconds Deployment "probed" has 0 ready replicas
    And 2 Pods of Deployment "probed" exist
    When in Deployment "probed" the container "nginx" answers again
    Then within 30 seconds Service "probed" has 2 endpoints
    And Service "probed" sends requests to all ready Pods of Deployment "probed", and to no other

  @SVC-03
  Scenario: A Pod that is being deleted is out at once, though it still runs for a while
    Given I have run:
      """
      $ kubectl create -f slow-goodbye.yaml
      $ kubectl expose deployment slow-goodbye --port=80
      $ kubectl rollout status deployment slow-goodbye
      """
    When I run:
      """
      $ kubectl scale deployment slow-goodbye --replicas=1
      """
    And 1 second passes
    Then Service "slow-goodbye" has 1 endpoint
    And Service "slow-goodbye" sends requests to all ready Pods of Deployment "slow-goodbye", and to no other
    When I run:
      """
      $ kubectl get pods --no-headers | sed 's/slow-goodbye-[^ ]*//' | sort | awk '{print $1, $2}'
      """
    Then the answer is:
      """
      1/1 Running
      1/1 Terminating
      """
