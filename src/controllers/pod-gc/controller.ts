// Follows pkg/controller/podgc/gc_controller.go, v1.36.
import {
  QUARANTINE_MS,
  excessTerminated,
  failedPod,
  onOutOfService,
  orphaned,
  unscheduledTerminating,
  type Collected,
} from './plan'
import { isApiError } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { isPodScheduled } from '../../objects/pods'
import type { Controller, ReconcileContext } from '../runtime/controller'

const CHECK_MS = 20_000
const ALL = { namespace: '', name: 'all' }

export function podGcController(): Controller {
  /** nodes that some Pod names and nobody knows: since when */
  const missing = new Map<string, number>()
  return {
    name: 'pod-garbage-collector',
    wakesOn: [],
    resyncMs: CHECK_MS,
    resyncKeys: () => [ALL],
    reconcile(_key, context) {
      const { read, now } = context
      const pods = read.list('Pod')
      collect(excessTerminated(pods), context)
      collect(
        onOutOfService(pods, (name) => read.get('Node', '', name)),
        context,
      )
      noteMissing(missing, pods, context)
      const gone = new Set([...missing].filter(([, since]) => now - since >= QUARANTINE_MS).map(([name]) => name))
      collect(orphaned(pods, gone), context)
      collect(unscheduledTerminating(pods), context)
    },
  }
}

function noteMissing(missing: Map<string, number>, pods: readonly Pod[], { read, now }: ReconcileContext): void {
  const named = new Set(pods.filter(isPodScheduled).map(({ spec }) => spec.nodeName ?? ''))
  for (const name of missing.keys()) if (!named.has(name) || read.get('Node', '', name)) missing.delete(name)
  for (const name of named) if (!read.get('Node', '', name) && !missing.has(name)) missing.set(name, now)
}

function collect(collected: readonly Collected[], { read, api, nowText }: ReconcileContext): void {
  for (const { pod, message } of collected) {
    const { namespace = '', name, uid } = pod.metadata
    const current = read.get('Pod', namespace, name)
    if (!current || current.metadata.uid !== uid) continue
    const failed = failedPod(current, message, nowText)
    try {
      if (failed) api.updateStatus<'Pod'>(failed)
      api.delete('Pod', namespace, name, { gracePeriodSeconds: 0 })
    } catch (error) {
      // The next round tries again.
      if (!isApiError(error)) throw error
    }
  }
}
