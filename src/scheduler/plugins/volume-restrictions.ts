// Follows pkg/scheduler/framework/plugins/volumerestrictions, v1.36.
import type { Reader } from '../../apiserver/client'
import type { Volume } from '../../objects/kinds'
import { neverFits, refuses, type CycleContext, type Plugin } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { claimNotFound } from './pod-claims'

const NAME = 'VolumeRestrictions'
const ONE_POD_ONLY = refuses(
  NAME,
  'node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode',
)
const DISK_TAKEN = refuses(NAME, 'node(s) had no available disk')

export const volumeRestrictions: Plugin = {
  name: NAME,
  preFilter(pod, context) {
    const disks = (pod.pod.spec.volumes ?? []).filter(isExclusiveDisk)
    const claims = exclusiveClaims(pod, context.read)
    if (typeof claims === 'string') return { rejected: neverFits(NAME, claims) }
    if (disks.length === 0 && claims.length === 0) return undefined
    // Taken away in a dry run and put back: users of the exclusive claims, wherever they run.
    let users = usersOf(claims, pod.namespace, context)
    const uses = (other: PodInfo): number =>
      other.namespace === pod.namespace && other.claims.some(({ name }) => claims.includes(name)) ? 1 : 0
    return {
      filter: (node) => (disks.some((disk) => isTaken(disk, node)) ? DISK_TAKEN : users > 0 ? ONE_POD_ONLY : undefined),
      addPod: (other) => void (users += uses(other)),
      removePod: (other) => void (users -= uses(other)),
    }
  },
  helps(event, pod) {
    if (event.on === 'NodeAdd') return true
    if (event.on === 'AssignedPodDelete') {
      const { namespace } = event.pod.metadata
      const names = (event.pod.spec.volumes ?? []).map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName)
      return (
        (namespace === pod.namespace && pod.claims.some(({ name }) => names.includes(name))) ||
        (event.pod.spec.volumes ?? []).some(isExclusiveDisk)
      )
    }
    if (event.on !== 'VolumeAdd' && event.on !== 'VolumeUpdate') return false
    return (
      event.kind === 'PersistentVolumeClaim' &&
      event.object.metadata.namespace === pod.namespace &&
      pod.claims.some(({ name }) => name === event.object.metadata.name)
    )
  },
}

/** Names of claims that one Pod at a time may use; or which claim is missing. */
function exclusiveClaims({ claims, namespace }: PodInfo, read: Reader): readonly string[] | string {
  const exclusive: string[] = []
  for (const { name, ephemeral } of claims) {
    if (ephemeral) continue
    const claim = read.get('PersistentVolumeClaim', namespace, name)
    if (!claim) return claimNotFound(name)
    if (claim.spec.accessModes?.includes('ReadWriteOncePod')) exclusive.push(name)
  }
  return exclusive
}

function usersOf(claims: readonly string[], namespace: string, { nodes }: CycleContext): number {
  if (claims.length === 0) return 0
  let users = 0
  for (const node of nodes.list()) {
    if (node.claimUsers === 0) continue
    for (const other of node.pods.values()) {
      if (other.namespace === namespace && other.claims.some(({ name }) => claims.includes(name))) users++
    }
  }
  return users
}

const isExclusiveDisk = ({ gcePersistentDisk, awsElasticBlockStore, iscsi, rbd }: Volume): boolean =>
  (gcePersistentDisk ?? awsElasticBlockStore ?? iscsi ?? rbd) !== undefined

const isTaken = (disk: Volume, node: NodeInfo): boolean =>
  [...node.pods.values()].some(({ pod }) => (pod.spec.volumes ?? []).some((other) => collide(disk, other)))

/** The same disk twice on a node, unless both only read it (an EBS volume not even then). */
function collide(a: Volume, b: Volume): boolean {
  if (a.gcePersistentDisk && b.gcePersistentDisk) {
    const bothRead = a.gcePersistentDisk.readOnly && b.gcePersistentDisk.readOnly
    if (a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName && !bothRead) return true
  }
  if (
    a.awsElasticBlockStore &&
    b.awsElasticBlockStore &&
    a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore.volumeID
  )
    return true
  if (a.iscsi && b.iscsi && a.iscsi.iqn === b.iscsi.iqn && !(a.iscsi.readOnly && b.iscsi.readOnly)) return true
  if (!a.rbd || !b.rbd) return false
  const monitors = a.rbd.monitors.some((monitor) => b.rbd?.monitors.includes(monitor))
  return monitors && a.rbd.pool === b.rbd.pool && a.rbd.image === b.rbd.image && !(a.rbd.readOnly && b.rbd.readOnly)
}
