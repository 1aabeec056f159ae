// Follows pkg/controller/disruption/disruption.go, v1.36.
import { DELETION_TIMEOUT_MS, countHealthy, disruptedOf, expectedOf } from './plan'
import { budgetStatus, failSafeStatus } from './status'
import { isApiError, type Reader } from '../../apiserver/client'
import { conditionOf } from '../../objects/conditions'
import { canonicalText } from '../../objects/hash'
import { isDeleting, keyOf, type KubeObject } from '../../objects/kube-object'
import type { Pod, PodDisruptionBudget } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { isPodTerminal } from '../../objects/pods'
import { selectorDump } from '../../objects/selector-dump'
import { matches, selectorOf } from '../../objects/selectors'
import { instantOf } from '../../objects/time'
import type { Controller, ReconcileContext, WakeRule } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

const budgetsOf = ({ metadata }: KubeObject, read: Reader): readonly PodDisruptionBudget[] =>
  read
    .list('PodDisruptionBudget', metadata.namespace ?? '')
    .filter(({ spec }) => matches(selectorOf(spec.selector), metadata.labels))

const onPodOfBudget: WakeRule = {
  kind: 'Pod',
  keys: ({ object, previous }, read) =>
    [...new Set([object, ...(previous ? [previous] : [])].flatMap((pod) => budgetsOf(pod, read)))].map(keyOf),
}

export const disruptionController = (): Controller => ({
  name: 'controllermanager',
  wakesOn: [onChange('PodDisruptionBudget'), onPodOfBudget],
  reconcile({ namespace, name }, context) {
    const budget = context.read.get('PodDisruptionBudget', namespace, name)
    if (!budget) return undefined
    const pods = context.read.select('Pod', namespace, selectorOf(budget.spec.selector))
    const { record, now, nowText } = context
    if (pods.length === 0) record.event(budget, 'Normal', 'NoPods', 'No matching pods found')
    try {
      const expected = expectedOf(budget, pods, () => expectedScale(budget, pods, context))
      const { disruptedPods, overdue, recheckAt } = disruptedOf(budget, pods, now)
      for (const pod of overdue)
        record.event(
          pod,
          'Warning',
          'NotDeleted',
          // Upstream names the namespace twice.
          `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`,
        )
      const currentHealthy = countHealthy(pods, disruptedPods)
      write(budget, budgetStatus(budget, expected, { currentHealthy, disruptedPods }, nowText), context)
      return recheckAt === undefined ? undefined : { afterMs: recheckAt - now + 1 }
    } catch (error) {
      if (!(error instanceof Uncountable)) throw error
      record.event(
        budget,
        'Warning',
        'CalculateExpectedPodCountFailed',
        `Failed to calculate the number of expected pods: ${error.message}`,
      )
      write(budget, failSafeStatus(budget, error.message, nowText), context)
      return undefined
    }
  },
})

/** Pods whose number nobody decides. */
class Uncountable extends Error {}

function write(budget: PodDisruptionBudget, status: PodDisruptionBudget['status'], { api }: ReconcileContext): void {
  if (canonicalText(status) !== canonicalText(budget.status))
    api.updateStatus<'PodDisruptionBudget'>({ ...budget, status })
}

/** The replicas that the Pods' controllers want, each controller counted once. */
function expectedScale(budget: PodDisruptionBudget, pods: readonly Pod[], context: ReconcileContext): number {
  const replicas = new Map<string, number>()
  let isUnmanaged = false
  for (const pod of pods) {
    const owner = scaledOwner(pod, context)
    if (!owner) isUnmanaged = true
    else if (!replicas.has(owner.uid)) replicas.set(owner.uid, replicasOf(owner, pod, context))
  }
  if (isUnmanaged) {
    const message =
      `Pods selected by this PodDisruptionBudget (selector: ${selectorDump(budget.spec.selector)}) were found to be unmanaged. ` +
      'As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. ' +
      'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.'
    context.record.event(budget, 'Warning', 'UnmanagedPods', message)
  }
  return [...replicas.values()].reduce((sum, each) => sum + each, 0)
}

