@autoscaling
Feature: What an autoscaler can look at
  The old API autoscaling/v1 knows the processor only. With autoscaling/v2, stable since 1.23, memory counts as well, and
  so do metrics of other objects and of systems outside the cluster. Of several metrics the one that asks for most
  replicas decides. The beta versions v2beta1 and v2beta2 of the course are gone.

  See https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/

  Background:
    Given I have run:
      """
      $ kubectl create -f hpa-nginx.yaml
      $ kubectl rollout status deployment hpa-nginx
      """

  @HPA-03
  Scenario: autoscaling/v1 knows the processor only, and is shown in the words of v2
    When I run:
      """
      $ kubectl create -f v1.yaml
      """
    And in Deployment "hpa-nginx" the container "nginx" uses "3m" of CPU
    Then within 3 minutes Deployment "hpa-nginx" has 3 replicas
    When I run:
      """
      $ kubectl get hpa hpa-nginx -o jsonpath='{.apiVersion} {.spec.metrics}'
      """
    Then the answer is:
      """
      autoscaling/v2 [{"resource":{"name":"cpu","target":{"averageUtilization":10,"type":"Utilization"}},"type":"Resource"}]
      """

  @HPA-03
  Scenario: Of processor and memory the one that asks for more decides
    The processor is at its target and asks for one replica; the memory of every Pod is at three times its target.
    When I run:
      """
      $ kubectl create -f cpu-and-memory.yaml
      """
    And in Deployment "hpa-nginx" the container "nginx" uses "5m" of CPU
    And in Deployment "hpa-nginx" the container "nginx" uses "192Mi" of memory
    Then within 3 minutes Deployment "hpa-nginx" has 10 replicas

  @HPA-03
  Scenario: A queue outside the cluster
    When I run:
      """
      $ kubectl create -f queue.yaml
      """
    And the external metric "queue_messages_ready" has the value 115
    Then within 2 minutes Deployment "hpa-nginx" has 4 replicas
    When the external metric "queue_messages_ready" has the value 10000
    Then within 2 minutes Deployment "hpa-nginx" has 10 replicas
    And throughout at most 10 Pods of Deployment "hpa-nginx" exist

  @HPA-03
  Scenario: A figure that belongs to another object
    When I run:
      """
      $ kubectl expose deployment hpa-nginx --port=80
      $ kubectl create -f requests-per-second.yaml
      """
    And the metric "requests_per_second" of Service "hpa-nginx" has the value 400
    Then within 1 minute Deployment "hpa-nginx" has 4 replicas

  @HPA-03
  Scenario: The beta versions are gone
    When I try:
      """
      $ sed 's#autoscaling/v2#autoscaling/v2beta2#' cpu-and-memory.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      error: resource mapping not found for name: "hpa-nginx" namespace: "" from "STDIN": no matches for kind "HorizontalPodAutoscaler" in version "autoscaling/v2beta2"
      """
    And HorizontalPodAutoscaler "hpa-nginx" never exists
