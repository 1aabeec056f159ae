import assert from 'node:assert/strict'
import test from 'node:test'
import { withCondition } from './conditions'
import { scaledValue } from './int-or-percent'
import { parseImageReference } from './image-reference'
import type { Container, Pod, PodSpec } from './kinds'
import { isCidr, isIp } from './names'
import { controllerOf, isControlledBy, ownerReferenceFor } from './owners'
import { isPodActive, isPodAvailable, podLimits, podRequests, qosClass } from './pods'

const container = (
  requests: Record<string, string>,
  limits?: Record<string, string>,
  more: Partial<Container> = {},
): Container => ({ name: 'c', resources: { requests, ...(limits ? { limits } : {}) }, ...more })
const spec = (containers: Container[], more: Partial<PodSpec> = {}): PodSpec => ({ containers, ...more })

const classes: readonly [what: string, spec: PodSpec, qos: string][] = [
  ['nothing asked', spec([{ name: 'c' }]), 'BestEffort'],
  ['zero asked', spec([container({ cpu: '0' })]), 'BestEffort'],
  ['only a request', spec([container({ cpu: '1' })]), 'Burstable'],
  [
    'limits equal requests',
    spec([container({ cpu: '1', memory: '1Gi' }, { cpu: '1000m', memory: '1Gi' })]),
    'Guaranteed',
  ],
  ['no memory limit', spec([container({ cpu: '1' }, { cpu: '1' })]), 'Burstable'],
  [
    'one container without limits',
    spec([container({ cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '1Gi' }), { name: 'd' }]),
    'Burstable',
  ],
  ['only other resources', spec([container({ 'a.com/gpu': '1' }, { 'a.com/gpu': '1' })]), 'BestEffort'],
  [
    'an init container without',
    spec([container({ cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '1Gi' })], { initContainers: [{ name: 'i' }] }),
    'Burstable',
  ],
  [
    'of the Pod as a whole',
    spec([{ name: 'c' }], {
      resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
    }),
    'Guaranteed',
  ],
]
for (const [what, given, qos] of classes) test(`QoS class, ${what}: ${qos}`, () => assert.equal(qosClass(given), qos))

const sidecar = { restartPolicy: 'Always' }
const requested: readonly [what: string, spec: PodSpec, requests: Record<string, string>][] = [
  [
    'containers together',
    spec([container({ cpu: '500m' }), container({ cpu: '700m', memory: '1Gi' })]),
    { cpu: '1200m', memory: '1Gi' },
  ],
  [
    'the largest init container',
    spec([container({ cpu: '1' })], { initContainers: [container({ cpu: '2' }), container({ memory: '1Gi' })] }),
    { cpu: '2', memory: '1Gi' },
  ],
  [
    'sidecars run on',
    spec([container({ cpu: '1' })], {
      initContainers: [container({ cpu: '500m' }, undefined, sidecar), container({ cpu: '1200m' })],
    }),
    { cpu: '1700m' },
  ],
  [
    'overhead comes on top',
    spec([container({ cpu: '1' })], { overhead: { cpu: '100m', memory: '10Mi' } }),
    { cpu: '1100m', memory: '10Mi' },
  ],
  [
    'the Pod level replaces',
    spec([container({ cpu: '1', memory: '1Gi' })], { resources: { requests: { cpu: '3' } } }),
    { cpu: '3', memory: '1Gi' },
  ],
]
for (const [what, given, requests] of requested)
  test(`requests: ${what}`, () => assert.deepEqual(podRequests(given), requests))

test('overhead adds to limits only where there are some', () =>
  assert.deepEqual(podLimits(spec([container({}, { cpu: '1' })], { overhead: { cpu: '100m', memory: '1Mi' } })), {
    cpu: '1100m',
  }))

const pod = (status: object, metadata: object = {}) =>
  ({ metadata: { name: 'p', ...metadata }, spec: {}, status }) as unknown as Pod
const ready = (since: string) =>
  pod({ phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }] })

test('available means ready for long enough', () => {
  const since = ready('1970-01-01T00:00:10Z')
  assert.equal(isPodAvailable(since, 0, 10_000), true)
  assert.equal(isPodAvailable(since, 5, 14_999), false)
  assert.equal(isPodAvailable(since, 5, 15_000), true)
  assert.equal(isPodAvailable(pod({ phase: 'Running' }), 0, 0), false)
})

test('active means neither finished nor being deleted', () => {
  assert.equal(isPodActive(pod({ phase: 'Running' })), true)
  assert.equal(isPodActive(pod({ phase: 'Failed' })), false)
  assert.equal(isPodActive(pod({ phase: 'Running' }, { deletionTimestamp: 'x' })), false)
})

test('scaled values', () => {
  assert.equal(scaledValue('25%', 10, 'up'), 3)
  assert.equal(scaledValue('25%', 10, 'down'), 2)
  assert.equal(scaledValue(4, 10, 'up'), 4)
  assert.throws(() => scaledValue('4', 10, 'up'), {
    message: 'invalid value for IntOrString: invalid type: string is not a percentage',
  })
})

test('a condition keeps its time while its status stays', () => {
  const before = [{ type: 'Ready', status: 'True', lastTransitionTime: 'a', reason: 'x' }]
  assert.deepEqual(withCondition(before, { type: 'Ready', status: 'True', lastTransitionTime: 'b', reason: 'y' }), [
    { type: 'Ready', status: 'True', lastTransitionTime: 'a', reason: 'y' },
  ])
  assert.deepEqual(withCondition(before, { type: 'Ready', status: 'False', lastTransitionTime: 'b', reason: 'y' }), [
    { type: 'Ready', status: 'False', lastTransitionTime: 'b', reason: 'y' },
  ])
})

test('owners', () => {
  const owner = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'r', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
  }
  const owned = { metadata: { ownerReferences: [ownerReferenceFor(owner)] } }
  assert.deepEqual(controllerOf(owned), {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    name: 'r',
    uid: 'u',
    controller: true,
    blockOwnerDeletion: true,
  })
  assert.equal(isControlledBy(owned, owner), true)
  assert.equal(isControlledBy(owned, { ...owner, metadata: { ...owner.metadata, uid: 'v' } }), false)
})

const images: readonly [image: string, repository: string | undefined, tag?: string][] = [
  ['nginx', 'docker.io/library/nginx', 'latest'],
  ['nginx:1.7.9', 'docker.io/library/nginx', '1.7.9'],
  ['a/b', 'docker.io/a/b', 'latest'],
  ['localhost:5000/a', 'localhost:5000/a', 'latest'],
  ['reg.io/a/b:c', 'reg.io/a/b', 'c'],
  ['Nginx', undefined],
  ['a//b', undefined],
  [`a@sha256:${'0'.repeat(64)}`, 'docker.io/library/a', ''],
  ['', undefined],
]
for (const [image, repository, tag] of images)
  test(`image ${JSON.stringify(image)}`, () => {
    const reference = parseImageReference(image)
    assert.deepEqual([reference?.repository, reference?.tag], [repository, tag])
  })

test('addresses', () => {
  for (const good of ['10.0.0.1', '::', '::1', 'fe80::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'])
    assert.deepEqual(isIp(good), [], good)
  for (const bad of ['', '10.0.0', '10.0.0.256', '010.0.0.1', '1:2:3', ':::', 'g::1'])
    assert.equal(isIp(bad).length, 1, bad)
  assert.deepEqual(isCidr('10.0.0.0/8'), [])
  assert.equal(isCidr('10.0.0.0/33').length, 1)
})
