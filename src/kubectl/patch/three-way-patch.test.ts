import assert from 'node:assert/strict'
import test from 'node:test'
import deployment from './applied-deployment.json'
import { shapeOfKind } from './list-strategies'
import { patchLocally } from './patch-locally'
import { type Patch, strategicDifference } from './strategic-difference'
import cases from './three-way-patch.cases.json'
import { threeWayPatch, type ThreeStates } from './three-way-patch'

const apps = shapeOfKind('apps', 'Deployment')

test('the patch that kubectl 1.36.4 sends for a manifest that changed in many places', () => {
  const { original, modified, current, patch } = deployment as unknown as Record<string, Patch>
  assert.deepEqual(
    threeWayPatch({ original: original as Patch, modified: modified as Patch, current: current as Patch }, apps),
    patch,
  )
})

test('the patched object has what is wanted, and what others wrote', () => {
  const { current, patch } = deployment as unknown as Record<string, Patch>
  const patched = patchLocally(current as Patch, patch as Patch, apps) as {
    spec: {
      strategy: unknown
      template: { spec: { containers: { name: string; env?: unknown; imagePullPolicy?: string }[]; volumes: unknown } }
    }
  }
  const { containers, volumes } = patched.spec.template.spec
  assert.deepEqual(
    containers.map(({ name }) => name),
    ['c', 'a'],
  )
  assert.deepEqual(containers[1]?.env, [
    { name: 'C', value: '3' },
    { name: 'B', value: '9' },
  ])
  assert.equal(containers[1]?.imagePullPolicy, 'IfNotPresent')
  assert.deepEqual(volumes, [{ name: 'v', hostPath: { path: '/x' } }])
  assert.deepEqual(patched.spec.strategy, { type: 'Recreate' })
})

test('a manifest that was applied already needs no patch', () => {
  const state = {
    metadata: { labels: { a: '1' } },
    spec: { template: { spec: { containers: [{ name: 'a', image: 'x' }] } } },
  }
  const current = { ...state, spec: { ...state.spec, replicas: 3 }, status: { replicas: 3 } }
  assert.deepEqual(threeWayPatch({ original: state, modified: state, current }, apps), {})
})

test('custom resources take plain merge patches: lists are replaced', () => {
  assert.equal(shapeOfKind('example.com', 'Thing'), undefined)
  const patch = threeWayPatch(
    {
      original: { spec: { a: 1, list: [1] } },
      modified: { spec: { list: [1, 2] } },
      current: { spec: { a: 1, list: [1], b: 2 } },
    },
    undefined,
  )
  assert.deepEqual(patch, { spec: { a: null, list: [1, 2] } })
})

test('ports of a Service merge by port, those of a container by containerPort', () => {
  const service = shapeOfKind('', 'Service')
  const difference = strategicDifference(
    { spec: { ports: [{ port: 80, nodePort: 1 }, { port: 81 }] } },
    { spec: { ports: [{ port: 80, nodePort: 2 }] } },
    service,
  )
  assert.deepEqual(difference, {
    spec: {
      ports: [
        { port: 80, nodePort: 2 },
        { $patch: 'delete', port: 81 },
      ],
      '$setElementOrder/ports': [{ port: 80 }],
    },
  })
})

// Made by chance, and the patch by upstream's own code (apimachinery/pkg/util/strategicpatch, v1.36.4).
const GROUPS: Readonly<Record<string, string>> = { Deployment: 'apps', Service: '' }
for (const [place, { kind, patch, ...states }] of cases.entries())
  test(`three states of a ${kind}, number ${place + 1}, give upstream's patch`, () => {
    assert.deepEqual(threeWayPatch(states as unknown as ThreeStates, shapeOfKind(GROUPS[kind] ?? '', kind)), patch)
  })
