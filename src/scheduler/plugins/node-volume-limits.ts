// Follows pkg/scheduler/framework/plugins/nodevolumelimits (csi.go), v1.36: CSI drivers only; in-tree drivers have moved there.
import type { Reader } from '../../apiserver/client'
import { refuses, type Plugin } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { claimsOfPod, classOf } from './pod-claims'

const NAME = 'NodeVolumeLimits'
const TOO_MANY = refuses(NAME, 'node(s) exceed max volume count')

export const nodeVolumeLimits: Plugin = {
  name: NAME,
  preFilter(pod, { read }) {
    const wanted = volumesOf(pod, read)
    if (wanted.size === 0) return undefined
    return { filter: (node) => (exceeds(node, wanted, read) ? TOO_MANY : undefined) }
  },
  helps(event, pod, { read }) {
    if (event.on === 'AssignedPodDelete')
      return (event.pod.spec.volumes ?? []).some(
        ({ persistentVolumeClaim, ephemeral, csi }) => (persistentVolumeClaim ?? ephemeral ?? csi) !== undefined,
      )
    if (event.on === 'VolumeDelete') {
      if (event.kind !== 'VolumeAttachment') return false
      const { persistentVolumeName } = event.object.spec.source
      return claimsOfPod(pod, read).some(({ spec }) => spec.volumeName === persistentVolumeName)
    }
    if (event.on !== 'VolumeAdd' && event.on !== 'VolumeUpdate') return false
    if (event.kind === 'PersistentVolumeClaim')
      return (
        event.on === 'VolumeAdd' &&
        event.object.metadata.namespace === pod.namespace &&
        pod.claims.some(({ name }) => name === event.object.metadata.name)
      )
    return event.kind === 'CSINode'
  },
}

/** Volume -> driver. A claim without a volume yet counts for the driver of its class. */
function volumesOf(pod: PodInfo, read: Reader): ReadonlyMap<string, string> {
  const volumes = new Map<string, string>()
  for (const claim of claimsOfPod(pod, read)) {
    const csi = claim.spec.volumeName ? read.get('PersistentVolume', '', claim.spec.volumeName)?.spec.csi : undefined
    if (csi) volumes.set(`${csi.driver}/${csi.volumeHandle}`, csi.driver)
    else {
      const driver = classOf(claim, read)?.provisioner
      if (driver && !claim.spec.volumeName)
        volumes.set(`${driver}/${claim.metadata.namespace}/${claim.metadata.name}`, driver)
    }
  }
  return volumes
}

function exceeds(node: NodeInfo, wanted: ReadonlyMap<string, string>, read: Reader): boolean {
  const drivers = read.get('CSINode', '', node.name)?.spec.drivers ?? []
  for (const { name, allocatable } of drivers) {
    if (allocatable?.count === undefined || ![...wanted.values()].includes(name)) continue
    const attached = new Set([...wanted].filter(([, driver]) => driver === name).map(([volume]) => volume))
    const needed = attached.size
    for (const pod of node.pods.values()) {
      if (pod.claims.length === 0) continue
      for (const [volume, driver] of volumesOf(pod, read)) if (driver === name) attached.add(volume)
    }
    if (needed > 0 && attached.size > allocatable.count) return true
  }
  return false
}
