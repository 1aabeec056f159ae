// What people and nodes do to a workload, in any order; and what must hold then.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Pod } from '../../../objects/kinds'
import { isPodActive, isPodReady } from '../../../objects/pods'
import { SmallCluster, withImage, workload } from '../small-cluster'

export const RUNS = 60
const IMAGES = ['app:1', 'app:2', 'app:3']

export type WorkloadKind = 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet'

export type Action =
  | { do: 'image'; image: string }
  | { do: 'delete'; place: number }
  | { do: 'fail'; place: number }
  | { do: 'scale'; replicas: number }
  | { do: 'pass'; ms: number }

export const image = fc.constantFrom(...IMAGES, 'app:broken').map((name): Action => ({ do: 'image', image: name }))
export const remove = fc.nat(9).map((place): Action => ({ do: 'delete', place }))
export const fail = fc.nat(9).map((place): Action => ({ do: 'fail', place }))
export const scale = fc.integer({ min: 0, max: 6 }).map((replicas): Action => ({ do: 'scale', replicas }))
export type Passing = Extract<Action, { do: 'pass' }>
export const pass = fc.constantFrom(1, 10, 50, 113, 250, 1000).map((ms): Passing => ({ do: 'pass', ms }))

export function act(cluster: SmallCluster, kind: WorkloadKind, action: Action): void {
  const pods = cluster.list('Pod')
  const pod = 'place' in action ? pods[action.place % Math.max(1, pods.length)] : undefined
  if (action.do === 'image') cluster.patch(kind, 'web', withImage(action.image))
  if (action.do === 'scale') cluster.patch(kind, 'web', { spec: { replicas: action.replicas } })
  if (action.do === 'pass') cluster.pass(action.ms)
  if (action.do === 'delete' && pod) cluster.api.delete('Pod', 'default', pod.metadata.name)
  if (action.do === 'fail' && pod?.spec.nodeName && !pod.metadata.deletionTimestamp)
    cluster.setStatus(pod, 'Failed', false)
}

export function start(kind: WorkloadKind, spec: object, seed = 0): SmallCluster {
  const cluster = new SmallCluster({ seed })
  cluster.broken.add('app:broken')
  cluster.create(workload(kind, spec))
  cluster.quiet()
  cluster.pass(2000)
  return cluster
}

export function restsInSilence(cluster: SmallCluster): void {
  cluster.quiet(1_800_000)
  const before = cluster.changes.length
  cluster.pass(3_600_000)
  assert.deepEqual(
    cluster.changes.slice(before).map(({ kind, object }) => `${kind} ${object.metadata.name}`),
    [],
  )
}

export const activePods = (cluster: SmallCluster): Pod[] => cluster.list('Pod').filter(isPodActive)
export const serving = (cluster: SmallCluster): number => activePods(cluster).filter(isPodReady).length
