// What happened on the way: orders, Events, stillness. Judged on the recorded history since the scenario's first When.
import { Then } from '@cucumber/cucumber'
import type { ObjectName } from '../support/parameters'
import {
  mustHappenInOrder,
  mustStayUnchanged,
  mustTell,
  mustUpdateInOrder,
  mustWaitForReadiness,
} from '../support/orders'
import type { ScenarioWorld } from '../support/world'

function createdInOrder(this: ScenarioWorld, names: string[]): void {
  mustHappenInOrder(this, 'created', names)
}
Then('the Pods {names} were created in this order', createdInOrder)
Then('{names}这几个Pod依次被创建', createdInOrder)

function deletedInOrder(this: ScenarioWorld, names: string[]): void {
  mustHappenInOrder(this, 'deleted', names)
}
Then('the Pods {names} were deleted in this order', deletedInOrder)
Then('{names}这几个Pod依次被删除', deletedInOrder)

function readyInOrder(this: ScenarioWorld, names: string[]): void {
  mustHappenInOrder(this, 'ready', names)
}
Then('the Pods {names} became ready in this order', readyInOrder)
Then('{names}这几个Pod依次就绪', readyInOrder)

function updatedInOrder(this: ScenarioWorld, image: string, names: string[]): void {
  mustUpdateInOrder(this, image, names)
}
Then('the image {string} reached the Pods {names} in this order, and no other', updatedInOrder)
Then('镜像{string}依次更新到{names}这几个Pod，而没有更新其他Pod', updatedInOrder)

function oneAfterTheOther(this: ScenarioWorld, names: string[]): void {
  mustWaitForReadiness(this, names)
}
Then('each of the Pods {names} was created only after the one before it was ready', oneAfterTheOther)
Then('{names}中的每个Pod都是在前一个就绪之后才被创建', oneAfterTheOther)

async function stays(this: ScenarioWorld, ms: number): Promise<void> {
  await mustStayUnchanged(this, ms)
}
Then('for {duration} nothing changes', stays)
Then('在{duration}内没有任何变化', stays)

function tells(this: ScenarioWorld, object: ObjectName, reason: string, message: string): void {
  mustTell(this, object, reason, message)
}
Then('an Event of {object} with the reason {string} says {string}', tells)
Then('{object}有一条原因为{string}的Event，内容包含{string}', tells)
