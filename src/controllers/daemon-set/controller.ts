// Follows pkg/controller/daemon, v1.36.
import { dequal } from 'dequal/lite'
import type { Change, Reader } from '../../apiserver/client'
import { isDeleting, keyOf, type Draft, type ObjectKey } from '../../objects/kube-object'
import type { DaemonSet, Node, Pod } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import { selectorOf } from '../../objects/selectors'
import { nextAvailability } from '../pod-control/next-availability'
import { createPod, deletePod, isNamespaceTerminating } from '../pod-control/pod-control'
import { lastBatchOf, refusal, slowStart } from '../pod-control/slow-start'
import { onOrphan } from '../pod-control/wake-orphans'
import type { Controller, ReconcileContext, Requeue, WakeRule } from '../runtime/controller'
import { onChange, onOwned } from '../runtime/wake-rules'
import { daemonPods, HASH_LABEL } from './daemon-pod'
import { FailedPodsBackoff } from './failed-pods-backoff'
import { nodeShouldRunDaemonPod } from './node-should-run'
import { minReadySecondsOf, planManage, podsByNodeOf, type DaemonFacts, type DaemonPlan, type Ended } from './plan'
import { claimDaemonPods, constructHistory, outlivedRevisions, type History } from './revision-history'
import { isRollingUpdate, planRollingUpdate } from './rolling-update'
import { SettledSets } from './settled'
import { daemonSetStatus } from './status'

/** Pods that one sync creates, and that it deletes, at most. */
const BURST_REPLICAS_MAX = 250

/** Keeps one Pod on every node that is meant. */
export function daemonSetController(): Controller {
  const backoff = new FailedPodsBackoff()
  const settled = new SettledSets()
  return {
    name: 'daemonset-controller',
    wakesOn: [
      onChange('DaemonSet'),
      onOwned('Pod', 'DaemonSet'),
      onOrphan('Pod', 'DaemonSet', ({ spec }) => selectorOf(spec.selector)),
      ON_REVISION,
      onOrphan('ControllerRevision', 'DaemonSet', ({ spec }) => selectorOf(spec.selector)),
      ON_NODE,
    ],
    reconcile({ namespace, name }, context) {
      const set = context.read.get('DaemonSet', namespace, name)
      if (!set || settled.isSettled(set, context.read)) return undefined
      const facts = settled.factsOf(set, context.read)
      return reconcile(set, context, { backoff, onSettled: (status) => settled.note(set, facts, status) })
    },
  }
}

/** A revision that changes or goes wakes its set; one that is made does not: mostly it was the controller itself. */
const ON_REVISION: WakeRule = {
  kind: 'ControllerRevision',
  keys: (change, read) =>
    change.type === 'ADDED' ? [] : onOwned('ControllerRevision', 'DaemonSet').keys(change, read),
}

/**
 * A node that comes, or whose labels or taints change, concerns the DaemonSets that lack a Pod there or have one too many, and
 * those that have misplaced Pods. Follows syncNodeUpdate: that a node may keep a Pod it would not get any more, or that it
 * has gone, wakes nobody; the figures tell of it after the next sync.
 */
const ON_NODE: WakeRule = {
  kind: 'Node',
  keys: ({ type, object, previous }: Change, read: Reader): ObjectKey[] => {
    const [node, before] = [object as Node, previous as Node | undefined]
    const same = dequal(node.spec.taints, before?.spec.taints) && dequal(node.metadata.labels, before?.metadata.labels)
    if (type === 'DELETED' || (before && same)) return []
    const sets = read.list('DaemonSet')
    const pods = sets.length > 0 ? read.onNode(node.metadata.name) : []
    return sets.filter((set) => concerns(node, set, pods)).map(keyOf)
  },
}

function concerns(node: Node, set: DaemonSet, podsOnNode: readonly Pod[]): boolean {
  const { shouldRun, shouldContinueRunning } = nodeShouldRunDaemonPod(node, set)
  const scheduled = podsOnNode.some((pod) => controllerOf(pod)?.uid === set.metadata.uid)
  if (!scheduled) return shouldRun
  return !shouldContinueRunning || (set.status.numberMisscheduled ?? 0) > 0
}

interface Memory {
  readonly backoff: FailedPodsBackoff
  /** the sync had nothing to do but to write this status, and would have nothing to do again */
  readonly onSettled: (status: DaemonSet['status']) => void
}

function reconcile(set: DaemonSet, context: ReconcileContext, { backoff, onSettled }: Memory): Requeue | undefined {
  if (isSelectingAll(set)) {
    context.record.event(
      set,
      'Warning',
      'SelectingAll',
      'This daemon set is selecting all pods. A non-empty selector is required.',
    )
    return undefined
  }
  if (isDeleting(set)) return undefined
  const history = constructHistory(set, context)
  const sync = new DaemonSync(set, context, history, backoff)
  const failed = sync.update()
  const left = sync.writeStatus()
  if (failed) throw failed
  const again = soonest(left, sync.retryMs)
  if (!again && sync.isQuiet) onSettled(sync.status)
  return again
}

