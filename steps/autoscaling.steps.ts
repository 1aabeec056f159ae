// What an autoscaler looks at: the metrics server, and metrics from elsewhere.
import { Given, When } from '@cucumber/cucumber'
import type { ObjectName } from '../support/parameters'
import type { ScenarioWorld } from '../support/world'

function hasNoMetricsServer(this: ScenarioWorld): void {
  this.cluster.environment.metrics.installed = false
}
Given('the cluster has no metrics server', hasNoMetricsServer)
Given('集群里没有安装metrics-server', hasNoMetricsServer)

function installMetricsServer(this: ScenarioWorld): void {
  this.cluster.environment.metrics.installed = true
}
When('somebody installs the metrics server', installMetricsServer)
When('有人安装了metrics-server', installMetricsServer)

function externalMetricIs(this: ScenarioWorld, metric: string, value: number): void {
  this.cluster.environment.metrics.setExternalMetric(this.namespace, metric, [value])
}
When('the external metric {string} has the value {int}', externalMetricIs)
When('外部指标{string}的值为{int}', externalMetricIs)

function objectMetricIs(this: ScenarioWorld, metric: string, { kind, name }: ObjectName, value: number): void {
  this.cluster.environment.metrics.setObjectMetric({ kind, namespace: this.namespaceOf(kind), name, metric }, value)
}
When('the metric {string} of {object} has the value {int}', objectMetricIs)
When('自定义指标{string}（来自{object}）的值为{int}', objectMetricIs)
