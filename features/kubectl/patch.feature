@kubectl
Feature: Three kinds of patch, and edit, lead to the same change
  A JSON patch is a list of operations at paths; a merge patch is a piece of the object that replaces lists whole;
  a strategic merge patch, the default, knows that containers are told apart by their names. edit sends such a patch, too.

  See https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/

  Background:
    Given I have run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """

  @KCT-02
  Scenario: --type=json: an operation at a path
    When I run:
      """
      $ kubectl patch deployment nginx-deployment --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:1.9.1"}]'
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment patched
      """
    And within 1 minute all Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"

  @KCT-02
  Scenario: Strategic merge: the container of that name is changed and keeps its ports
    When I run:
      """
      $ kubectl patch deployment nginx-deployment -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1"}]}}}}'
      $ kubectl get deployment nginx-deployment -o custom-columns=IMAGE:.spec.template.spec.containers[*].image,PORT:.spec.template.spec.containers[*].ports[*].containerPort
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment patched
      IMAGE         PORT
      nginx:1.9.1   80
      """
    And within 1 minute all Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"

  @KCT-02
  Scenario: --type=merge: the list of containers is replaced, the ports are lost
    When I run:
      """
      $ kubectl patch deployment nginx-deployment --type=merge -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1"}]}}}}'
      $ kubectl get deployment nginx-deployment -o custom-columns=IMAGE:.spec.template.spec.containers[*].image,PORT:.spec.template.spec.containers[*].ports[*].containerPort
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment patched
      IMAGE         PORT
      nginx:1.9.1   <none>
      """
    And within 1 minute all Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"

  @KCT-02
  Scenario: A path that is not there refuses the whole patch
    When I try:
      """
      $ kubectl patch deployment nginx-deployment --type='json' -p='[{"op": "replace", "path": "/spec/replicas", "value": 5}, {"op": "replace", "path": "/spec/template/spec/containers/1/image", "value":"nginx:1.9.1"}]'
      """
    Then the answer contains "The request is invalid"
    And Deployment "nginx-deployment" has 3 replicas
    And for 1 minute nothing changes

  @KCT-03
  Scenario: edit fetches, changes and submits: the same rollout
    When I edit Deployment "nginx-deployment" and change "nginx:1.7.9" to "nginx:1.9.1"
    Then the answer is:
      """
      deployment.apps/nginx-deployment edited
      """
    And within 1 minute all Pods of Deployment "nginx-deployment" run the image "nginx:1.9.1"
    And Deployment "nginx-deployment" owns 2 ReplicaSets

  @KCT-03
  Scenario: Saving without a change submits nothing
    When I edit Deployment "nginx-deployment" and change "nginx:1.7.9" to "nginx:1.7.9"
    Then the answer is:
      """
      Edit cancelled, no changes made.
      """
    And Deployment "nginx-deployment" owns 1 ReplicaSet
