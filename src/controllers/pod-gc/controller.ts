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
import { isDeleting } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'
import { isPodTerminal } from '../../objects/pods'
import type { Controller, ReconcileContext } from '../runtime/controller'

const CHECK_MS = 20_000
const ALL = { namespace: '', name: 'all' }
/** Pods of lost nodes go one after the other, with two calls each: others see what is between. */
const ONE_POD_MS = 10

export function podGcController(): Controller {
  /** nodes that some Pod names and nobody knows: since when */
  const missing = new Map<string, number>()
  /** Pods whose turn comes, of nodes that are lost */
  const lost: Collected[] = []
  let checkAt = 0
  return {
    name: 'pod-garbage-collector',
    wakesOn: [],
    resyncMs: CHECK_MS,
    resyncKeys: () => [ALL],
    reconcile(_key, context) {
      if (context.now >= checkAt) {
        checkAt = context.now + CHECK_MS
        check(context)
      }
      const next = lost.shift()
      if (next) collect([next], context)
      return lost.length > 0 ? { afterMs: ONE_POD_MS } : undefined
    },
  }

  function check(context: ReconcileContext): void {
    const { read, now } = context
    const pods = read.list('Pod')
    const { ended, deleting, nodes } = sighted(pods)
    collect(excessTerminated(ended), context)
    collect(
      onOutOfService(deleting, (name) => read.get('Node', '', name)),
      context,
    )
    noteMissing(missing, nodes, context)
    const gone = new Set([...missing].filter(([, since]) => now - since >= QUARANTINE_MS).map(([name]) => name))
    lost.splice(0, lost.length, ...(gone.size > 0 ? orphaned(pods, gone) : []))
    collect(unscheduledTerminating(deleting), context)
  }
}

interface Sighted {
  readonly ended: readonly Pod[]
  readonly deleting: readonly Pod[]
  /** the names of the nodes that the Pods are on */
  readonly nodes: ReadonlySet<string>
}

/** All Pods are looked at once, three times a minute: as a rule there is nothing to collect. */
function sighted(pods: readonly Pod[]): Sighted {
  const [ended, deleting, nodes] = [[] as Pod[], [] as Pod[], new Set<string>()]
  for (const pod of pods) {
    if (isPodTerminal(pod)) ended.push(pod)
    if (isDeleting(pod)) deleting.push(pod)
    if (pod.spec.nodeName) nodes.add(pod.spec.nodeName)
  }
  return { ended, deleting, nodes }
}

function noteMissing(missing: Map<string, number>, named: ReadonlySet<string>, { read, now }: ReconcileContext): void {
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
