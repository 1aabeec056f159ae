@pod
Feature: A ConfigMap keeps settings out of the image
  A ConfigMap holds texts by key, made from literals, files, folders or env files. Containers read them as variables
  or as files: files follow a change, variables stay as they were at the start.

  See https://kubernetes.io/docs/concepts/configuration/configmap/

  @POD-19
  Scenario: From literals, files, a folder and an env file
    When I run:
      """
      $ kubectl create configmap from-literal --from-literal=color=blue --from-literal=size=big
      $ kubectl create configmap from-file --from-file=conf/nginx.conf
      $ kubectl create configmap from-folder --from-file=conf
      $ kubectl create configmap from-env --from-env-file=game.env
      $ kubectl create configmap from-renamed --from-file=web=conf/nginx.conf
      """
    Then "kubectl get configmap" shows:
      | NAME             | DATA |
      | from-env         | 2    |
      | from-file        | 1    |
      | from-folder      | 2    |
      | from-literal     | 2    |
      | from-renamed     | 1    |
      | kube-root-ca.crt | 1    |
    When I run:
      """
      $ kubectl get configmap from-env -o yaml
      $ kubectl get configmap from-folder -o yaml
      $ kubectl get configmap from-renamed -o yaml
      """
    Then the answer has these lines, in this order:
      """
      color: green
      lives: "3"
      nginx.conf: |
      worker_processes  1;
      redis.conf: |
      timeout 0
      web: |
      """

  @POD-19
  Scenario: As one variable, as all variables, as files
    Given I have run:
      """
      $ kubectl create configmap app-config --from-literal=color=blue --from-literal=size=big
      $ kubectl create -f config-pod.yaml
      $ kubectl wait --for=condition=Ready pod/config-pod
      """
    When I run:
      """
      $ kubectl exec config-pod -- sh -c 'echo $COLOR $color $size; ls /etc/config; cat /etc/config/size'
      """
    Then the answer is:
      """
      blue blue big
      color
      size
      big
      """

  @POD-19
  Scenario: After a change the file is new, the variable is not
    Given I have run:
      """
      $ kubectl create configmap app-config --from-literal=color=blue --from-literal=size=big
      $ kubectl create -f config-pod.yaml
      $ kubectl wait --for=condition=Ready pod/config-pod
      """
    When I run:
      """
      $ kubectl patch configmap app-config --type=merge -p '{"data":{"color":"red"}}'
      $ kubectl exec config-pod -- cat /etc/config/color
      """
    Then the answer is:
      """
      configmap/app-config patched
      blue
      """
    When 2 minutes pass
    And I run:
      """
      $ kubectl exec config-pod -- sh -c 'cat /etc/config/color; echo; echo $COLOR $color'
      """
    Then the answer is:
      """
      red
      blue blue
      """
    And throughout in Pod "config-pod" the container "app" has been restarted 0 times

  @POD-19
  Scenario: A variable from a ConfigMap that is missing keeps the container from being created
    When I run:
      """
      $ kubectl create -f config-env.yaml
      """
    Then within 30 seconds in Pod "config-env" the container "app" waits with the reason "CreateContainerConfigError"
    And an Event of Pod "config-env" with the reason "Failed" says 'Error: configmap "app-config" not found'
    When I run:
      """
      $ kubectl create configmap app-config --from-literal=color=blue
      """
    Then within 1 minute Pod "config-env" is ready

  @POD-19
  Scenario: A volume of a ConfigMap that is missing keeps the Pod from starting
    When I run:
      """
      $ kubectl create -f config-volume.yaml
      """
    And 1 minute passes
    Then in Pod "config-volume" the container "app" never runs
    And an Event of Pod "config-volume" with the reason "FailedMount" says 'MountVolume.SetUp failed for volume "config" : configmap "app-config" not found'
    When I run:
      """
      $ kubectl create configmap app-config --from-literal=color=blue
      """
    Then within 3 minutes Pod "config-volume" is ready

  @POD-19
  Scenario: A script from a ConfigMap has to be made executable
    When I run:
      """
      $ kubectl create -f config-script.yaml
      """
    Then within 30 seconds Pod "executable" is ready
    And within 30 seconds in Pod "plain" the container "app" waits with the reason "RunContainerError"
    And an Event of Pod "plain" with the reason "Failed" says 'exec: "/scripts/run.sh": permission denied'
    And in Pod "plain" the container "app" never runs
