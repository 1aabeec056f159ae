// After pkg/controller/serviceaccount/tokens_controller_test.go and test/integration/serviceaccount, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Secret, ServiceAccount } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'
import { tokensController } from './tokens'

const account = (uid = '12345'): ServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'default', namespace: 'ns', uid, resourceVersion: '1', creationTimestamp: '' },
})
const secret = (uid?: string, more: Partial<Secret> = {}): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'token-secret-1',
    namespace: 'ns',
    uid: '23456',
    resourceVersion: '1',
    creationTimestamp: '',
    annotations: {
      'kubernetes.io/service-account.name': 'default',
      ...(uid ? { 'kubernetes.io/service-account.uid': uid } : {}),
    },
  },
  type: 'kubernetes.io/service-account-token',
  ...more,
})

function sync(objects: readonly (Secret | ServiceAccount)[], about: Secret): { writes: string[]; secret?: Secret } {
  const one = new OneSync(objects, { now: 0 })
  one.run(tokensController(), about)
  const found = one.get('Secret', 'ns', 'token-secret-1')
  return { writes: one.writes, ...(found ? { secret: found } : {}) }
}
const run = (about: Secret, ...accounts: ServiceAccount[]) => sync([about, ...accounts], about)

test('a Secret for the token of an account is filled; what is there stays', () => {
  const { writes, secret: filled } = run(secret(), account())
  assert.deepEqual(writes, ['update Secret token-secret-1'])
  assert.equal(filled?.metadata.annotations?.['kubernetes.io/service-account.uid'], '12345')
  const { token = '', namespace, 'ca.crt': certificate = '' } = filled?.data ?? {}
  assert.equal(namespace, btoa('ns'))
  assert.match(atob(certificate), /^-----BEGIN CERTIFICATE-----/)
  assert.deepEqual(JSON.parse(atob(atob(token).split('.')[1] ?? '')), {
    iss: 'kubernetes/serviceaccount',
    'kubernetes.io/serviceaccount/namespace': 'ns',
    'kubernetes.io/serviceaccount/secret.name': 'token-secret-1',
    'kubernetes.io/serviceaccount/service-account.name': 'default',
    'kubernetes.io/serviceaccount/service-account.uid': '12345',
    sub: 'system:serviceaccount:ns:default',
  })
  const all = filled?.data ?? {}
  assert.deepEqual(run(secret('12345', { data: all }), account()).writes, [], 'nothing is missing')
  const custom = { ...all, namespace: btoa('custom'), token: btoa('custom') }
  for (const [data, then] of [
    [{ ...custom, 'ca.crt': btoa('old') }, custom],
    [{ ...all, namespace: '' }, all],
    [
      { ...all, other: btoa('x'), token: '' },
      { ...all, other: btoa('x') },
    ],
  ] as const)
    assert.deepEqual(run(secret('12345', { data }), account()).secret?.data, then)
})

test('without its account a token goes; other Secrets are left alone', () => {
  assert.deepEqual(run(secret()).writes, ['delete Secret token-secret-1'])
  assert.deepEqual(run(secret('12345')).writes, ['delete Secret token-secret-1'])
  assert.deepEqual(run(secret('12345'), account('another')).writes, ['delete Secret token-secret-1'])
  assert.deepEqual(run(secret(undefined, { type: 'Opaque' })).writes, [])
})
