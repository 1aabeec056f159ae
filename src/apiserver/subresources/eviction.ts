// Follows pkg/registry/core/pod/storage/eviction.go, v1.36.
import { conditionOf, withCondition } from '../../objects/conditions'
import type { Pod, PodDisruptionBudget } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import { timeText } from '../../objects/time'
import type { ApiServer } from '../api-server'
import type { Caller } from '../caller'
import type { DeleteOptions } from '../client'
import { failure, forbidden, notFound, tooManyRequests } from '../status'

const RETRY_AFTER_SECONDS = 10
/** Evictions that were granted and that the disruption controller has not seen yet. */
const DISRUPTED_PODS_MAX = 2000
const DISRUPTION_ALLOWED = 'DisruptionAllowed'
const BUDGETS = { group: 'policy', resource: 'poddisruptionbudget' }

/** Deletes a Pod when its disruption budget allows it. Throws NotFound, TooManyRequests (429), or 500 for several budgets. */
export function evictPod(
  server: ApiServer,
  pod: { namespace: string; name: string },
  options: DeleteOptions,
  caller: Caller,
): void {
  const { namespace, name } = pod
  const current = server.read.get('Pod', namespace, name)
  if (!current) throw notFound({ group: '', resource: 'pods' }, name)
  if (!mayGoFreely(current)) spend(server, budgetOf(server, current), current, caller)
  if (caller.dryRun) return
  markDisrupted(server, current, caller)
  server.delete('Pod', namespace, name, options, caller)
}

/** Pods that do no work any more, or are on their way out, cost no budget. */
const mayGoFreely = ({ metadata, status }: Pod): boolean =>
  status.phase === 'Succeeded' ||
  status.phase === 'Failed' ||
  status.phase === 'Pending' ||
  metadata.deletionTimestamp !== undefined

function budgetOf({ read }: ApiServer, pod: Pod): PodDisruptionBudget | undefined {
  const budgets = read
    .list('PodDisruptionBudget', pod.metadata.namespace)
    .filter(({ spec }) => matches(selectorOf(spec.selector), pod.metadata.labels))
  if (budgets.length > 1)
    throw failure(
      500,
      'InternalError',
      'Internal error occurred: This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    )
  return budgets[0]
}

function spend(server: ApiServer, budget: PodDisruptionBudget | undefined, pod: Pod, caller: Caller): void {
  if (!budget) return
  const { status, spec, metadata } = budget
  const { currentHealthy = 0, desiredHealthy = 0, disruptionsAllowed = 0 } = status
  const ready = pod.status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True')
  const unhealthyMayGo =
    spec.unhealthyPodEvictionPolicy === 'AlwaysAllow' || (currentHealthy >= desiredHealthy && desiredHealthy > 0)
  if (!ready && unhealthyMayGo) return
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0))
    throw refusal(`The disruption budget ${metadata.name} is still being processed by the server.`, RETRY_AFTER_SECONDS)
  if (disruptionsAllowed < 0) throw forbidden(BUDGETS, metadata.name, 'pdb disruptions allowed is negative')
  if (Object.keys(status.disruptedPods ?? {}).length > DISRUPTED_PODS_MAX)
    throw forbidden(
      BUDGETS,
      metadata.name,
      'DisruptedPods map too big - too many evictions not confirmed by PDB controller',
    )
  if (disruptionsAllowed === 0) throw refusal(whyNone(budget))
  if (caller.dryRun) return
  const nowText = timeText(server.loop.now())
  const next = {
    ...budget,
    status: {
      ...status,
      disruptionsAllowed: disruptionsAllowed - 1,
      disruptedPods: { ...status.disruptedPods, [pod.metadata.name]: nowText },
      ...(disruptionsAllowed === 1 ? { conditions: withCondition(status.conditions, noneLeft(budget, nowText)) } : {}),
    },
  }
  server.update('PodDisruptionBudget', next, caller, 'status')
}

/** After a sync that failed the numbers mean nothing, so that is told first. */
function whyNone({ metadata: { name }, status }: PodDisruptionBudget): string {
  const { currentHealthy = 0, desiredHealthy = 0 } = status
  const said = conditionOf(status.conditions, DISRUPTION_ALLOWED)
  const no = said?.status === 'False' && said.message !== '' ? said : undefined
  if (no?.reason === 'SyncFailed')
    return `The disruption budget ${name} does not allow evicting pods currently because it failed sync: ${no.message}`
  if (currentHealthy <= desiredHealthy)
    return `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`
  return `The disruption budget ${name} does not allow evicting pods currently${no ? ` (${no.reason}): ${no.message}` : ''}`
}

const noneLeft = ({ metadata }: PodDisruptionBudget, nowText: string) => ({
  type: DISRUPTION_ALLOWED,
  status: 'False',
  observedGeneration: metadata.generation,
  lastTransitionTime: nowText,
  reason: 'InsufficientPods',
  message: '',
})

const refusal = (message: string, retryAfterSeconds?: number) =>
  tooManyRequests(
    "Cannot evict pod as it would violate the pod's disruption budget.",
    [{ reason: 'DisruptionBudget', message }],
    retryAfterSeconds,
  )

function markDisrupted(server: ApiServer, pod: Pod, caller: Caller): void {
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastProbeTime: null,
    lastTransitionTime: timeText(server.loop.now()),
  }
  const conditions = [...(pod.status.conditions ?? []).filter(({ type }) => type !== 'DisruptionTarget'), condition]
  server.update('Pod', { ...pod, status: { ...pod.status, conditions } } as Pod, caller, 'status')
}
