// Deployments and ReplicaSets: versions, how Pods are replaced, what the conditions tell.
import { Then, When, type DataTable } from '@cucumber/cucumber'
import { edit } from '../support/editing'
import type { ObjectName } from '../support/parameters'
import * as replacements from '../support/replacements'
import { never, now, once, throughout, within } from '../support/statements'
import * as versions from '../support/versions'
import { hasOwner, podsAvailable, podsExist } from '../support/judges'
import type { ScenarioWorld } from '../support/world'

// kubectl edit, with somebody who changes one text in the editor and saves.
async function changeInEditor(this: ScenarioWorld, object: ObjectName, from: string, to: string): Promise<void> {
  await edit(this, `kubectl edit ${object.kind.toLowerCase()}/${object.name}`, { from, to })
}
When('I edit {object} and change {string} to {string}', changeInEditor)
When('我编辑{object}，把{string}改为{string}', changeInEditor)

async function changeIn(this: ScenarioWorld, command: string, from: string, to: string): Promise<void> {
  await edit(this, command, { from, to })
}
When('I run {string} and change {string} to {string} in the editor', changeIn)
When('我执行{string}，并在编辑器里把{string}改为{string}', changeIn)

Then('{object} owns {int} {kind}', now(versions.owns))
Then('{object}拥有{int}个{kind}', now(versions.owns))
Then('throughout {object} owns {int} {kind}', throughout(versions.owns))
Then('整个过程中，{object}始终拥有{int}个{kind}', throughout(versions.owns))
Then('within {duration} {object} owns {int} {kind}', within(versions.owns))
Then('{duration}内，{object}拥有{int}个{kind}', within(versions.owns))

Then('the ReplicaSet of {object} with the image {string} is scaled to {int}', now(versions.versionIsScaledTo))
Then('{object}中镜像为{string}的ReplicaSet，副本数为{int}', now(versions.versionIsScaledTo))
Then(
  'throughout the ReplicaSet of {object} with the image {string} is scaled to {int}',
  throughout(versions.versionIsScaledTo),
)
Then('整个过程中，{object}中镜像为{string}的ReplicaSet，副本数始终为{int}', throughout(versions.versionIsScaledTo))
Then('the ReplicaSet of {object} with the image {string} is never scaled to {int}', never(versions.versionIsScaledTo))
Then('{object}中镜像为{string}的ReplicaSet，副本数从未变为{int}', never(versions.versionIsScaledTo))

Then('{int} Pod(s) of {object} run(s) the image {string}', now(versions.podsRunImage))
Then('有{int}个属于{object}的Pod运行镜像{string}', now(versions.podsRunImage))
Then('within {duration} {int} Pod(s) of {object} run(s) the image {string}', within(versions.podsRunImage))
Then('{duration}内，有{int}个属于{object}的Pod运行镜像{string}', within(versions.podsRunImage))
Then('throughout at most {int} Pod(s) of {object} run(s) the image {string}', throughout(versions.atMostPodsRunImage))
Then('整个过程中，最多同时有{int}个属于{object}的Pod运行镜像{string}', throughout(versions.atMostPodsRunImage))
Then('within {duration} {int} Pod(s) of {object} wait(s) with the reason {string}', within(versions.podsWaitBecause))
Then('{duration}内，有{int}个属于{object}的Pod停在等待状态，原因是{string}', within(versions.podsWaitBecause))
Then('{int} Pod(s) of {object} run(s) without being ready', now(versions.podsRunButAreNotReady))
Then('有{int}个属于{object}的Pod在运行，但没有就绪', now(versions.podsRunButAreNotReady))
Then('within {duration} {int} Pod(s) of {object} has/have failed', within(versions.podsHaveFailed))
Then('{duration}内，有{int}个属于{object}的Pod已失败', within(versions.podsHaveFailed))
Then('all Pods of {object} that are ready run on the node {string}', now(versions.readyPodsRunOn))
Then('{object}中就绪的Pod都运行在节点{string}上', now(versions.readyPodsRunOn))
Then('at most {int} Pod(s) of {object} share(s) a node', now(versions.atMostPodsShareANode))
Then('同一个节点上最多有{int}个Pod属于{object}', now(versions.atMostPodsShareANode))

