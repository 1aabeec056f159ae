// The situations of upstream's clusterroleaggregation_controller_test.go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterRoleAggregationController } from './controller'
import type { Kinds } from '../../objects/kinds'
import { OneSync } from '../testing/one-sync'

type ClusterRole = Kinds['ClusterRole']

const CREATED = '2026-01-01T08:00:00Z'
const rule = (verb: string) => ({ verbs: [verb], apiGroups: [''], resources: ['pods'] })

const role = (name: string, labels: Record<string, string>, ...verbs: string[]): ClusterRole => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: CREATED, labels },
  rules: verbs.map(rule),
})
/** Put together from the roles that bear one of these labels. */
const combined = (selectors: Record<string, string>[], ...verbs: string[]): ClusterRole => ({
  ...role('combined', { foo: 'bar' }, ...verbs),
  aggregationRule: { clusterRoleSelectors: selectors.map((matchLabels) => ({ matchLabels })) },
})

test('the rules of a role that is put together from others', () => {
  const FOO = { foo: 'bar' }
  const REX = { rex: 'wolf' }
  for (const { name, asked, others = [], verbs, writes = 1 } of [
    { name: 'nobody', asked: combined([FOO]), verbs: [], writes: 0 },
    { name: 'nobody any more', asked: combined([FOO], 'get'), verbs: [] },
    { name: 'one', asked: combined([FOO]), others: [role('a', FOO, 'get')], verbs: ['get'] },
    { name: 'one of other labels', asked: combined([FOO]), others: [role('a', REX, 'get')], verbs: [], writes: 0 },
    { name: 'already so', asked: combined([FOO], 'get'), others: [role('a', FOO, 'get')], verbs: ['get'], writes: 0 },
    {
      name: 'by name, each rule once',
      asked: combined([FOO], 'old'),
      others: [role('b', FOO, 'list', 'get'), role('a', FOO, 'get', 'watch')],
      verbs: ['get', 'watch', 'list'],
    },
    {
      name: 'selector by selector',
      asked: combined([REX, FOO]),
      others: [role('a', FOO, 'get'), role('b', REX, 'watch')],
      verbs: ['watch', 'get'],
    },
    {
      name: 'not of others',
      asked: role('plain', FOO, 'get'),
      others: [role('a', FOO, 'list')],
      verbs: ['get'],
      writes: 0,
    },
  ]) {
    const one = new OneSync([asked, ...others], { now: Date.parse(CREATED) })
    one.run(clusterRoleAggregationController(), asked)
    const rules = one.get('ClusterRole', '', asked.metadata.name)?.rules
    assert.deepEqual([rules ?? [], one.writes.length], [verbs.map(rule), writes], name)
  }
})
