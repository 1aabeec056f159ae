import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Reader } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { accountToken, type TokenWish } from './account-token'

const START = '2026-01-01T08:00:00Z'
const AT = Date.parse(START)
const pod = {
  metadata: { namespace: 'default', name: 'p', uid: 'pod-uid' },
  spec: { nodeName: 'n1', serviceAccountName: 'web' },
  status: { startTime: START },
} as unknown as Pod
const read = { get: (kind: string) => ({ metadata: { uid: `${kind}-uid` } }) } as unknown as Reader

interface Claims {
  readonly iat: number
  readonly exp: number
}
const claimsOf = (afterSeconds: number, wish: TokenWish): Claims =>
  JSON.parse(atob(accountToken(pod, read, AT + afterSeconds * 1000, wish).split('.')[1] ?? '')) as Claims

const MINE = { audience: undefined, expirationSeconds: 3607 }
const VAULT = { audience: 'vault', expirationSeconds: 600 }

// Seconds since the Pod began: pkg/kubelet/token/token_manager_test.go asks for another one at four fifths of the time.
const table: [after: number, wish: TokenWish, issued: number, lasts: number][] = [
  [0, VAULT, 0, 600],
  [479, VAULT, 0, 600],
  [480, VAULT, 480, 600],
  [1000, VAULT, 960, 600],
  [10, MINE, 0, 365 * 24 * 3600],
  [3000, MINE, 2885, 365 * 24 * 3600],
  [90_000, { audience: 'vault', expirationSeconds: 1_000_000 }, 86_400, 1_000_000],
]
for (const [after, wish, issued, lasts] of table)
  it(`${after} s later: a token for ${wish.expirationSeconds} s`, () => {
    const { iat, exp } = claimsOf(after, wish)
    assert.deepEqual([iat - AT / 1000, exp - iat], [issued, lasts])
  })

it('says whose it is', () => {
  const { jti, ...claims } = claimsOf(0, MINE) as Claims & { jti: string }
  assert.match(jti, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  const iat = AT / 1000
  assert.deepEqual(claims, {
    aud: ['https://kubernetes.default.svc.cluster.local'],
    exp: iat + 365 * 24 * 3600,
    iat,
    iss: 'https://kubernetes.default.svc.cluster.local',
    'kubernetes.io': {
      namespace: 'default',
      node: { name: 'n1', uid: 'Node-uid' },
      pod: { name: 'p', uid: 'pod-uid' },
      serviceaccount: { name: 'web', uid: 'ServiceAccount-uid' },
      warnafter: iat + 3607,
    },
    nbf: iat,
    sub: 'system:serviceaccount:default:web',
  })
})
