@deployment
Feature: A Deployment keeps one ReplicaSet for each version of its Pod template
  A version of a Deployment is a ReplicaSet. Its name is the Deployment's name and a hash of the Pod template,
  and the same hash is a label of its Pods and a part of its selector: so Pods of two versions are never mixed
  up, nor are Pods of others that happen to have the same labels.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label

  @DEP-01
  Scenario: One ReplicaSet, named after the Deployment and the hash of its template
    The hash depends on the template and on nothing else: on every cluster of this version it is 6b799bd7f6 for
    this one. Other versions of Kubernetes know other fields, and come to another hash.

    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then Deployment "nginx-deployment" owns 1 ReplicaSet
    And every ReplicaSet of Deployment "nginx-deployment" is named after it and its pod-template-hash
    And every Pod of Deployment "nginx-deployment" carries the pod-template-hash of its ReplicaSet
    And "kubectl get rs" shows:
      | NAME                        | DESIRED | CURRENT | READY |
      | nginx-deployment-6b799bd7f6 | 3       | 3       | 3     |

  @DEP-01
  Scenario: A Pod that only looks the same is not taken over
    Without the hash the labels would be enough to belong to the Deployment: app=nginx is all that it asks for.

    Given the file "stray.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: stray
        labels:
          app: nginx
      spec:
        containers:
        - name: nginx
          image: nginx:1.7.9
      """
    And I have run:
      """
      $ kubectl create -f stray.yaml
      """
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then throughout Pod "stray" has no owner
    And 3 Pods of Deployment "nginx-deployment" exist
    And 3 Pods of Deployment "nginx-deployment" were created

  @DEP-02
  Scenario: The figures grow from nothing to three
    kubectl used to print DESIRED, CURRENT, UP-TO-DATE and AVAILABLE, from 3/0/0/0 to 3/3/3/3. Since 1.15 the
    first two are one column, READY: ready Pods of those wanted.

    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      """
    Then "kubectl get deployments" shows:
      | NAME             | READY | UP-TO-DATE | AVAILABLE |
      | nginx-deployment | 0/3   | *          | 0         |
    And within 1 minute "kubectl get deployments" shows:
      | NAME             | READY | UP-TO-DATE | AVAILABLE |
      | nginx-deployment | 3/3   | 3          | 3         |
    And Deployment "nginx-deployment" passed through these figures, from first to last:
      | READY | UP-TO-DATE | AVAILABLE |
      | 0/3   | 0          | 0         |
      | 0/3   | 3          | 0         |
      | 3/3   | 3          | 3         |
    And Deployment "nginx-deployment" has 3 updated replicas

  @DEP-23
  Scenario: Each version is a ReplicaSet, and coming back to a version brings its ReplicaSet back
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml
      $ kubectl rollout status deployment/nginx-deployment
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.9.1
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then Deployment "nginx-deployment" owns 2 ReplicaSets
    And Deployment "nginx-deployment" owns 0 ControllerRevisions
    When I run:
      """
      $ kubectl set image deployment/nginx-deployment nginx=nginx:1.7.9
      $ kubectl rollout status deployment/nginx-deployment
      """
    Then Deployment "nginx-deployment" owns 2 ReplicaSets
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.7.9" is scaled to 3
    And the ReplicaSet of Deployment "nginx-deployment" with the image "nginx:1.9.1" is scaled to 0

  @DEP-23
  Scenario: StatefulSets and DaemonSets keep their versions as ControllerRevisions
    They create their Pods themselves, with no ReplicaSet between.

    When I run:
      """
      $ kubectl create -f web.yaml
      $ kubectl create -f agent.yaml
      $ kubectl rollout status statefulset/web
      $ kubectl set image statefulset/web nginx=nginx:1.9.1
      $ kubectl set image daemonset/agent nginx=nginx:1.9.1
      """
    And everything settles
    Then StatefulSet "web" owns 2 ControllerRevisions
    And DaemonSet "agent" owns 2 ControllerRevisions
    And StatefulSet "web" owns 0 ReplicaSets
    And DaemonSet "agent" owns 0 ReplicaSets
