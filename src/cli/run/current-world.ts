// cucumber's `world` finds the scenario that runs through an AsyncLocalStorage. Up to Node 22 one such storage makes every promise of the
// process pay for hooks, and a scenario has thousands of promises. But a process runs one step at a time: a variable does the same.
import { putInPlace } from './put-in-place'

interface Scope {
  readonly world: object
}

let current: Scope | undefined

async function runInTestCaseScope<T>(scope: Scope, callback: () => Promise<T>): Promise<T> {
  const before = current
  current = scope
  try {
    return await callback()
  } finally {
    current = before
  }
}

function getWorld(): object {
  if (!current)
    throw new Error('Attempted to access `world` from incorrect scope; only applicable to steps and case-level hooks')
  return current.world
}

putInPlace('@cucumber/cucumber', './runtime/scope/test_case_scope', (load) => {
  const { makeProxy } = load('./runtime/scope/make_proxy') as { makeProxy: (thing: () => object) => object }
  return { runInTestCaseScope, worldProxy: makeProxy(getWorld) }
})
