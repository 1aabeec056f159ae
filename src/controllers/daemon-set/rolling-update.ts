// Follows pkg/controller/daemon/update.go rollingUpdate, v1.36. Upstream goes through nodes in an order of chance; here by name.
import type { DaemonSet, Pod } from '../../objects/kinds'
import { isPodAvailable, isPodTerminating } from '../../objects/pods'
import { isUpdated } from './daemon-pod'
import { nodeShouldRunDaemonPod } from './node-should-run'
import { minReadySecondsOf, type DaemonFacts, type DaemonPlan } from './plan'
import { updateLimits } from './update-limits'

interface NodePods {
  readonly node: string
  readonly newPod: Pod | undefined
  readonly oldPod: Pod | undefined
  /** more than one new or old Pod: left to the other half of the sync */
  readonly crowded: boolean
}

/** Old Pods that go and nodes that get a second Pod now, within maxUnavailable or maxSurge. */
export function planRollingUpdate(facts: DaemonFacts): DaemonPlan {
  if (!hasOutdated(facts)) return { create: [], remove: [] }
  const wanted = facts.nodes
    .filter((node) => nodeShouldRunDaemonPod(node, facts.set).shouldRun)
    .map(({ metadata }) => metadata.name)
  const { surgeMax, unavailableMax } = updateLimits(facts.set, wanted.length)
  const names = [...new Set([...facts.podsByNode.keys(), ...wanted])].sort()
  const nodes = names.map((node) => podsOnNode(facts, node))
  const isAvailable = (pod: Pod): boolean => isPodAvailable(pod, minReadySecondsOf(facts.set), facts.now)
  if (surgeMax === 0) return { create: [], remove: replaceInPlace(nodes, unavailableMax, isAvailable) }
  return surge({ nodes, surgeMax, desired: wanted.length, wanted: new Set(wanted), isAvailable })
}

/** Only nodes with an old Pod have anything to update. */
function hasOutdated({ set, hash, podsByNode }: DaemonFacts): boolean {
  for (const pods of podsByNode.values())
    for (const pod of pods) if (!isPodTerminating(pod) && !isUpdated(pod, set, hash)) return true
  return false
}

function podsOnNode({ set, hash, podsByNode }: DaemonFacts, node: string): NodePods {
  const pods = (podsByNode.get(node) ?? []).filter((pod) => !isPodTerminating(pod))
  const updated = pods.filter((pod) => isUpdated(pod, set, hash))
  const outdated = pods.filter((pod) => !updated.includes(pod))
  return { node, newPod: updated[0], oldPod: outdated[0], crowded: updated.length > 1 || outdated.length > 1 }
}

/** Old Pods that do not serve go at once, however many; of the others as many as may still be missing beside them. */
function replaceInPlace(nodes: readonly NodePods[], unavailableMax: number, isAvailable: (pod: Pod) => boolean): Pod[] {
  let unavailable = 0
  const replaced: Pod[] = []
  const candidates: Pod[] = []
  for (const { newPod, oldPod, crowded } of nodes) {
    if (crowded || Boolean(newPod) === Boolean(oldPod)) unavailable++
    else if (newPod) unavailable += isAvailable(newPod) ? 0 : 1
    else if (oldPod && isAvailable(oldPod)) candidates.push(oldPod)
    else if (oldPod) {
      replaced.push(oldPod)
      unavailable++
    }
  }
  return [...replaced, ...candidates.slice(0, Math.max(0, unavailableMax - unavailable))]
}

interface Surge {
  readonly nodes: readonly NodePods[]
  readonly surgeMax: number
  readonly desired: number
  readonly wanted: ReadonlySet<string>
  readonly isAvailable: (pod: Pod) => boolean
}

/** A new Pod beside the old one; when it is available the old one goes. Old Pods that do not serve get their successor at once. */
function surge({ nodes, surgeMax, desired, wanted, isAvailable }: Surge): DaemonPlan {
  let surging = 0
  let available = 0
  const remove: Pod[] = []
  const misplaced: Pod[] = []
  const allowed: string[] = []
  const candidates: string[] = []
  for (const { node, newPod, oldPod, crowded } of nodes) {
    if (crowded) {
      surging++
      continue
    }
    const serving = oldPod ?? newPod
    if (serving && isAvailable(serving)) available++
    if (!oldPod) continue
    if (!newPod) {
      if (wanted.has(node)) (isAvailable(oldPod) ? candidates : allowed).push(node)
      else (isAvailable(oldPod) ? misplaced : remove).push(oldPod)
    } else if (isAvailable(newPod)) remove.push(oldPod)
    else surging++
  }
  // When the Pods move to other nodes, old ones that serve go only as far as others are available in their stead.
  remove.push(...misplaced.slice(0, Math.max(0, available - desired)))
  return { create: [...allowed, ...candidates.slice(0, Math.max(0, surgeMax - surging))], remove }
}

export const isRollingUpdate = ({ spec }: DaemonSet): boolean => spec.updateStrategy?.type === 'RollingUpdate'
