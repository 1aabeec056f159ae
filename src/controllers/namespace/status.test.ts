import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deletionConditions } from './status'
import type { KubeObject } from '../../objects/kube-object'

const object = (finalizers: string[] = []): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'x', uid: 'x', resourceVersion: '1', creationTimestamp: '', finalizers },
})
const said = (...given: Parameters<typeof deletionConditions>) =>
  deletionConditions(...given).map(({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`)

test('what a namespace says while it goes', () => {
  const clean = [
    'NamespaceDeletionDiscoveryFailure False ResourcesDiscovered: All resources successfully discovered',
    'NamespaceDeletionGroupVersionParsingFailure False ParsedGroupVersions: All legacy kube types successfully parsed',
    'NamespaceDeletionContentFailure False ContentDeleted: All content successfully deleted, may be waiting on finalization',
    'NamespaceContentRemaining False ContentRemoved: All content successfully removed',
    'NamespaceFinalizersRemaining False ContentHasNoFinalizers: All content-preserving finalizers finished',
  ]
  assert.deepEqual(said([], [], ''), clean)
  const remaining = [
    { resource: 'pods.', objects: [object(), object(['a/b'])] },
    { resource: 'jobs.batch', objects: [object(['a/b'])] },
    { resource: 'secrets.', objects: [] },
  ]
  assert.deepEqual(said(remaining, [], '').slice(3), [
    'NamespaceContentRemaining True SomeResourcesRemain: Some resources are remaining: jobs.batch has 1 resource instances, pods. has 2 resource instances',
    'NamespaceFinalizersRemaining True SomeFinalizersRemain: Some content in the namespace has finalizers remaining: a/b in 2 resource instances',
  ])
})
