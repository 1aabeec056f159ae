// Services: where requests go, who answers, addresses that stay.
import { Then } from '@cucumber/cucumber'
import type { ObjectName } from '../support/parameters'
import { mustAllHaveAnswered } from '../support/placement'
import * as services from '../support/services'
import { now, throughout, within } from '../support/statements'
import type { ScenarioWorld } from '../support/world'

function allAnswered(this: ScenarioWorld, object: ObjectName, count: number): void {
  mustAllHaveAnswered(this, object, count)
}
Then('each Pod of {object} answered {int} times, and nobody else did', allAnswered)
Then('{object}的每个Pod各应答了{int}次，除此之外没有别人应答', allAnswered)

Then('{object} sends requests to all ready Pods of {object}, and to no other', now(services.sendsToReadyPodsOf))
Then('{object}把请求发给所有就绪的、属于{object}的Pod，而不发给其他Pod', now(services.sendsToReadyPodsOf))
Then(
  'within {duration} {object} sends requests to all ready Pods of {object}, and to no other',
  within(services.sendsToReadyPodsOf),
)
Then(
  '{duration}内，{object}变为把请求发给所有就绪的、属于{object}的Pod，而不发给其他Pod',
  within(services.sendsToReadyPodsOf),
)
Then('{object} has {int} endpoint(s)', now(services.hasEndpoints))
Then('{object}有{int}个端点', now(services.hasEndpoints))
Then('within {duration} {object} has {int} endpoint(s)', within(services.hasEndpoints))
Then('{duration}内，{object}有{int}个端点', within(services.hasEndpoints))
Then('throughout the address of {object} is {string}', throughout(services.hasAddress))
Then('整个过程中，{object}的地址始终是{string}', throughout(services.hasAddress))

function theAnswerNames(this: ScenarioWorld, object: ObjectName): void {
  services.mustNameAllAddresses(this, object)
}
Then('the answer names the address of each Pod of {object}', theAnswerNames)
Then('输出中有{object}的每个Pod的地址', theAnswerNames)
