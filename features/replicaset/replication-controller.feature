@replicaset
Feature: A ReplicationController is the ReplicaSet of old, with plain labels for a selector
  Before there were ReplicaSets there was the ReplicationController. It keeps a number of Pods in the same way,
  but its selector is a list of labels that have to be equal: no In, no Exists. New manifests use a Deployment,
  yet the old ones still work.

  See https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/

  @RS-04
  Scenario: It keeps three Pods, whatever happens to one
    When I run:
      """
      $ kubectl create -f nginx-rc.yaml
      """
    Then within 1 minute "kubectl get rc -o wide" shows:
      | NAME  | DESIRED | CURRENT | READY | CONTAINERS | IMAGES | SELECTOR  |
      | nginx | 3       | 3       | 3     | nginx      | nginx  | app=nginx |
    When I run:
      """
      $ kubectl delete $(kubectl get pods -l app=nginx -o name | head -n 1)
      """
    Then within 1 minute ReplicationController "nginx" has 3 ready replicas
    And each deleted Pod of ReplicationController "nginx" was replaced by one of another name within 1 second
    And throughout at most 3 Pods of ReplicationController "nginx" exist

  @RS-04
  Scenario: Only Pods with the same label are its own
    Given I have run:
      """
      $ sed 's/app: nginx/app: apache/; s/name: stray/name: other/' stray-pod.yaml | kubectl create -f -
      $ kubectl create -f stray-pod.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl create -f nginx-rc.yaml
      """
    And everything settles
    Then Pod "stray" is owned by ReplicationController "nginx"
    And throughout Pod "other" has no owner
    And 2 Pods of ReplicationController "nginx" were created

  @RS-04
  Scenario: Scaled to one, and deleted with its Pods
    Given I have run:
      """
      $ kubectl create -f nginx-rc.yaml
      """
    And everything has settled
    When I run:
      """
      $ kubectl scale rc nginx --replicas=1
      """
    Then within 1 second 1 Pod of ReplicationController "nginx" exists
    When I run:
      """
      $ kubectl delete rc nginx
      """
    Then the answer is:
      """
      replicationcontroller "nginx" deleted from default namespace
      """
    And within 1 minute 0 Pods of ReplicationController "nginx" exist
    When everything settles
    And I run:
      """
      $ kubectl get pods
      """
    Then the answer is:
      """
      No resources found in default namespace.
      """

  @RS-04
  Scenario: It does not understand matchExpressions
    When I try:
      """
      $ sed 's/^    app: nginx/    matchExpressions:\n    - {key: app, operator: Exists}/' nginx-rc.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      Error from server (BadRequest): error when creating "STDIN": ReplicationController in version "v1" cannot be handled as a ReplicationController: json: cannot unmarshal array into Go struct field ReplicationControllerSpec.spec.selector of type string
      """
    And ReplicationController "nginx" does not exist