const isSelectingAll = ({ spec: { selector } }: DaemonSet): boolean =>
  Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0

function soonest(requeue: Requeue | undefined, retryMs: number): Requeue | undefined {
  const afterMs = Math.min(requeue?.afterMs ?? Infinity, retryMs)
  return afterMs === Infinity ? undefined : { afterMs }
}

/** One sync: first every node has what it needs, and only when nothing had to be done a step of the update. */
class DaemonSync {
  retryMs = Infinity
  /** no Pod was made or removed or has ended, and no node has two */
  isQuiet = true
  status: DaemonSet['status']
  /** Nodes and Pods as they were before this sync wrote anything. */
  private readonly facts: DaemonFacts
  private readonly pods: readonly Pod[]
  private readonly podFor: (node: string) => Draft<Pod>
  private readonly created: Pod[] = []

  constructor(
    private readonly set: DaemonSet,
    private readonly context: ReconcileContext,
    private readonly history: History,
    private readonly backoff: FailedPodsBackoff,
  ) {
    this.pods = claimDaemonPods(set, context)
    this.facts = {
      set,
      nodes: context.read.list('Node'),
      podsByNode: podsByNodeOf(this.pods),
      hash: history.current.metadata.labels?.[HASH_LABEL] ?? '',
      now: context.now,
    }
    this.podFor = daemonPods(set, this.facts.hash)
    this.isQuiet = this.pods.length === this.facts.podsByNode.size
    this.status = set.status
  }

  update(): unknown {
    const { create, remove, ended } = planManage(this.facts)
    const managed: DaemonPlan = { create, remove: [...this.endedToRemove(ended), ...remove] }
    if (ended.length > 0) this.isQuiet = false
    const failed = this.carryOut(managed)
    if (failed) return failed
    // Upstream waits until it has seen its own writes before it goes on with the update.
    const isQuiet = managed.create.length + managed.remove.length === 0
    if (isQuiet && isRollingUpdate(this.set)) {
      const refused = this.carryOut(planRollingUpdate(this.facts))
      if (refused) return refused
    }
    return refusal(() => this.cleanUp())
  }

  /**
   * Of its own creations upstream has heard when it counts, but for the last batch of the slow start: those are in the
   * status of the next sync, as are its deletions.
   */
  writeStatus(): Requeue | undefined {
    const heard = this.created.slice(0, this.created.length - lastBatchOf(this.created.length))
    const podsByNode = heard.length > 0 ? podsByNodeOf([...this.pods, ...heard]) : this.facts.podsByNode
    const status = daemonSetStatus({ ...this.facts, podsByNode })
    this.status = this.context.api.updateStatus<'DaemonSet'>({ ...this.set, status }).status
    return nextAvailability([...this.facts.podsByNode.values()].flat(), minReadySecondsOf(this.set), this.context.now)
  }

  /** A failed Pod is replaced with back-off, a succeeded one at once. */
  private endedToRemove(ended: readonly Ended[]): Pod[] {
    return ended
      .filter(({ node, pod }) => {
        const {
          metadata: { namespace = '', name },
          status,
        } = pod
        const failed = status.phase === 'Failed'
        const waitMs = failed
          ? this.backoff.take(
              `${this.set.metadata.uid}/${this.set.status.observedGeneration ?? 0}/${node}`,
              this.context.now,
            )
          : 0
        if (waitMs > 0) {
          this.retryMs = Math.min(this.retryMs, waitMs)
          return false
        }
        const fate = failed ? 'failed daemon pod' : 'succeeded daemon pod'
        const message = `Found ${fate} ${namespace}/${name} on node ${node}, will try to ${failed ? 'kill' : 'delete'} it`
        this.context.record.event(
          this.set,
          failed ? 'Warning' : 'Normal',
          failed ? 'FailedDaemonPod' : 'SucceededDaemonPod',
          message,
        )
        return true
      })
      .map(({ pod }) => pod)
  }

  private carryOut({ create, remove }: DaemonPlan): unknown {
    if (create.length + remove.length > 0) this.isQuiet = false
    const nodes = create.slice(0, BURST_REPLICAS_MAX)
    const refused = slowStart(nodes.length, (index) => this.create(nodes[index] ?? ''))
    const refusals = remove
      .slice(0, BURST_REPLICAS_MAX)
      .map((pod) => refusal(() => deletePod(this.context, this.set, pod)))
    return refused ?? refusals.find((each) => each !== undefined)
  }

  private create(node: string): void {
    try {
      this.created.push(createPod(this.context, this.set, this.podFor(node)))
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  }

  private cleanUp(): void {
    for (const { metadata } of outlivedRevisions(this.set, this.history.old, this.pods)) {
      this.context.api.delete('ControllerRevision', metadata.namespace ?? '', metadata.name)
    }
  }
}
