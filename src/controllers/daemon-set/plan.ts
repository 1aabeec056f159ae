// Follows pkg/controller/daemon manage, podsShouldBeOnNode, v1.36.
import type { DaemonSet, Node, Pod } from '../../objects/kinds'
import { isPodAvailable, isPodReady, isPodTerminal, isPodTerminating } from '../../objects/pods'
import { HASH_LABEL, targetNode } from './daemon-pod'
import { nodeShouldRunDaemonPod } from './node-should-run'
import { allowsSurge } from './update-limits'

export type PodsByNode = ReadonlyMap<string, readonly Pod[]>

export interface DaemonFacts {
  readonly set: DaemonSet
  /** in the order of names: upstream goes through its nodes in an order of chance */
  readonly nodes: readonly Node[]
  readonly podsByNode: PodsByNode
  /** of the present version */
  readonly hash: string
  readonly now: number
}

export interface DaemonPlan {
  /** names of nodes that get a Pod */
  readonly create: string[]
  readonly remove: Pod[]
}

/** A Pod that ended. Whether it goes now or later is the back-off's matter. */
export interface Ended {
  readonly node: string
  readonly pod: Pod
}

export interface ManagePlan extends DaemonPlan {
  readonly ended: readonly Ended[]
}

export const minReadySecondsOf = ({ spec }: DaemonSet): number => spec.minReadySeconds ?? 0

/** The Pods by the node that they run on or are tied to. A Pod that ended and is about to go counts no more. */
export function podsByNodeOf(pods: readonly Pod[]): PodsByNode {
  const byNode = new Map<string, Pod[]>()
  for (const pod of pods) {
    if (isPodTerminal(pod) && isPodTerminating(pod)) continue
    const node = targetNode(pod)
    if (node === undefined) continue
    const known = byNode.get(node)
    if (known) known.push(pod)
    else byNode.set(node, [pod])
  }
  return byNode
}

/** Scheduled ones first, then the oldest. */
export const oldestFirst = (a: Pod, b: Pod): number =>
  Number(Boolean(b.spec.nodeName)) - Number(Boolean(a.spec.nodeName)) ||
  compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
  compare(a.metadata.name, b.metadata.name)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Which nodes lack their Pod, and which Pods are too many, in the wrong place or at their end. */
export function planManage(facts: DaemonFacts): ManagePlan {
  const plan = { create: [] as string[], remove: [] as Pod[], ended: [] as Ended[] }
  for (const node of facts.nodes) planNode(facts, node, plan)
  const known = new Set(facts.nodes.map(({ metadata }) => metadata.name))
  const gone = [...facts.podsByNode].filter(([name]) => !known.has(name))
  // A Pod that waits for a node that is gone would wait for ever; one that ran there is the Pod garbage collector's.
  for (const [, pods] of gone.sort(([a], [b]) => compare(a, b)))
    plan.remove.push(...pods.filter(({ spec }) => !spec.nodeName))
  return plan
}

function planNode(facts: DaemonFacts, node: Node, plan: { create: string[]; remove: Pod[]; ended: Ended[] }): void {
  const { name } = node.metadata
  const { shouldRun, shouldContinueRunning } = nodeShouldRunDaemonPod(node, facts.set)
  const pods = facts.podsByNode.get(name)
  if (shouldRun && !pods) plan.create.push(name)
  else if (shouldContinueRunning) planKept(facts, { name, pods: pods ?? [], shouldRun }, plan)
  else if (pods) plan.remove.push(...pods.filter((pod) => !isPodTerminating(pod)))
}

interface KeptNode {
  readonly name: string
  readonly pods: readonly Pod[]
  readonly shouldRun: boolean
}

function planKept(
  facts: DaemonFacts,
  { name, pods, shouldRun }: KeptNode,
  plan: { create: string[]; remove: Pod[]; ended: Ended[] },
): void {
  const staying = pods.filter((pod) => !isPodTerminating(pod))
  plan.ended.push(...staying.filter(isPodTerminal).map((pod) => ({ node: name, pod })))
  const running = staying.filter((pod) => !isPodTerminal(pod)).sort(oldestFirst)
  if (!allowsSurge(facts.set)) plan.remove.push(...running.slice(1))
  else if (running.length > 1) plan.remove.push(...surplusUnderSurge(facts, running))
  else if (running.length === 0 && shouldRun) plan.create.push(name)
}

/** Two Pods stay together only while the new one is not available yet and the old one still serves. */
function surplusUnderSurge({ set, hash, now }: DaemonFacts, running: readonly Pod[]): Pod[] {
  const newPod = running.find(({ metadata }) => metadata.labels?.[HASH_LABEL] === hash)
  const oldPod = running.find(({ metadata }) => metadata.labels?.[HASH_LABEL] !== hash)
  const surplus = running.filter((pod) => pod !== newPod && pod !== oldPod)
  if (newPod && oldPod && (!isPodReady(oldPod) || isPodAvailable(newPod, minReadySecondsOf(set), now)))
    surplus.push(oldPod)
  return surplus
}
