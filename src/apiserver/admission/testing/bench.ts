// An API server with its whole admission chain, for the tests of the plugins.
import assert from 'node:assert/strict'
import type { KubeObject } from '../../../objects/kube-object'
import type { Pod, ResourceQuota } from '../../../objects/kinds'
import { Loop } from '../../../simulation/loop'
import { Store } from '../../../store/store'
import { ApiServer } from '../../api-server'
import { KindRegistry, kinds } from '../../kinds'
import { isApiError } from '../../status'
import { admissionChain } from '../index'

export const CALLER = { actor: 'test' }

export class Bench {
  readonly server = new ApiServer({
    store: new Store(),
    loop: new Loop({ seed: 1 }),
    registry: new KindRegistry(kinds),
    admission: admissionChain,
  })

  constructor() {
    this.make('Namespace', 'v1', {}, 'default', '')
    this.make('ServiceAccount', 'v1', {})
  }

  make<T extends KubeObject>(
    kind: string,
    apiVersion: string,
    fields: object,
    name = 'default',
    namespace = 'default',
  ): T {
    return this.server.create(kind, namespace, { apiVersion, kind, metadata: { name }, ...fields }, CALLER) as T
  }

  pod(spec: object = {}, name = 'p', namespace = 'default'): Pod {
    return this.make('Pod', 'v1', { spec: { containers: [{ name: 'c', image: 'i' }], ...spec } }, name, namespace)
  }

  /** A quota as its controller leaves it when nothing is used. */
  quota(hard: Record<string, string>, more: object = {}): void {
    const quota = this.make<ResourceQuota>('ResourceQuota', 'v1', { spec: { hard, ...more } }, 'q')
    const used = Object.fromEntries(Object.keys(hard).map((name) => [name, '0']))
    this.server.update('ResourceQuota', { ...quota, status: { hard, used } } as KubeObject, CALLER, 'status')
  }

  used(): unknown {
    return (this.server.get('ResourceQuota', 'default', 'q') as ResourceQuota).status.used
  }
}

export function refusal(run: () => unknown): [code: number, reason: string, message: string] {
  try {
    run()
  } catch (error) {
    if (isApiError(error)) return [error.code, error.reason, error.message]
    throw error
  }
  return assert.fail('nothing was refused')
}

export const resources = (requests: object, limits: object) => ({
  containers: [{ name: 'c', image: 'i', resources: { requests, limits } }],
})
