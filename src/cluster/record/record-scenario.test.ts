import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../create-cluster'
import { createClusterTerminal } from '../terminal'
import { recordScenario } from './record-scenario'

/** The names of what a record knows after these lines were typed, kind by kind. */
async function recorded(
  lines: string,
): Promise<{ objects: string[]; reasons: string[]; abouts: string[]; writes: string[] }> {
  const cluster = createCluster()
  await cluster.settle()
  const [start, firstWrites] = [cluster.now(), [cluster.history.entries.length]]
  await createClusterTerminal(cluster).run(lines)
  const { objects, events, writes } = recordScenario({
    entries: cluster.history.entries,
    log: { start, steps: [], firstWrites },
    seed: 0,
    end: cluster.now(),
  })
  return {
    objects: objects
      .filter(({ kind }) => kind !== 'Node')
      .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name.replace(/-[a-z0-9]{5}$/, '')}`),
    writes: writes.map(({ object, actor }) => `${objects[object]?.kind} ${objects[object]?.name} by ${actor}`),
    reasons: [...new Set(events.map(({ reason }) => reason))],
    abouts: events.map(({ reason, about }) => `${reason} ${objects[about]?.kind} ${objects[about]?.name}`),
  }
}

test('the cluster’s own is left out', async () => {
  const { objects, writes } = await recorded('kubectl get pods -A')
  assert.deepEqual(objects, [])
  assert.deepEqual(writes, [], 'its nodes were there before anybody asked')
})

test('what somebody makes in kube-system is told, with what is made of it', async () => {
  const { objects, reasons } = await recorded('kubectl create deployment logs --image=nginx -n kube-system\nsleep 20')
  assert.deepEqual(
    objects.map((text) => text.split(' ')[0]),
    ['Deployment', 'ReplicaSet', 'Pod'],
  )
  assert.ok(
    objects.every((text) => text.includes(' kube-system/logs')),
    objects.join(', '),
  )
  assert.ok(reasons.includes('Started'))
})

test('an Event that names its Pod without the uid is about the Pod of that name', async () => {
  const { abouts } = await recorded(
    'kubectl run web --image=nginx\nsleep 10\nkubectl taint node k8s-node01 k8s-node02 a=b:NoExecute\nsleep 5',
  )
  assert.ok(abouts.includes('TaintManagerEviction Pod web'), abouts.join(', '))
})

test('an Event that goes when its time is over is not told again', async () => {
  const { abouts } = await recorded('kubectl run web --image=nginx\nsleep 2h')
  assert.deepEqual(
    abouts.filter((text) => text.startsWith('Scheduled')),
    ['Scheduled Pod web'],
  )
})