interface Owner {
  readonly kind: string
  readonly apiVersion: string
  readonly name: string
  readonly uid: string
}

/** A ReplicaSet that belongs to a Deployment stands for the Deployment: during an update there are several. */
function scaledOwner(pod: Pod, { read }: ReconcileContext): Owner | undefined {
  const owner = controllerOf(pod)
  if (owner?.kind !== 'ReplicaSet') return owner
  const set = read.get('ReplicaSet', pod.metadata.namespace ?? '', owner.name)
  const deployment = set && set.metadata.uid === owner.uid ? controllerOf(set) : undefined
  return deployment?.kind === 'Deployment' ? deployment : owner
}

const PLURALS: Readonly<Record<string, string>> = { DaemonSet: 'daemonsets.apps', Job: 'jobs.batch' }

function replicasOf({ kind, name, apiVersion, uid }: Owner, pod: Pod, { api, read }: ReconcileContext): number {
  const { namespace = '', name: podName } = pod.metadata
  if (read.find(kind, namespace, name)?.metadata.uid !== uid)
    throw new Uncountable(`found no controllers for pod "${podName}"`)
  try {
    return api.getScale(kind, namespace, name).replicas
  } catch (error) {
    if (!isApiError(error)) throw error
    const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : []
    const resource = PLURALS[kind] ?? `${kind.toLowerCase()}s${group ? `.${group}` : ''}`
    throw new Uncountable(`${resource} does not implement the scale subresource`)
  }
}

/** A Pod can have one budget: of several upstream takes any, and says so each time when it looks at the Pod. Here all are kept up to date. */
export const rivalBudgetsController = (): Controller => ({
  name: 'controllermanager',
  wakesOn: [
    {
      kind: 'Pod',
      keys: ({ type, object }, read) =>
        type !== 'DELETED' && budgetsOf(object, read).length > 1 ? [keyOf(object)] : [],
    },
  ],
  reconcile({ namespace, name }, { read, record }) {
    const pod = read.get('Pod', namespace, name)
    const [first, second] = pod ? budgetsOf(pod, read) : []
    if (!pod || !first || !second) return
    const message = `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose "${first.metadata.name}" arbitrarily.`
    record.event(pod, 'Warning', 'MultiplePodDisruptionBudgets', message)
  },
})

/** A Pod that says it is about to be disrupted, and is not deleted, takes it back after two minutes. A kubelet takes its time. */
export const stalePodDisruptionController = (): Controller => ({
  name: 'controllermanager',
  wakesOn: [
    {
      kind: 'Pod',
      keys: ({ type, object }) =>
        type !== 'DELETED' && staleSince(object as Pod) !== undefined ? [keyOf(object)] : [],
    },
  ],
  reconcile({ namespace, name }, { read, api, now, nowText }) {
    const pod = read.get('Pod', namespace, name)
    const since = pod && staleSince(pod)
    if (!pod || since === undefined) return undefined
    const leftMs = since + DELETION_TIMEOUT_MS - now
    if (leftMs > 0) return { afterMs: leftMs }
    const conditions = (pod.status.conditions ?? []).map((each) =>
      each.type === 'DisruptionTarget'
        ? {
            type: 'DisruptionTarget',
            ...(pod.metadata.generation ? { observedGeneration: pod.metadata.generation } : {}),
            status: 'False',
            lastTransitionTime: nowText,
          }
        : each,
    )
    api.updateStatus<'Pod'>({ ...pod, status: { ...pod.status, conditions } })
    return undefined
  },
})

const BY_KUBELET = 'TerminationByKubelet'

function staleSince(pod: Pod): number | undefined {
  const condition = conditionOf(pod.status.conditions, 'DisruptionTarget')
  return condition?.status !== 'True' || condition.reason === BY_KUBELET || isDeleting(pod) || isPodTerminal(pod)
    ? undefined
    : instantOf(condition.lastTransitionTime ?? '')
}
