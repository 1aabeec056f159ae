// Pods: the states of their containers, their life and their end, what a node has ready for them.
import { Given, Then, When } from '@cucumber/cucumber'
import * as containers from '../support/containers'
import * as life from '../support/pod-life'
import type { ObjectName } from '../support/parameters'
import { hasPhase, isNotReady, isReady } from '../support/judges'
import { never, now, once, throughout, within } from '../support/statements'
import type { ScenarioWorld } from '../support/world'

function alreadyHas(this: ScenarioWorld, node: string, image: string): void {
  this.cluster.environment.nodes.preload(node, image)
}
Given('the node {string} already has the image {string}', alreadyHas)
Given('节点{string}上已有镜像{string}', alreadyHas)

// The folder of static Pods: /etc/kubernetes/manifests on every node.
function putManifest(this: ScenarioWorld, file: string, node: string): void {
  this.cluster.environment.nodes.writeManifest(node, file, this.files.read(file))
}
When('the file {string} is put into the manifest folder of the node {string}', putManifest)
When('文件{string}被放进节点{string}的静态Pod目录', putManifest)

function removeManifest(this: ScenarioWorld, file: string, node: string): void {
  this.cluster.environment.nodes.writeManifest(node, file, '')
}
When('the file {string} is taken out of the manifest folder of the node {string}', removeManifest)
When('文件{string}被移出节点{string}的静态Pod目录', removeManifest)

Then('in {object} the container {string} runs', now(containers.runs))
Then('在{object}中，容器{string}正在运行', now(containers.runs))
Then('within {duration} in {object} the container {string} runs', within(containers.runs))
Then('{duration}内，在{object}中，容器{string}开始运行', within(containers.runs))
Then('in {object} the container {string} never runs', never(containers.runs))
Then('在{object}中，容器{string}从未运行', never(containers.runs))
Then('in {object} the container {string} waits with the reason {string}', now(containers.waitsBecause))
Then('在{object}中，容器{string}停在等待状态，原因是{string}', now(containers.waitsBecause))
Then(
  'within {duration} in {object} the container {string} waits with the reason {string}',
  within(containers.waitsBecause),
)
Then('{duration}内，在{object}中，容器{string}停在等待状态，原因是{string}', within(containers.waitsBecause))
Then('at some moment in {object} the container {string} waits with the reason {string}', once(containers.waitsBecause))
Then('过程中的某一刻，在{object}中，容器{string}停在等待状态，原因是{string}', once(containers.waitsBecause))
Then('in {object} the container {string} never waits with the reason {string}', never(containers.waitsBecause))
Then('在{object}中，容器{string}从未因{string}而等待', never(containers.waitsBecause))
Then('in {object} the container {string} last ended with {int} and the reason {string}', now(containers.endedWith))
Then('在{object}中，容器{string}最近一次以退出码{int}结束，原因是{string}', now(containers.endedWith))
Then(
  'within {duration} in {object} the container {string} ends with {int} and the reason {string}',
  within(containers.endedWith),
)
Then('{duration}内，在{object}中，容器{string}以退出码{int}结束，原因是{string}', within(containers.endedWith))
Then(
  'at some moment in {object} the container {string} has ended with {int} and the reason {string}',
  once(containers.endedWith),
)
Then('过程中的某一刻，在{object}中，容器{string}已以退出码{int}结束，原因是{string}', once(containers.endedWith))
Then('in {object} the container {string} has been restarted {int} time(s)', now(containers.restarts))
Then('在{object}中，容器{string}重启过{int}次', now(containers.restarts))
Then(
  'within {duration} in {object} the container {string} has been restarted {int} time(s)',
  within(containers.restarts),
)
Then('{duration}内，在{object}中，容器{string}的重启次数达到{int}次', within(containers.restarts))
Then('throughout in {object} the container {string} has been restarted {int} time(s)', throughout(containers.restarts))
Then('整个过程中，在{object}中，容器{string}的重启次数始终是{int}次', throughout(containers.restarts))

