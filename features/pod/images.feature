@pod
Feature: When an image is pulled
  Always asks the registry at every start of a container, IfNotPresent only when the node has no such image, Never not at all.
  Without imagePullPolicy the tag decides: Always for latest or none, IfNotPresent for any other.

  See https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy

  Background:
    Given the node "k8s-node01" already has the image "nginx:1.15.2"

  @POD-12
  Scenario: IfNotPresent takes what is there
    When I run:
      """
      $ kubectl create -f pull-ifnotpresent.yaml
      """
    Then within 5 seconds Pod "pull-ifnotpresent" is ready
    And no Event of Pod "pull-ifnotpresent" has the reason "Pulling"
    And an Event of Pod "pull-ifnotpresent" with the reason "Pulled" says 'Container image "nginx:1.15.2" already present on machine'

  @POD-12
  Scenario: Always asks the registry even so
    When I run:
      """
      $ kubectl create -f pull-always.yaml
      """
    Then within 30 seconds Pod "pull-always" is ready
    And an Event of Pod "pull-always" with the reason "Pulling" says "Pulling image"
    And an Event of Pod "pull-always" with the reason "Pulled" says "Successfully pulled image"

  @POD-12
  Scenario: Always with a registry that lost the image: the Pod does not start
    Given no registry has the image "nginx:1.15.2"
    When I run:
      """
      $ kubectl create -f pull-always.yaml -f pull-ifnotpresent.yaml
      """
    Then within 1 minute in Pod "pull-always" the container "web" waits with the reason "ImagePullBackOff"
    And in Pod "pull-always" the container "web" never runs
    And Pod "pull-ifnotpresent" is ready

  @POD-12
  Scenario: Never with the image on the node runs; without it: ErrImageNeverPull
    When I run:
      """
      $ kubectl create -f pull-never.yaml
      $ kubectl run elsewhere --image=nginx:1.15.2 --image-pull-policy=Never --overrides='{"spec":{"nodeName":"k8s-node02"}}'
      """
    And 5 minutes pass
    Then Pod "pull-never" is ready
    And in Pod "elsewhere" the container "elsewhere" waits with the reason "ErrImageNeverPull"
    And in Pod "elsewhere" the container "elsewhere" never runs
    And no Event of Pod "elsewhere" has the reason "Pulling"
    And an Event of Pod "elsewhere" with the reason "ErrImageNeverPull" says "is not present with pull policy of Never"

  @POD-12
  Scenario: Nothing said: the tag decides
    When I run:
      """
      $ kubectl create -f pull-default.yaml
      $ kubectl get pod pull-default -o custom-columns=POLICIES:.spec.containers[*].imagePullPolicy
      """
    Then the answer is:
      """
      pod/pull-default created
      POLICIES
      IfNotPresent,Always,Always
      """

  @POD-12
  Scenario: A tag that does not exist: ErrImagePull, then ImagePullBackOff
    When I run:
      """
      $ kubectl create -f broken-image.yaml
      """
    Then within 10 seconds in Pod "broken" the container "web" waits with the reason "ErrImagePull"
    And within 30 seconds in Pod "broken" the container "web" waits with the reason "ImagePullBackOff"
    And Pod "broken" is in phase "Pending"
    And an Event of Pod "broken" with the reason "Failed" says "failed to resolve image: docker.io/library/nginx:1.91: not found"

  @POD-12
  Scenario: A registry that wants credentials: the Secret has to be there
    Given the image "registry.example.com/team/app:1.0" needs credentials
    When I run:
      """
      $ kubectl create -f private-image.yaml
      """
    Then within 30 seconds in Pod "private" the container "app" waits with the reason "ImagePullBackOff"
    And an Event of Pod "private" with the reason "FailedToRetrieveImagePullSecret" says "Unable to retrieve some image pull secrets (registry-key); attempting to pull the image may not succeed."
    And an Event of Pod "private" with the reason "Failed" says "pull access denied, repository does not exist or may require authorization"
    When I run:
      """
      $ kubectl create secret docker-registry registry-key --docker-server=registry.example.com --docker-username=me --docker-password=secret
      """
    Then within 1 minute Pod "private" is ready

  @POD-12
  Scenario: What was pulled with credentials is not there for Pods without them
    Given the image "registry.example.com/team/app:1.0" needs credentials
    When I run:
      """
      $ kubectl create secret docker-registry registry-key --docker-server=registry.example.com --docker-username=me --docker-password=secret
      $ kubectl create -f private-image.yaml
      $ kubectl wait --for=condition=Ready pod/private
      $ kubectl run stranger --image=registry.example.com/team/app:1.0 --overrides='{"spec":{"nodeName":"k8s-node01"}}'
      """
    Then within 30 seconds in Pod "stranger" the container "stranger" waits with the reason "ImagePullBackOff"
    And in Pod "stranger" the container "stranger" never runs
