// The cluster itself: its nodes, its time, what goes wrong.
import { Given, When } from '@cucumber/cucumber'
import type { ScenarioWorld } from '../support/world'

async function pass(this: ScenarioWorld, ms: number): Promise<void> {
  await this.cluster.pass(ms)
}
When('{duration} pass(es)', pass)
When('过了{duration}', pass)

/** How long nothing may change until the cluster counts as settled, and how long that may take. */
const QUIET_MS = 5_000
const SETTLED_WITHIN_MS = 600_000

async function settle(this: ScenarioWorld): Promise<void> {
  await this.settle(QUIET_MS, SETTLED_WITHIN_MS)
}
Given('everything has settled', settle)
Given('集群已经稳定', settle)
When('everything settles', settle)
When('等到集群稳定下来', settle)

function useNamespace(this: ScenarioWorld, name: string): void {
  this.namespace = name
}
Given('the sentences below are about the namespace {string}', useNamespace)
Given('以下说的都是命名空间{string}', useNamespace)
