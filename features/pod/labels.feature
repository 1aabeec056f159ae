@pod
Feature: Labels mark Pods, selectors find them
  A label is a key and a value on any object. Selectors pick objects by equality or by sets of values;
  several conditions with commas between them hold together.

  See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/

  Background:
    Given I have run:
      """
      $ kubectl create -f labelled.yaml
      $ kubectl wait --for=condition=Ready pod --all
      """

  @POD-13
  Scenario: Add a label, see it, find by it
    When I run:
      """
      $ kubectl label pod nginx name=nginx
      """
    Then the answer is:
      """
      pod/nginx labeled
      """
    And "kubectl get pod --show-labels" shows:
      | NAME    | LABELS                        |
      | nginx   | app=nginx,env=prod,name=nginx |
      | nginx02 | app=nginx02,env=prod          |
      | nginx03 | app=nginx03,env=dev           |
      | plain   | <none>                        |
    And "kubectl get pod -l name=nginx" shows:
      | NAME  |
      | nginx |

  @POD-13
  Scenario: Equality, sets, and lists of conditions
    When I run:
      """
      $ kubectl get pod -l 'env=prod,app=nginx' --show-labels
      """
    Then "kubectl get pod -l 'env=prod,app=nginx' --show-labels" shows:
      | NAME  |
      | nginx |
    And "kubectl get pod -l 'app in (nginx,nginx02,nginx03)' --show-labels" shows:
      | NAME    |
      | nginx   |
      | nginx02 |
      | nginx03 |
    And "kubectl get pod -l 'env=prod,app in (nginx,nginx02,nginx03)' --show-labels" shows:
      | NAME    |
      | nginx   |
      | nginx02 |

  @POD-13
  Scenario: notin and != find also those without the label
    When I run:
      """
      $ kubectl get pod -l 'app notin (nginx,nginx03)' --show-labels
      """
    Then "kubectl get pod -l 'app notin (nginx,nginx03)' --show-labels" shows:
      | NAME    |
      | nginx02 |
      | plain   |
    And "kubectl get pod -l 'env != dev' --show-labels" shows:
      | NAME    |
      | nginx   |
      | nginx02 |
      | plain   |

  @POD-13
  Scenario: A label that is there is only replaced when asked to
    When I try:
      """
      $ kubectl label pod nginx env=dev
      """
    Then it is refused with:
      """
      error: 'env' already has a value (prod), and --overwrite is false
      """
    When I run:
      """
      $ kubectl label pod nginx env=dev --overwrite
      $ kubectl label pod nginx02 env-
      """
    Then "kubectl get pod -l env=dev" shows:
      | NAME    |
      | nginx   |
      | nginx03 |