Then('every ReplicaSet of {object} is named after it and its pod-template-hash', now(versions.versionsAreNamedByHash))
Then('{object}的每个ReplicaSet都以它的名字加上pod-template-hash命名', now(versions.versionsAreNamedByHash))
Then('every Pod of {object} carries the pod-template-hash of its ReplicaSet', now(versions.podsCarryTheHash))
Then('{object}的每个Pod都带有所属ReplicaSet的pod-template-hash标签', now(versions.podsCarryTheHash))
Then('every Pod of {object} has all that its Pod template says', now(versions.podsFollowTheTemplate))
Then('{object}的每个Pod都与它的Pod模板一致', now(versions.podsFollowTheTemplate))
Then('every Pod of {object} is controlled by one of its ReplicaSets', now(versions.podsAreOwnedThrough))
Then('{object}的每个Pod都由它的某个ReplicaSet控制', now(versions.podsAreOwnedThrough))
Then('within {duration} {object} is owned by {object}', within(hasOwner))
Then('{duration}内，{object}的所有者变为{object}', within(hasOwner))
Then('within {duration} {object} has no owner', within(versions.hasNoOwner))
Then('{duration}内，{object}不再有所有者', within(versions.hasNoOwner))
Then('{object} has no owner', now(versions.hasNoOwner))
Then('{object}没有所有者', now(versions.hasNoOwner))
Then('throughout {object} has no owner', throughout(versions.hasNoOwner))
Then('整个过程中，{object}始终没有所有者', throughout(versions.hasNoOwner))

Then('the condition of {object} named {string} is {string} with the reason {string}', now(versions.hasCondition))
Then('{object}的状况{string}为{string}，原因是{string}', now(versions.hasCondition))
Then(
  'within {duration} the condition of {object} named {string} is {string} with the reason {string}',
  within(versions.hasCondition),
)
Then('{duration}内，{object}的状况{string}变为{string}，原因是{string}', within(versions.hasCondition))
Then(
  'at some moment the condition of {object} named {string} is {string} with the reason {string}',
  once(versions.hasCondition),
)
Then('过程中的某一刻，{object}的状况{string}为{string}，原因是{string}', once(versions.hasCondition))
Then(
  'the condition of {object} named {string} is never {string} with the reason {string}',
  never(versions.hasCondition),
)
Then('{object}的状况{string}从未变为{string}，原因从未是{string}', never(versions.hasCondition))

Then('at some moment {int} Pod(s) of {object} exist(s)', once(podsExist))
Then('过程中的某一刻，共有{int}个Pod属于{object}', once(podsExist))
Then('at some moment only {int} Pod(s) of {object} is/are available', once(podsAvailable))
Then('过程中的某一刻，只有{int}个可用的Pod属于{object}', once(podsAvailable))
Then('throughout {int} Pod(s) of {object} exist(s)', throughout(podsExist))
Then('整个过程中，始终共有{int}个Pod属于{object}', throughout(podsExist))

function created(this: ScenarioWorld, count: number, object: ObjectName): void {
  replacements.mustHaveCreated(this, count, object)
}
Then('{int} Pod(s) of {object} was/were created', created)
Then('一共新建了{int}个属于{object}的Pod', created)

function deleted(this: ScenarioWorld, count: number, object: ObjectName): void {
  replacements.mustHaveDeleted(this, count, object)
}
Then('{int} Pod(s) of {object} was/were deleted', deleted)
Then('一共删除了{int}个属于{object}的Pod', deleted)

function replaced(this: ScenarioWorld, object: ObjectName, ms: number): void {
  replacements.mustReplaceWithin(this, object, ms)
}
Then('each deleted Pod of {object} was replaced by one of another name within {duration}', replaced)
Then('{object}的Pod被删除后，都由另一个名字的Pod接替，间隔不超过{duration}', replaced)

function replacedBeforeEnd(this: ScenarioWorld, object: ObjectName): void {
  replacements.mustReplaceBeforeEnd(this, object)
}
Then('each deleted Pod of {object} was replaced before it had ended', replacedBeforeEnd)
Then('{object}的Pod被删除后，还没有结束，就已有新的Pod接替', replacedBeforeEnd)

function newestWent(this: ScenarioWorld, object: ObjectName): void {
  replacements.mustDeleteNewest(this, object)
}
Then('the deleted Pods of {object} were the newest', newestWent)
Then('{object}被删除的都是最晚创建的Pod', newestWent)

Then(
  'of {object} no Pod with the image {string} was created before all with the image {string} had ended',
  throughout(versions.versionsDoNotMeet),
)
Then(
  '{object}中镜像为{string}的Pod，都在镜像为{string}的Pod全部结束之后才被创建',
  throughout(versions.versionsDoNotMeet),
)

function passedThrough(this: ScenarioWorld, object: ObjectName, table: DataTable): void {
  replacements.mustPassThrough(this, object, table.raw())
}
Then('{object} passed through these figures, from first to last:', passedThrough)
Then('{object}的数字从头到尾依次经过:', passedThrough)
