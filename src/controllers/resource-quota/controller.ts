// Follows pkg/controller/resourcequota, v1.36.
import { canonicalText } from '../../objects/hash'
import { keyOf, type KubeObject } from '../../objects/kube-object'
import type { KindName, Pod, ResourceQuota } from '../../objects/kinds'
import { isPodTerminal } from '../../objects/pods'
import { QUOTA_KINDS, quotaUsed } from '../../objects/quota-usage'
import type { Controller, WakeRule } from '../runtime/controller'
import { NOBODY } from '../runtime/wake-rules'

const RESYNC_MS = 300_000

/** What is created is booked by admission already: only what goes away gives its share back, or changes what it asks for. */
const onUsage: WakeRule = {
  kind: '*',
  keys({ type, kind, object, previous }, read) {
    if (type === 'ADDED' || !QUOTA_KINDS.includes(kind)) return []
    const ended = kind === 'Pod' && isPodTerminal(object as Pod) && !(previous && isPodTerminal(previous as Pod))
    const matters = type === 'DELETED' || ended || kind === 'Service' || kind === 'PersistentVolumeClaim'
    return matters && kind !== 'ResourceQuota'
      ? read.list('ResourceQuota', object.metadata.namespace ?? '').map(keyOf)
      : []
  },
}

/** A new quota and new limits are counted at once. What admission or anybody writes into the status stays until the next count. */
const onLimits: WakeRule = {
  kind: 'ResourceQuota',
  keys: ({ object, previous }) =>
    (object as ResourceQuota).spec === (previous as ResourceQuota | undefined)?.spec ||
    hardOf(object) === hardOf(previous)
      ? NOBODY
      : [keyOf(object)],
}

const hardOf = (quota: KubeObject | undefined): string | undefined =>
  quota && canonicalText((quota as ResourceQuota).spec.hard ?? {})

/** status.hard is what the spec says; status.used is counted anew. */
export const resourceQuotaController = (): Controller => ({
  name: 'resourcequota-controller',
  resyncMs: RESYNC_MS,
  resyncKeys: (read) => read.list('ResourceQuota').map(keyOf),
  wakesOn: [onLimits, onUsage],
  reconcile({ namespace, name }, { read, api, now }) {
    const quota = read.get('ResourceQuota', namespace, name)
    if (!quota) return
    const objects = QUOTA_KINDS.flatMap((kind) => read.list(kind as KindName, namespace) as readonly KubeObject[])
    const status = { hard: { ...quota.spec.hard }, used: quotaUsed(quota, objects, now) }
    if (canonicalText(status) !== canonicalText(quota.status)) api.updateStatus<'ResourceQuota'>({ ...quota, status })
  },
})
