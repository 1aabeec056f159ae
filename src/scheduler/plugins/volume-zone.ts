// Follows pkg/scheduler/framework/plugins/volumezone, v1.36.
import { dequal } from 'dequal'
import type { PersistentVolume } from '../../objects/kinds'
import { neverFits, type Plugin } from '../framework'
import { claimsOfPod, sortClaims } from './pod-claims'

const NAME = 'VolumeZone'
const OTHER_ZONE = neverFits(NAME, 'node(s) had no available volume zone')

/** Labels of volumes and nodes that say where they are; the old names mean the same. */
const ZONE_LABELS: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region': 'topology.kubernetes.io/region',
}

interface Place {
  readonly key: string
  readonly values: ReadonlySet<string>
}

export const volumeZone: Plugin = {
  name: NAME,
  preFilter(pod, { read }) {
    if (pod.claims.length === 0) return undefined
    const { bound } = sortClaims(claimsOfPod(pod, read), read)
    const volumes = bound.map(
      ({ spec: { volumeName = '' } }) => read.get('PersistentVolume', '', volumeName) ?? volumeName,
    )
    const missing = volumes.find((volume) => typeof volume === 'string')
    if (missing !== undefined) return { rejected: neverFits(NAME, `persistentvolume "${missing}" not found`) }
    const places = volumes.flatMap((volume) => (typeof volume === 'string' ? [] : placesOf(volume)))
    if (places.length === 0) return undefined
    return {
      filter({ labels }) {
        // A node that says nothing of zones belongs to a cluster without them.
        if (!Object.keys(ZONE_LABELS).some((key) => labels?.[key] !== undefined)) return undefined
        return places.every(({ key, values }) => values.has(valueOf(labels, key) ?? '')) ? undefined : OTHER_ZONE
      },
    }
  },
  helps(event, pod) {
    if (event.on === 'NodeAdd') return true
    if (event.on === 'NodeUpdate') return event.changes.labels
    if (event.on !== 'VolumeAdd' && event.on !== 'VolumeUpdate') return false
    if (event.kind === 'PersistentVolumeClaim') {
      return (
        event.object.metadata.namespace === pod.namespace &&
        pod.claims.some(({ name }) => name === event.object.metadata.name)
      )
    }
    if (event.kind === 'PersistentVolume')
      return event.previous === undefined || !dequal(placesOf(event.object), placesOf(event.previous))
    return (
      event.kind === 'StorageClass' &&
      event.on === 'VolumeAdd' &&
      event.object.volumeBindingMode === 'WaitForFirstConsumer'
    )
  },
}

/** Several zones of a volume are written with `__` between them. */
const placesOf = ({ metadata }: PersistentVolume): Place[] =>
  Object.entries(metadata.labels ?? {}).flatMap(([key, value]): Place[] =>
    ZONE_LABELS[key] === undefined ? [] : [{ key, values: new Set(value.split('__')) }],
  )

/** A node need not bear an old name; a new one it has to bear itself. */
const valueOf = (labels: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
  labels?.[key] ?? labels?.[ZONE_LABELS[key] ?? key]
