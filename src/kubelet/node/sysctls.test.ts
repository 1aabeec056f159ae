// The API server takes no such Pod any more; the kubelet asks all the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../objects/kinds'
import { forbiddenSysctl } from './sysctls'

for (const [name, shared, words] of [
  ['net.ipv4.tcp_syncookies', 'hostNetwork', 'not allowed with host net enabled'],
  ['kernel.shm_rmid_forced', 'hostIPC', 'not allowed with host ipc enabled'],
] as const)
  test(`no ${name} where the Pod has ${shared}`, () => {
    const spec = { containers: [], [shared]: true, securityContext: { sysctls: [{ name, value: '1' }] } }
    assert.deepEqual(forbiddenSysctl({ spec } as unknown as Pod), {
      reason: 'SysctlForbidden',
      message: `forbidden sysctl: "${name}" ${words}`,
    })
  })
