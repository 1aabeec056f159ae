// Follows pkg/controller/tainteviction/taint_eviction.go, v1.36.
import { dequal } from 'dequal/lite'
import { noExecuteTaints, planEviction, toleratedMs, type PlannedEviction } from './plan'
import type { EventSubject } from '../../apiserver/client'
import { withCondition } from '../../objects/conditions'
import { keyOf, keyText, type ObjectKey } from '../../objects/kube-object'
import type { Node, Pod } from '../../objects/kinds'
import type { Controller, ReconcileContext, WakeRule } from '../runtime/controller'
import { NOBODY } from '../runtime/wake-rules'

interface Planned extends PlannedEviction {
  readonly uid: string
}

export function taintEvictionController(): Controller {
  const planned = new Map<string, Planned>()
  return {
    name: 'taint-eviction-controller',
    wakesOn: [onPod((key) => planned.has(key)), onNode],
    reconcile(key, context) {
      const text = keyText(key)
      const pod = context.read.get('Pod', key.namespace, key.name)
      const known = planned.get(text)
      const before = known && known.uid === pod?.metadata.uid ? known : undefined
      // It went by itself, before its time.
      if (known && !before) cancel(key, context)
      if (!pod?.spec.nodeName) {
        planned.delete(text)
        return undefined
      }
      if (before && before.at <= context.now) {
        planned.delete(text)
        evict(pod, context)
        return undefined
      }
      const taints = noExecuteTaints(context.read.get('Node', '', pod.spec.nodeName))
      const plan = planEviction(before, toleratedMs(taints, pod.spec.tolerations ?? []), context.now)
      if (before && (!plan || plan.at !== before.at)) cancel(key, context)
      if (!plan) {
        planned.delete(text)
        return undefined
      }
      if (plan.at > context.now) {
        planned.set(text, { ...plan, uid: pod.metadata.uid })
        return { afterMs: plan.at - context.now }
      }
      planned.delete(text)
      evict(pod, context)
      return undefined
    },
  }
}

/** Only where a Pod runs and what it tolerates matter, and that only where there is something to tolerate or an eviction is planned. */
const onPod = (isPlanned: (key: string) => boolean): WakeRule => ({
  kind: 'Pod',
  keys({ type, object, previous }, read) {
    const [pod, before] = [object as Pod, previous as Pod | undefined]
    if (type === 'MODIFIED' && before && isSamePlace(pod.spec, before.spec)) return NOBODY
    const key = keyOf(pod)
    const { nodeName } = pod.spec
    const isTainted = nodeName ? noExecuteTaints(read.get('Node', '', nodeName)).length > 0 : false
    return isTainted || isPlanned(keyText(key)) ? [key] : NOBODY
  },
})

/** Parts that a write did not touch are the same objects as before. */
const isSamePlace = (spec: Pod['spec'], before: Pod['spec']): boolean =>
  spec === before || (spec.nodeName === before.nodeName && dequal(spec.tolerations, before.tolerations))

const onNode: WakeRule = {
  kind: 'Node',
  keys({ type, object, previous }, read) {
    if (type === 'DELETED') return []
    const isSame = dequal(noExecuteTaints(object as Node), noExecuteTaints(previous as Node | undefined))
    return isSame ? [] : read.onNode(object.metadata.name).map(keyOf)
  },
}

/** This controller's Events name the Pod, and not which of this name it was. */
const podOf = ({ namespace, name }: ObjectKey): EventSubject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name },
})

function cancel(key: ObjectKey, { record }: ReconcileContext): void {
  record.event(podOf(key), 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${keyText(key)}`)
}

function evict(pod: Pod, { api, record, nowText }: ReconcileContext): void {
  const key = keyOf(pod)
  record.event(podOf(key), 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${keyText(key)}`)
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    lastTransitionTime: nowText,
    ...(pod.metadata.generation ? { observedGeneration: pod.metadata.generation } : {}),
  }
  api.updateStatus<'Pod'>({
    ...pod,
    status: { ...pod.status, conditions: withCondition(pod.status.conditions, condition) },
  })
  api.delete('Pod', pod.metadata.namespace ?? '', pod.metadata.name)
}
