import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fileNode, type FolderNode } from '../files/tree'
import { Rig } from '../testing/rig.test'

const NODE = 'k8s-node01'
const LOGGED = 'x'.repeat(3000)

function rigWithTalker(): Rig {
  const rig = new Rig()
  rig.runtime.programs.set('talker', {
    start: ({ loop, hooks }) => void loop.after(0, () => hooks.onOutput('stdout', LOGGED)),
  })
  return rig
}

const container = (name: string, limit?: string) => ({
  name,
  image: 'nginx:1.25',
  command: [name],
  ...(limit === undefined ? {} : { resources: { limits: { 'ephemeral-storage': limit } } }),
})

function fillVolume(rig: Rig, pod: string, name: string, bytes: number): void {
  const worker = [...rig.kubelets.agentOf(NODE).workers.values()].find((each) => each.pod.metadata.name === pod)
  const root = worker?.podVolumes().rootOf(worker.pod, { name, emptyDir: {} }) as FolderNode
  root.entries.set('big', { ...fileNode('x'), padding: bytes - 1 })
}

// Follows localStorageEviction and its messages in pkg/kubelet/eviction, v1.36.
const table: [what: string, containers: object[], inVolume: number, message: string | undefined][] = [
  [
    'a container by its log',
    [container('talker', '1Ki'), container('silent', '1Mi')],
    0,
    'Container talker exceeded its local ephemeral storage limit "1Ki". ',
  ],
  [
    'a Pod by its volumes',
    [container('silent', '1Ki'), container('quiet', '1Ki')],
    3000,
    'Pod ephemeral local storage usage exceeds the total limit of containers 2Ki. ',
  ],
  [
    'not for what a container without a limit writes',
    [container('talker'), container('silent', '1Mi')],
    3000,
    undefined,
  ],
  ['not below the limits', [container('talker', '4Ki')], 1000, undefined],
]
for (const [what, containers, inVolume, message] of table)
  it(`evicts ${what}`, () => {
    const rig = rigWithTalker()
    rig.pod('p', { containers, volumes: [{ name: 'v', emptyDir: {} }] })
    rig.pass(5000)
    fillVolume(rig, 'p', 'v', inVolume)
    rig.pass(10_000)
    const { phase, reason, message: told } = rig.get('p').status
    assert.deepEqual(
      [phase, reason, told],
      message === undefined ? ['Running', undefined, undefined] : ['Failed', 'Evicted', message],
    )
    assert.equal(rig.events('p').includes(`Evicted ${message}`), message !== undefined)
  })

it('a node short of disk evicts first who uses most beyond what it asked for', () => {
  const rig = rigWithTalker()
  rig.pod('large', { containers: [container('talker')] })
  rig.pod('larger', {
    containers: [{ ...container('talker'), resources: { requests: { 'ephemeral-storage': '4Ki' } } }],
  })
  rig.pod('small', { containers: [container('silent')] })
  rig.pass(3000)
  rig.kubelets.setPressure(NODE, 'DiskPressure', true)
  rig.pass(3000)
  const { phase, message } = rig.get('large').status
  assert.deepEqual(
    [phase, message],
    [
      'Failed',
      'The node was low on resource: ephemeral-storage. Threshold quantity: 4115281280, available: 2Gi. Container talker was using 3040, request is 0, has larger consumption of ephemeral-storage. ',
    ],
  )
  assert.deepEqual(
    ['larger', 'small'].map((name) => rig.get(name).status.phase),
    ['Running', 'Running'],
  )
})
