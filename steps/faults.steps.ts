// What goes wrong, and what is slow: nodes, images, containers.
import { Given, When } from '@cucumber/cucumber'
import { containersOf } from '../support/containers'
import { parseQuantity, quantityMilliValue, quantityValue } from '../src/objects/quantity'
import type { ObjectName } from '../support/parameters'
import type { ScenarioWorld } from '../support/world'

/** Words of a machine: what happens to it. */
const machine = (happens: (world: ScenarioWorld, node: string) => void) =>
  function (this: ScenarioWorld, node: string): void {
    happens(this, node)
  }
const nodes = (world: ScenarioWorld) => world.cluster.environment.nodes

const fails = machine((world, node) => nodes(world).powerOff(node))
When('the node {string} fails', fails)
When('节点{string}发生故障', fails)
const comesBack = machine((world, node) => nodes(world).powerOn(node))
When('the node {string} comes back', comesBack)
When('节点{string}恢复运行', comesBack)
const isCutOff = machine((world, node) => nodes(world).cutNetwork(node))
When('the node {string} is cut off from the network', isCutOff)
When('节点{string}与网络断开', isCutOff)
const isReachable = machine((world, node) => nodes(world).restoreNetwork(node))
When('the node {string} is reachable again', isReachable)
When('节点{string}的网络恢复', isReachable)
const kubeletStops = machine((world, node) => nodes(world).stopKubelet(node))
When('the kubelet on the node {string} stops', kubeletStops)
When('节点{string}上的kubelet停止运行', kubeletStops)
const kubeletStarts = machine((world, node) => nodes(world).startKubelet(node))
When('the kubelet on the node {string} starts again', kubeletStarts)
When('节点{string}上的kubelet重新启动', kubeletStarts)
const isShutDown = machine((world, node) => nodes(world).shutDown(node))
When('the node {string} is shut down in an orderly way', isShutDown)
When('节点{string}正常关机', isShutDown)
const runsShort = machine((world, node) => nodes(world).setPressure(node, 'MemoryPressure', true))
When('the node {string} runs short of memory', runsShort)
When('节点{string}的内存不足', runsShort)
const hasEnough = machine((world, node) => nodes(world).setPressure(node, 'MemoryPressure', false))
When('the node {string} has enough memory again', hasEnough)
When('节点{string}的内存恢复充足', hasEnough)
const diskIsFull = machine((world, node) => nodes(world).setPressure(node, 'DiskPressure', true))
When('the disk of the node {string} is full', diskIsFull)
When('节点{string}的磁盘写满了', diskIsFull)
const diskHasSpace = machine((world, node) => nodes(world).setPressure(node, 'DiskPressure', false))
When('the disk of the node {string} has space again', diskHasSpace)
When('节点{string}的磁盘又有了空间', diskHasSpace)
const joins = machine(
  (world, name) => void nodes(world).join({ apiVersion: 'v1', kind: 'Node', metadata: { name } } as never),
)
When('the node {string} joins the cluster', joins)
When('节点{string}加入集群', joins)
const leaves = machine((world, node) => nodes(world).leave(node))
When('the node {string} leaves the cluster', leaves)
When('节点{string}离开集群', leaves)

function isMissing(this: ScenarioWorld, image: string): void {
  this.cluster.environment.images.missing(image)
}
Given('no registry has the image {string}', isMissing)
Given('镜像{string}在任何仓库中都不存在', isMissing)

function isThere(this: ScenarioWorld, image: string): void {
  this.cluster.environment.images.exists(image)
}
When('the image {string} is pushed to its registry', isThere)
When('镜像{string}被推送到仓库', isThere)

function needsCredentials(this: ScenarioWorld, image: string): void {
  this.cluster.environment.images.unauthorized(image)
}
Given('the image {string} needs credentials', needsCredentials)
Given('拉取镜像{string}需要凭据', needsCredentials)

function takesToPull(this: ScenarioWorld, image: string, ms: number): void {
  this.cluster.environment.images.takesToPull(image, ms)
}
Given('the image {string} takes {duration} to pull', takesToPull)
Given('拉取镜像{string}需要{duration}', takesToPull)

const containers = (world: ScenarioWorld) => world.cluster.environment.containers

function ends(this: ScenarioWorld, object: ObjectName, container: string, code: number, ms: number): void {
  containers(this).exits(containersOf(this, object, container), code, ms)
}
Given('in {object} the container {string} exits with {int} each time it has run for {duration}', ends)
Given('在{object}中，容器{string}总是以退出码{int}退出，每次只运行{duration}', ends)

function isSlow(this: ScenarioWorld, object: ObjectName, container: string, ms: number): void {
  containers(this).becomesReadyAfter(containersOf(this, object, container), ms)
}
Given('in {object} the container {string} answers only after {duration}', isSlow)
Given('在{object}中，容器{string}启动后要过{duration}才有应答', isSlow)

function stopsAnswering(this: ScenarioWorld, object: ObjectName, container: string): void {
  containers(this).stopsAnswering(containersOf(this, object, container))
}
When('in {object} the container {string} stops answering', stopsAnswering)
When('在{object}中，容器{string}不再应答', stopsAnswering)

function hangs(this: ScenarioWorld, object: ObjectName, container: string): void {
  containers(this).hangs(containersOf(this, object, container))
}
When('in {object} the container {string} hangs', hangs)
When('在{object}中，容器{string}卡住', hangs)

function answersAgain(this: ScenarioWorld, object: ObjectName, container: string): void {
  containers(this).answersAgain(containersOf(this, object, container))
}
When('in {object} the container {string} answers again', answersAgain)
When('在{object}中，容器{string}恢复应答', answersAgain)

function behaves(this: ScenarioWorld, object: ObjectName, container: string): void {
  containers(this).behave(containersOf(this, object, container))
}
When('in {object} the container {string} behaves well again', behaves)
When('在{object}中，容器{string}恢复正常', behaves)

function usesMemory(this: ScenarioWorld, object: ObjectName, container: string, amount: string): void {
  containers(this).usesMemory(containersOf(this, object, container), quantityValue(parseQuantity(amount)))
}
When('in {object} the container {string} uses {string} of memory', usesMemory)
When('在{object}中，容器{string}占用{string}内存', usesMemory)

function usesCpu(this: ScenarioWorld, object: ObjectName, container: string, amount: string): void {
  containers(this).usesCpu(containersOf(this, object, container), quantityMilliValue(parseQuantity(amount)))
}
When('in {object} the container {string} uses {string} of CPU', usesCpu)
When('在{object}中，容器{string}占用{string}的CPU', usesCpu)

function imageDoesNotAnswer(this: ScenarioWorld, image: string): void {
  containers(this).stopsAnswering({ image })
}
Given('containers of the image {string} run but never answer', imageDoesNotAnswer)
Given('镜像{string}的容器能运行，却从不应答', imageDoesNotAnswer)

function imageIsSlow(this: ScenarioWorld, image: string, ms: number): void {
  containers(this).becomesReadyAfter({ image }, ms)
}
Given('containers of the image {string} answer only after {duration}', imageIsSlow)
Given('镜像{string}的容器启动后要过{duration}才有应答', imageIsSlow)

function imageExits(this: ScenarioWorld, image: string, code: number, ms: number): void {
  containers(this).exits({ image }, code, ms)
}
Given('containers of the image {string} exit with {int} each time they have run for {duration}', imageExits)
Given('镜像{string}的容器总是以退出码{int}退出，每次只运行{duration}', imageExits)