function restartedAfter(this: ScenarioWorld, object: ObjectName, container: string, waits: string[]): void {
  containers.mustRestartAfter(this, object, container, waits)
}
Then('in {object} the container {string} was started again after waits of {names}', restartedAfter)
Then('在{object}中，容器{string}每次重启前依次等待{names}', restartedAfter)

function oneAfterTheOther(this: ScenarioWorld, object: ObjectName, names: string[]): void {
  containers.mustRunOneAfterTheOther(this, object, names)
}
Then('in {object} each of the containers {names} began only after the one before it had ended', oneAfterTheOther)
Then('在{object}中，容器{names}依次运行，前一个结束之后，后一个才开始', oneAfterTheOther)

function whileRunning(this: ScenarioWorld, object: ObjectName, names: string[]): void {
  containers.mustStartWhileRunning(this, object, names)
}
Then('in {object} each of the containers {names} began while the one before it was running', whileRunning)
Then('在{object}中，容器{names}依次启动，后一个启动时前一个仍在运行', whileRunning)

function endInOrder(this: ScenarioWorld, object: ObjectName, names: string[]): void {
  containers.mustEndInOrder(this, object, names)
}
Then('in {object} the containers {names} ended in this order', endInOrder)
Then('在{object}中，容器{names}依次结束', endInOrder)

Then('{object} sends requests to {object}', now(life.isServedBy))
Then('{object}会把请求转发给{object}', now(life.isServedBy))
Then('within {duration} {object} sends requests to {object}', within(life.isServedBy))
Then('{duration}内，{object}开始把请求转发给{object}', within(life.isServedBy))
Then('{object} never sends requests to {object}', never(life.isServedBy))
Then('{object}从未把请求转发给{object}', never(life.isServedBy))
Then('{object} sends no requests to {object}', now(life.isNotServedBy))
Then('{object}不会把请求转发给{object}', now(life.isNotServedBy))
Then('within {duration} {object} sends no more requests to {object}', within(life.isNotServedBy))
Then('{duration}内，{object}不再把请求转发给{object}', within(life.isNotServedBy))

Then('{object} is terminating', now(life.isTerminating))
Then('{object}正在终止', now(life.isTerminating))
Then('{object} has the condition {string} with the status {string}', now(life.hasCondition))
Then('{object}的状况{string}为{string}', now(life.hasCondition))
Then('throughout {object} is in phase {string}', throughout(hasPhase))
Then('整个过程中，{object}始终处于{string}阶段', throughout(hasPhase))
Then('{object} is never in phase {string}', never(hasPhase))
Then('{object}从未处于{string}阶段', never(hasPhase))
Then('{object} is never ready', never(isReady))
Then('{object}从未就绪', never(isReady))
Then('throughout {object} is ready', throughout(isReady))
Then('整个过程中，{object}始终就绪', throughout(isReady))
Then('within {duration} {object} is not ready', within(isNotReady))
Then('{duration}内，{object}变为未就绪', within(isNotReady))

function phases(this: ScenarioWorld, object: ObjectName, names: string[]): void {
  life.mustPassThroughPhases(this, object, names)
}
Then('{object} went through the phases {names}, and no other', phases)
Then('{object}依次经过{names}这些阶段，没有其他阶段', phases)

function took(this: ScenarioWorld, object: ObjectName, ms: number): void {
  life.mustTakeToGo(this, object, ms)
}
Then('{object} was gone {duration} after it was deleted', took)
Then('{object}在删除{duration}之后消失', took)

function toldNot(this: ScenarioWorld, object: ObjectName, reason: string): void {
  life.mustNotTell(this, object, reason)
}
Then('no Event of {object} has the reason {string}', toldNot)
Then('{object}没有原因为{string}的Event', toldNot)

function toldTimes(this: ScenarioWorld, object: ObjectName, reason: string, times: number): void {
  life.mustTellTimes(this, object, reason, times)
}
Then('the Events of {object} with the reason {string} were told {int} time(s)', toldTimes)
Then('{object}原因为{string}的Event一共出现{int}次', toldTimes)
