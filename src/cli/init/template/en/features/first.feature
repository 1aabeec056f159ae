Feature: nginx is rolled out without a gap
  The manifest beside this file is applied as it stands, and then updated. What has to hold on the way is said below.

  See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/

  Scenario: A new image reaches all Pods while the old ones serve
    Given I have run:
      """
      kubectl create -f nginx.yaml
      kubectl rollout status deployment/nginx
      """
    When I run:
      """
      kubectl set image deployment/nginx nginx=nginx:1.26
      kubectl rollout status deployment/nginx
      """
    Then within 60 seconds all Pods of Deployment "nginx" run the image "nginx:1.26"
    And throughout at least 3 Pods of Deployment "nginx" are available
    And throughout at most 4 Pods of Deployment "nginx" exist
