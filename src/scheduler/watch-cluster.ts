// What changes in the cluster means for the scheduler. Follows pkg/scheduler/eventhandlers.go, v1.36.
import type { Change, Reader, Watcher } from '../apiserver/client'
import type { Node, PersistentVolumeClaim, Pod } from '../objects/kinds'
import { isPodTerminal } from '../objects/pods'
import { nodeChanges, podChanges } from './changes'
import type { ClusterEvent, VolumeKind } from './cluster-event'
import type { Nominations } from './nominations'
import type { ClusterNodes } from './nodes'
import { PodInfo } from './pod-info'
import type { SchedulingQueue } from './queue'
import type { VolumeWaits } from './volume-waits'

export interface Watched {
  readonly read: Reader
  readonly watch: Watcher
  readonly nodes: ClusterNodes
  readonly queue: SchedulingQueue
  readonly nominations: Nominations
  readonly waits: VolumeWaits
  /** whether a Pod is this scheduler's to place */
  takes(pod: Pod): boolean
}

const VOLUME_KINDS: readonly VolumeKind[] = [
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StorageClass',
  'CSINode',
  'CSIDriver',
  'CSIStorageCapacity',
  'VolumeAttachment',
]

/** Takes in what there is and follows every change from then on. */
export function watchCluster(watched: Watched): void {
  const { read, watch, nodes, queue } = watched
  for (const node of read.list('Node')) nodes.setNode(node)
  for (const pod of read.list('Pod')) podChanged(watched, { object: pod, previous: undefined, gone: false })
  watch.onChange('Node', (change) => nodeChanged(watched, change))
  watch.onChange('Pod', ({ type, object, previous }) =>
    podChanged(watched, { object, previous, gone: type === 'DELETED' }),
  )
  for (const kind of VOLUME_KINDS) {
    watch.onChange(kind, ({ type, object, previous }) => {
      if (kind === 'PersistentVolumeClaim') watched.waits.claimChanged(object as PersistentVolumeClaim)
      const on = type === 'ADDED' ? 'VolumeAdd' : type === 'MODIFIED' ? 'VolumeUpdate' : 'VolumeDelete'
      queue.wake({ on, kind, object, previous } as ClusterEvent)
    })
  }
}

function nodeChanged({ nodes, queue }: Watched, { type, object: node, previous }: Change<Node>): void {
  if (type === 'DELETED') {
    nodes.removeNode(node)
    return queue.wake({ on: 'NodeDelete', node })
  }
  nodes.setNode(node)
  if (!previous) return queue.wake({ on: 'NodeAdd', node })
  const changes = nodeChanges(previous, node)
  if (changes) queue.wake({ on: 'NodeUpdate', node, previous, changes })
}

interface PodChange {
  readonly object: Pod
  readonly previous: Pod | undefined
  readonly gone: boolean
}

/** A finished Pod holds nothing any more: for the scheduler it is as good as deleted. */
function podChanged(watched: Watched, { object, previous, gone }: PodChange): void {
  const wasOnNode = previous !== undefined && !isPodTerminal(previous) && Boolean(previous.spec.nodeName)
  if (gone || isPodTerminal(object)) {
    if (wasOnNode) leaves(watched, object)
    else withdraws(watched, object)
  } else if (!object.spec.nodeName) waits(watched, object, previous)
  else if (!wasOnNode) arrives(watched, object)
  else changes(watched, object, previous)
}

function arrives({ nodes, queue, nominations, waits: volumes }: Watched, pod: Pod): void {
  const { uid } = pod.metadata
  const info = queue.delete(uid)?.info ?? new PodInfo(pod)
  nominations.delete(uid)
  volumes.delete(uid)
  if (nodes.nodeOf(uid)?.name !== pod.spec.nodeName) info.replace(pod)
  nodes.place(info, pod.spec.nodeName as string)
  nodes.replacePod(pod)
  queue.wake({ on: 'AssignedPodAdd', pod })
}

function changes({ nodes, queue }: Watched, pod: Pod, previous: Pod): void {
  nodes.replacePod(pod)
  const changed = podChanges(previous, pod)
  if (changed) queue.wake({ on: 'AssignedPodUpdate', pod, previous, changes: changed })
}

function leaves({ nodes, queue }: Watched, pod: Pod): void {
  nodes.displace(pod.metadata.uid)
  queue.wake({ on: 'AssignedPodDelete', pod })
}

function waits({ nodes, queue, nominations, takes }: Watched, pod: Pod, previous: Pod | undefined): void {
  if (!takes(pod)) return
  // It may hold a place on a node already, where it waits for its volumes.
  nodes.replacePod(pod)
  const changed = previous && podChanges(previous, pod)
  if (previous) queue.update(pod, changed && { on: 'OwnUpdate', pod, previous, changes: changed })
  else queue.add(pod)
  const { nominatedNodeName } = pod.status
  const before = previous?.status.nominatedNodeName
  const info = queue.get(pod.metadata.uid)?.info
  if (info && nominatedNodeName && nominatedNodeName !== before) nominations.add(info, nominatedNodeName)
  if (previous && before && nominatedNodeName !== before) freesRoom(queue, previous)
}

/** A waiting Pod is gone, and with it the room that was kept for it. */
function withdraws({ nodes, queue, nominations, waits: volumes }: Watched, pod: Pod): void {
  const { uid } = pod.metadata
  queue.delete(uid)
  volumes.delete(uid)
  const held = nodes.displace(uid) !== undefined
  if (held) queue.wake({ on: 'AssignedPodDelete', pod })
  else if (nominations.delete(uid)) freesRoom(queue, pod)
}

/** Only Pods of the same or a lower priority had to leave that room. */
const freesRoom = (queue: SchedulingQueue, pod: Pod): void =>
  queue.wake({ on: 'NominatedPodDelete', pod }, pod.spec.priority ?? 0)
