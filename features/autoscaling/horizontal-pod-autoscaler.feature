@autoscaling
Feature: The number of replicas follows the load
  A HorizontalPodAutoscaler looks every 15 seconds at what the Pods use, compares it with what they asked for, and sets
  the number of replicas so that the average meets the target. Up it goes at once; before it goes down, five minutes of
  quiet have to pass.

  See https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/

  @HPA-01
  Scenario: Load drives the replicas up to ten, quiet brings them back to one
    --cpu-percent still works, and kubectl says that it is called --cpu now.
    Given I have run:
      """
      $ kubectl create -f hpa-nginx.yaml
      $ kubectl expose deployment hpa-nginx --port=80
      $ kubectl rollout status deployment hpa-nginx
      """
    When I run:
      """
      $ kubectl autoscale deployment hpa-nginx --cpu-percent=10 --min=1 --max=10
      """
    Then the answer has these lines, in this order:
      """
      horizontalpodautoscaler.autoscaling/hpa-nginx autoscaled
      Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).
      """
    When 3 minutes pass
    Then Deployment "hpa-nginx" has 1 replica
    When in Deployment "hpa-nginx" the container "nginx" uses "300m" of CPU
    Then within 3 minutes Deployment "hpa-nginx" has 10 ready replicas
    And throughout at most 10 Pods of Deployment "hpa-nginx" exist
    When in Deployment "hpa-nginx" the container "nginx" uses "0m" of CPU
    And 4 minutes pass
    Then Deployment "hpa-nginx" has 10 replicas
    And within 4 minutes Deployment "hpa-nginx" has 1 replica
    And throughout at least 1 Pod of Deployment "hpa-nginx" is available
    And within 1 minute "kubectl get hpa hpa-nginx" shows:
      | NAME      | REFERENCE            | TARGETS     | MINPODS | MAXPODS | REPLICAS |
      | hpa-nginx | Deployment/hpa-nginx | cpu: 0%/10% | 1       | 10      | 1        |

  @HPA-01
  Scenario: Requests that cost processor time are the load
    Each page costs a tenth of a second of processor time; somebody asks for one every two seconds.
    Given I have run:
      """
      $ kubectl create -f php-apache.yaml
      $ kubectl rollout status deployment php-apache
      $ kubectl autoscale deployment php-apache --cpu=10% --min=1 --max=10
      """
    When I run:
      """
      $ kubectl create -f load.yaml
      """
    Then within 2 minutes Deployment "php-apache" has 3 replicas
    And throughout at most 3 Pods of Deployment "php-apache" exist

  @HPA-01
  Scenario: The course's kubectl run has lost its option
    Today kubectl run makes a Pod and nothing else; requests belong into a manifest.
    When I try:
      """
      $ kubectl run nginx-server-hpa --requests=cpu=10m --image=registry.cn-beijing.aliyuncs.com/dotbalo/nginx --port=80
      """
    Then it is refused with:
      """
      error: unknown flag: --requests
      """

  @HPA-02
  Scenario: Without requests there is nothing to compare with
    Given I have run:
      """
      $ kubectl create -f no-requests.yaml
      $ kubectl rollout status deployment no-requests
      """
    When I run:
      """
      $ kubectl autoscale deployment no-requests --cpu=10% --min=1 --max=10
      """
    And in Deployment "no-requests" the container "nginx" uses "300m" of CPU
    And 5 minutes pass
    Then the condition of HorizontalPodAutoscaler "no-requests" named "ScalingActive" is "False" with the reason "FailedGetResourceMetric"
    And an Event of HorizontalPodAutoscaler "no-requests" with the reason "FailedGetResourceMetric" says "missing request for cpu in container nginx of Pod no-requests-"
    And throughout at most 1 Pod of Deployment "no-requests" exists
    And "kubectl get hpa no-requests" shows:
      | NAME        | TARGETS              |
      | no-requests | cpu: <unknown>/10%   |

  @HPA-02
  Scenario: Without a metrics server it says so and waits
    Given the cluster has no metrics server
    And I have run:
      """
      $ kubectl create -f hpa-nginx.yaml
      $ kubectl rollout status deployment hpa-nginx
      """
    When I run:
      """
      $ kubectl autoscale deployment hpa-nginx --cpu=10% --min=1 --max=10
      """
    And in Deployment "hpa-nginx" the container "nginx" uses "300m" of CPU
    And 5 minutes pass
    Then the condition of HorizontalPodAutoscaler "hpa-nginx" named "ScalingActive" is "False" with the reason "FailedGetResourceMetric"
    And throughout at most 1 Pod of Deployment "hpa-nginx" exists
    When somebody installs the metrics server
    Then within 3 minutes Deployment "hpa-nginx" has 10 replicas

  @HPA-02
  Scenario: A DaemonSet has nothing that could be scaled
    Given I have run:
      """
      $ kubectl create -f nginx-ds.yaml
      $ kubectl rollout status ds/nginx
      """
    When I run:
      """
      $ kubectl create -f daemonset.yaml
      """
    And 1 minute passes
    Then the condition of HorizontalPodAutoscaler "nginx" named "AbleToScale" is "False" with the reason "FailedGetScale"
    And an Event of HorizontalPodAutoscaler "nginx" with the reason "FailedGetScale" says "the server could not find the requested resource"
    And throughout at least 2 Pods of DaemonSet "nginx" are ready
