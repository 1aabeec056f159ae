// Making room for an important Pod. Follows pkg/scheduler/framework/preemption (preemption.go), v1.36.
import type { Dice } from '../../simulation/dice'
import type { PodFilters } from '../cycle'
import { diagnosisText, type Diagnosis } from '../diagnosis'
import type { CycleContext, Verdict } from '../framework'
import type { NodeInfo } from '../node-info'
import type { PodInfo } from '../pod-info'
import { selectVictims, startedAt, type Victims } from './victims'

/** Follows DefaultPreemptionArgs: this many candidates are enough, or this part of all. */
const CANDIDATES_MIN = 100
const CANDIDATES_PERCENTAGE = 10

const NOT_HELPFUL = 'Preemption is not helpful for scheduling'

/** What preemption comes to: victims, or why there is none (the tail of the Pod's message), with what happens to its nomination. */
export type Preemption =
  { readonly victims: Victims } | { readonly message: string; readonly clearsNomination: boolean }

export interface PreemptionRequest {
  readonly filters: PodFilters
  readonly diagnosis: Diagnosis
  readonly context: CycleContext
  readonly dice: Dice | undefined
}

export function preempt(request: PreemptionRequest): Preemption {
  const { filters, diagnosis, context } = request
  const why = ineligible(filters.pod, diagnosis, context)
  if (why) return { message: why, clearsNomination: false }
  const all = context.nodes.list()
  const candidates: Victims[] = []
  const verdicts = dryRun(
    request,
    all.filter(({ name }) => mayHelp(diagnosis, name)),
    candidates,
  )
  const best = pickCandidate(candidates)
  if (best) return { victims: best }
  const nothing: Diagnosis = {
    nodesCount: all.length,
    rejected: undefined,
    verdicts,
    absent: NOT_HELPFUL,
    rejectedBy: new Set(),
  }
  return { message: diagnosisText(nothing), clearsNomination: true }
}

/** Nodes that were not asked were ruled out before: taking Pods away does not bring them back. */
const mayHelp = ({ verdicts }: Diagnosis, name: string): boolean => verdicts.get(name)?.unresolvable === false

function ineligible({ pod, priority }: PodInfo, { verdicts }: Diagnosis, { nodes }: CycleContext): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.'
  const { nominatedNodeName } = pod.status
  if (!nominatedNodeName) return undefined
  // Where it was nominated it can never fit, or the node is gone: it may look for victims elsewhere.
  if (verdicts.get(nominatedNodeName)?.unresolvable !== false) return undefined
  const leaving = [...(nodes.get(nominatedNodeName)?.pods.values() ?? [])].some(
    (other) => other.priority < priority && isPreempted(other),
  )
  return leaving ? 'not eligible due to a terminating pod on the nominated node.' : undefined
}

const isPreempted = ({ pod, terminating }: PodInfo): boolean =>
  terminating &&
  (pod.status.conditions ?? []).some(
    ({ type, status, reason }) =>
      type === 'DisruptionTarget' && status === 'True' && reason === 'PreemptionByScheduler',
  )

/** Tries node after node until there are candidates enough, of which one hurts no budget. Upstream begins at a random node. */
function dryRun(
  { filters, context, dice }: PreemptionRequest,
  nodes: readonly NodeInfo[],
  candidates: Victims[],
): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>()
  const wanted = Math.min(
    nodes.length,
    Math.max(CANDIDATES_MIN, Math.trunc((nodes.length * CANDIDATES_PERCENTAGE) / 100)),
  )
  const budgets = context.read.list('PodDisruptionBudget')
  const offset = dice && nodes.length > 0 ? dice.below(nodes.length) : 0
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[(offset + i) % nodes.length] as NodeInfo
    const found = selectVictims(filters, node, budgets)
    if ('pods' in found) candidates.push(found)
    else verdicts.set(node.name, found)
    if (candidates.length >= wanted && candidates.some(({ violations }) => violations === 0)) break
  }
  return verdicts
}

/** Each measure narrows the choice; what is left after all of them is in the order of nodes. */
const MEASURES: readonly ((victims: Victims) => number)[] = [
  ({ violations }) => violations,
  ({ pods }) => pods[0]?.priority ?? -Infinity,
  // Shifted by 2^31, so that negative priorities do not make more victims look better.
  ({ pods }) => pods.reduce((sum, { priority }) => sum + priority + 2 ** 31, 0),
  ({ pods }) => pods.length,
  ({ pods }) => -earliestStart(pods),
]

export function pickCandidate(candidates: readonly Victims[]): Victims | undefined {
  let left = candidates
  for (const measure of MEASURES) {
    if (left.length < 2) break
    const least = Math.min(...left.map(measure))
    left = left.filter((each) => measure(each) === least)
  }
  return left[0]
}

/** The start of the victim of the highest priority that runs longest. */
function earliestStart(pods: readonly PodInfo[]): number {
  const highest = pods[0]?.priority
  return Math.min(...pods.filter(({ priority }) => priority === highest).map(startedAt))
}
