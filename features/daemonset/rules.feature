@daemonset
Feature: What the API server and kubectl refuse to do with a DaemonSet
  The selector of a DaemonSet has to find the Pods that its template makes, and these Pods always run: no other
  restartPolicy is allowed. And as the nodes are its number, nobody can scale it, neither you nor an autoscaler.

  See https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#writing-a-daemonset-spec

  @DS-15
  Scenario: A selector that does not match the labels of the template
    When I try:
      """
      $ sed 's/^        app: nginx/        app: other/' nginx-ds.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The DaemonSet "nginx" is invalid: spec.template.metadata.labels: Invalid value: {"app":"other"}: `selector` does not match template `labels`
      """
    And DaemonSet "nginx" never exists

  @DS-15
  Scenario: Without a selector
    The course says that an omitted selector equals the labels. This was so in the beta versions: apps/v1 wants it written.
    When I try:
      """
      $ sed '/^  selector:/,/^      app: nginx/d' nginx-ds.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The DaemonSet "nginx" is invalid: spec.template.metadata.labels: Invalid value: {"app":"nginx"}: `selector` does not match template `labels`
      """
    And DaemonSet "nginx" never exists

  @DS-15
  Scenario: A restartPolicy other than Always
    When I try:
      """
      $ sed 's/restartPolicy: Always/restartPolicy: OnFailure/' nginx-ds.yaml | kubectl create -f -
      """
    Then it is refused with:
      """
      The DaemonSet "nginx" is invalid: spec.template.spec.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"
      """
    And DaemonSet "nginx" never exists

  @DS-16
  Scenario: kubectl scale and kubectl autoscale refuse
    Given I have run:
      """
      $ kubectl create -f nginx-ds.yaml
      """
    When I try:
      """
      $ kubectl scale ds nginx --replicas=3
      """
    Then it is refused with:
      """
      Error from server (NotFound): the server could not find the requested resource
      """
    When I try:
      """
      $ kubectl autoscale ds nginx --min=1 --max=10 --cpu-percent=10
      """
    Then it is refused with:
      """
      error: cannot autoscale a DaemonSet: could not find scale subresource for apps/v1, Resource=daemonsets in discovery information
      """
    And within 1 minute DaemonSet "nginx" has 2 ready replicas
