// Follows pkg/controller/daemon NodeShouldRunDaemonPod, v1.36.
import type { DaemonSet, Node, PodSpec } from '../../objects/kinds'
import { mayRunOn } from '../../objects/required-nodes'
import { untoleratedTaint } from '../../objects/taints'
import { daemonTolerations, templateSpecOf } from './daemon-pod'

export interface NodeVerdict {
  readonly shouldRun: boolean
  /** a Pod that is there already may stay: only NoExecute drives it away */
  readonly shouldContinueRunning: boolean
}

/** Every sync asks about every node: the answer stays as long as the node and the template are the very same. */
const verdicts = new WeakMap<PodSpec, WeakMap<Node, NodeVerdict>>()

export function nodeShouldRunDaemonPod(node: Node, set: DaemonSet): NodeVerdict {
  const spec = templateSpecOf(set)
  let known = verdicts.get(spec)
  if (!known) verdicts.set(spec, (known = new WeakMap<Node, NodeVerdict>()))
  let verdict = known.get(node)
  if (!verdict) known.set(node, (verdict = verdictOn(node, spec)))
  return verdict
}

function verdictOn(node: Node, spec: PodSpec): NodeVerdict {
  const named = !spec.nodeName || spec.nodeName === node.metadata.name
  if (!named || !mayRunOn(spec, node)) return { shouldRun: false, shouldContinueRunning: false }
  const tolerations = daemonTolerations(spec)
  if (!untoleratedTaint(node.spec.taints, tolerations, ['NoSchedule', 'NoExecute']))
    return { shouldRun: true, shouldContinueRunning: true }
  return { shouldRun: false, shouldContinueRunning: !untoleratedTaint(node.spec.taints, tolerations, ['NoExecute']) }
}
