@kubectl
Feature: Lines of the course run as they are written
  kubectl lines stand in shell loops, pipes and here-documents, as in any terminal.
  Old flags still act where kubectl kept them; where it dropped them it says so.

  See https://kubernetes.io/docs/reference/kubectl/

  @KCT-01
  Scenario: A shell loop over the Pods of a StatefulSet
    Given I have run:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    When I run:
      """
      $ for i in 0 1; do kubectl exec web-$i -- sh -c 'echo hello $(hostname) > /usr/share/nginx/html/index.html'; done
      $ for i in 0 1; do kubectl exec -it web-$i -- curl localhost; done
      """
    Then the answer is:
      """
      hello web-0
      hello web-1
      """

  @KCT-01
  Scenario: A template in a loop, and a pipe
    Given I have run:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    When I run:
      """
      $ for p in 0 1; do kubectl get po web-$p --template '{{range $i, $c := .spec.containers}}{{$c.image}}{{end}}'; echo; done
      $ kubectl get statefulset web -oyaml | grep serviceName
      """
    Then the answer is:
      """
      nginx:1.9.1
      nginx:1.9.1
      serviceName: nginx
      """

  @KCT-01
  Scenario: A manifest from a here-document
    The course prints a backslash before each dash of its list; without them it is YAML.
    When I run:
      """
      $ cat<<EOF | kubectl apply -f -
      apiVersion: v1
      kind: Pod
      metadata:
        name: busybox
        namespace: default
      spec:
        containers:
        - name: busybox
          image: busybox:1.28
          command:
          - sleep
          - "3600"
          imagePullPolicy: IfNotPresent
        restartPolicy: Always
      EOF
      """
    Then the answer is:
      """
      pod/busybox created
      """
    And within 10 seconds Pod "busybox" is ready

  @KCT-04
  Scenario: --record still writes the change cause, and is deprecated
    When I run:
      """
      $ kubectl create -f nginx-deployment.yaml --record
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment created
      Flag --record has been deprecated, --record will be removed in the future
      """
    When I run:
      """
      $ sleep 1; kubectl rollout history deployment/nginx-deployment
      """
    Then the answer is:
      """
      deployment.apps/nginx-deployment
      REVISION  CHANGE-CAUSE
      1         kubectl create --filename=nginx-deployment.yaml --record=true
      """

  @KCT-04
  Scenario: --cascade=false still leaves the Pods alone, and is called orphan today
    Given I have run:
      """
      $ kubectl create -f svc.yaml
      $ kubectl create -f statefulset.yaml
      $ kubectl rollout status statefulset web
      """
    When I run:
      """
      $ kubectl delete statefulset web --cascade=false
      """
    Then the answer contains "warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan."
    And StatefulSet "web" does not exist
    When 2 minutes pass
    Then throughout Pod "web-0" is ready
    And throughout Pod "web-1" is ready

  @KCT-04
  Scenario: kubectl run has no --requests any more and makes no Deployment
    The course makes a Deployment with kubectl run; since 1.18 it makes a single Pod, and the flag went in 1.24.
    When I try:
      """
      $ kubectl run nginx-server-hpa --requests=cpu=10m --image=registry.cn-beijing.aliyuncs.com/dotbalo/nginx --port=80
      """
    Then it is refused with:
      """
      error: unknown flag: --requests
      See 'kubectl run --help' for usage.
      """
    And Pod "nginx-server-hpa" does not exist
    When I run:
      """
      $ kubectl run nginx-server-hpa --image=registry.cn-beijing.aliyuncs.com/dotbalo/nginx --port=80
      """
    Then Pod "nginx-server-hpa" exists
    And Deployment "nginx-server-hpa" does not exist

  @KCT-04
  Scenario: --cpu-percent still sets the target, and is called --cpu today
    Given I have run:
      """
      $ kubectl create deployment hpa-nginx --image=nginx:1.15.2
      """
    When I run:
      """
      $ kubectl autoscale deployment hpa-nginx --cpu-percent=10 --min=1 --max=10
      """
    Then the answer contains "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format"
    And HorizontalPodAutoscaler "hpa-nginx" exists
