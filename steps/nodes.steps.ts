// Nodes and places: taints, who joins, where Pods are, and who decided it.
import { Given, Then, When } from '@cucumber/cucumber'
import * as place from '../support/placement'
import type { ObjectName } from '../support/parameters'
import { never, now, throughout, within } from '../support/statements'
import type { ScenarioWorld } from '../support/world'

/** A machine without routes for its Pods; its kubelet is ready or not. */
function join(world: ScenarioWorld, name: string, { isReady }: { isReady: boolean }): void {
  const { nodes } = world.cluster.environment
  nodes.join({ apiVersion: 'v1', kind: 'Node', metadata: { name } } as never)
  nodes.setNetworkPlugin(name, isReady)
  nodes.setNetworkUnavailable(name, true)
}

function joinsWithoutRoutes(this: ScenarioWorld, name: string): void {
  join(this, name, { isReady: true })
}
When('the node {string} joins the cluster without routes for its Pods', joinsWithoutRoutes)
When('节点{string}加入集群，但还没有通往其Pod的路由', joinsWithoutRoutes)

// Nothing is in the folder of network plugins: the kubelet itself says that it is not ready.
function joinsWithoutNetwork(this: ScenarioWorld, name: string): void {
  join(this, name, { isReady: false })
}
When('the node {string} joins the cluster without a network plugin', joinsWithoutNetwork)
When('节点{string}加入集群，但还没有安装网络插件', joinsWithoutNetwork)

function hasNetwork(this: ScenarioWorld, name: string): void {
  const { nodes } = this.cluster.environment
  nodes.setNetworkPlugin(name, true)
  nodes.setNetworkUnavailable(name, false)
}
When('the network plugin has set up the network of the node {string}', hasNetwork)
When('网络插件已经为节点{string}配置好网络', hasNetwork)

function secondScheduler(this: ScenarioWorld, name: string): void {
  this.cluster.environment.addScheduler(name)
}
Given('a second scheduler with the name {string} is running', secondScheduler)
Given('名为{string}的第二个调度器正在运行', secondScheduler)

Then('{object} has one Pod on each of the nodes {names}, and none elsewhere', now(place.isOnEachOf))
Then('{object}在{names}这些节点上各有一个Pod，在其他节点上没有', now(place.isOnEachOf))
Then(
  'within {duration} {object} has one Pod on each of the nodes {names}, and none elsewhere',
  within(place.isOnEachOf),
)
Then('{duration}内，{object}变为在{names}这些节点上各有一个Pod，在其他节点上没有', within(place.isOnEachOf))
Then('throughout {object} has one Pod on each of the nodes {names}, and none elsewhere', throughout(place.isOnEachOf))
Then('整个过程中，{object}始终在{names}这些节点上各有一个Pod，在其他节点上没有', throughout(place.isOnEachOf))
Then('throughout no node has more than {int} Pod(s) of {object}', throughout(place.atMostOnANode))
Then('整个过程中，每个节点上最多只有{int}个Pod属于{object}', throughout(place.atMostOnANode))
Then('no node has more than {int} Pod(s) of {object}', now(place.atMostOnANode))
Then('每个节点上最多只有{int}个Pod属于{object}', now(place.atMostOnANode))
Then('{object} has {int} Pod(s) on the node {string}', now(place.hasPodsOn))
Then('{object}有{int}个Pod在节点{string}上', now(place.hasPodsOn))
Then('within {duration} {object} has {int} Pod(s) on the node {string}', within(place.hasPodsOn))
Then('{duration}内，{object}有{int}个Pod在节点{string}上', within(place.hasPodsOn))
Then('throughout {object} has {int} Pod(s) on the node {string}', throughout(place.hasPodsOn))
Then('整个过程中，{object}始终有{int}个Pod在节点{string}上', throughout(place.hasPodsOn))

Then('{object} is placed on the node {string}', now(place.isOn))
Then('{object}已调度到节点{string}', now(place.isOn))
Then('within {duration} {object} is placed on the node {string}', within(place.isOn))
Then('{duration}内，{object}被调度到节点{string}', within(place.isOn))
Then('{object} is never placed on the node {string}', never(place.isOn))
Then('{object}从未被调度到节点{string}', never(place.isOn))
Then('{object} waits without a node', now(place.isOnNoNode))
Then('{object}还没有被调度', now(place.isOnNoNode))

Then('each Pod of {object} asks by a required nodeAffinity for the node that it is on', now(place.asksForItsNode))
Then('{object}的每个Pod都通过必需的nodeAffinity指定自己所在的节点', now(place.asksForItsNode))
Then('the Pod template of {object} names no node and has no affinity', now(place.templateAsksForNothing))
Then('{object}的Pod模板既没有指定节点，也没有affinity', now(place.templateAsksForNothing))
Then('each Pod of {object} tolerates {string}', now(place.podsTolerate))
Then('{object}的每个Pod都容忍污点{string}', now(place.podsTolerate))

Then('{object} has the taint {string}', now(place.hasTaint))
Then('{object}带有污点{string}', now(place.hasTaint))
Then('within {duration} {object} has the taint {string}', within(place.hasTaint))
Then('{duration}内，{object}带上污点{string}', within(place.hasTaint))
Then('{object} does not have the taint {string}', now(place.hasNoTaint))
Then('{object}没有污点{string}', now(place.hasNoTaint))
Then('within {duration} {object} does not have the taint {string}', within(place.hasNoTaint))
Then('{duration}内，{object}去掉污点{string}', within(place.hasNoTaint))

Then('{object} was placed by the scheduler {string}', now(place.wasPlacedBy))
Then('{object}由调度器{string}调度', now(place.wasPlacedBy))

function leavesThePlaceTo(this: ScenarioWorld, object: ObjectName, scheduler: string): void {
  place.mustLeaveThePlaceTo(this, object, scheduler)
}
Then('each Pod of {object} was created without a node, and {string} gave it one', leavesThePlaceTo)
Then('{object}的每个Pod在创建时都没有节点，节点由{string}分配', leavesThePlaceTo)

function placedInOrder(this: ScenarioWorld, names: string[]): void {
  place.mustPlaceInOrder(this, names)
}
Then('the Pods {names} were placed in this order', placedInOrder)
Then('{names}这几个Pod依次被调度', placedInOrder)

function endsBeforeTheNext(this: ScenarioWorld, object: ObjectName): void {
  place.mustEndBeforeTheNext(this, object)
}
Then('on each node the old Pod of {object} had ended before the new one was created', endsBeforeTheNext)
Then('在每个节点上，{object}的旧Pod结束之后，新Pod才被创建', endsBeforeTheNext)

function comesBeforeTheOld(this: ScenarioWorld, object: ObjectName): void {
  place.mustComeBeforeTheOld(this, object)
}
Then('on each node the new Pod of {object} was ready before the old one was deleted', comesBeforeTheOld)
Then('在每个节点上，{object}的新Pod就绪之后，旧Pod才被删除', comesBeforeTheOld)

function tellsOfAPod(this: ScenarioWorld, object: ObjectName, reason: string, message: string): void {
  place.mustTellOfAPod(this, object, reason, message)
}
Then('an Event of a Pod of {object} with the reason {string} says {string}', tellsOfAPod)
Then('{object}的某个Pod有一条原因为{string}的Event，内容包含{string}', tellsOfAPod)
