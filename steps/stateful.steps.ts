// Stateful Pods: their identity, their versions, their volumes.
import { Then } from '@cucumber/cucumber'
import { mustUpdateInOrder } from '../support/orders'
import type { ObjectName } from '../support/parameters'
import { now, throughout, within } from '../support/statements'
import * as stateful from '../support/stateful'
import type { ScenarioWorld } from '../support/world'

function staysTheSame(this: ScenarioWorld, object: ObjectName): void {
  stateful.mustStayTheSame(this, object)
}
Then('throughout {object} is one and the same', staysTheSame)
Then('整个过程中，{object}始终是同一个对象', staysTheSame)

function goneOneByOne(this: ScenarioWorld, names: string[]): void {
  stateful.mustGoOneByOne(this, names)
}
Then('each of the Pods {names} was deleted only after the one before it was gone', goneOneByOne)
Then('{names}中的每个Pod都是在前一个彻底消失之后才被删除', goneOneByOne)

function hasMoved(this: ScenarioWorld, object: ObjectName): void {
  stateful.mustHaveMoved(this, object)
}
Then('{object} has another IP address than before', hasMoved)
Then('{object}的IP地址已与之前不同', hasMoved)

function namesAddress(this: ScenarioWorld, object: ObjectName): void {
  stateful.mustAnswerTheAddress(this, object, true)
}
Then('the answer contains the IP address of {object}', namesAddress)
Then('输出中包含{object}的IP地址', namesAddress)

function namesNotAddress(this: ScenarioWorld, object: ObjectName): void {
  stateful.mustAnswerTheAddress(this, object, false)
}
Then('the answer does not contain the IP address of {object}', namesNotAddress)
Then('输出中不包含{object}的IP地址', namesNotAddress)

Then('the current revision of {object} is its update revision', now(stateful.currentIsUpdateRevision))
Then('{object}的currentRevision就是updateRevision', now(stateful.currentIsUpdateRevision))
Then('the current revision of {object} is not its update revision', now(stateful.currentIsNotUpdateRevision))
Then('{object}的currentRevision还不是updateRevision', now(stateful.currentIsNotUpdateRevision))

Then('{object} is bound to {object}', now(stateful.isBoundTo))
Then('{object}绑定了{object}', now(stateful.isBoundTo))
Then('within {duration} {object} is bound to {object}', within(stateful.isBoundTo))
Then('{duration}内，{object}绑定到{object}', within(stateful.isBoundTo))
Then('throughout {object} keeps its volume', throughout(stateful.keepsItsVolume))
Then('整个过程中，{object}始终绑定着原来的卷', throughout(stateful.keepsItsVolume))

Then('the requests to {object} go to the Pods {names}', now(stateful.servesExactly))
Then('发往{object}的请求会转发到{names}这几个Pod', now(stateful.servesExactly))
Then('within {duration} the requests to {object} go to the Pods {names}', within(stateful.servesExactly))
Then('{duration}内，发往{object}的请求只会转发到{names}这几个Pod', within(stateful.servesExactly))

function createdAlone(this: ScenarioWorld, { name }: ObjectName): void {
  stateful.mustBeCreatedAlone(this, name)
}
Then('{object} was the only Pod created', createdAlone)
Then('只新建了{object}这一个Pod', createdAlone)

function updatedAlone(this: ScenarioWorld, image: string, { name }: ObjectName): void {
  mustUpdateInOrder(this, image, [name])
}
Then('the image {string} reached {object} alone', updatedAlone)
Then('镜像{string}只更新到了{object}', updatedAlone)

Then('the requests to {object} go to {object} alone', now(stateful.servesAlone))
Then('发往{object}的请求只转发给{object}', now(stateful.servesAlone))
Then('within {duration} the requests to {object} go to {object} alone', within(stateful.servesAlone))
Then('{duration}内，发往{object}的请求变为只转发给{object}', within(stateful.servesAlone))
