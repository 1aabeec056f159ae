// Pods that have a node and wait there for their volumes. Follows plugins/volumebinding (BindPodVolumes, checkBindings), v1.36.
import type { Api, Reader } from '../apiserver/client'
import type { PersistentVolumeClaim } from '../objects/kinds'
import type { Loop } from '../simulation/loop'
import type { Timer } from '../simulation/timers'
import type { VolumePlan } from './plugins/volume-binding'
import { BOUND_BY_CONTROLLER, isClaimBound, SELECTED_NODE } from './plugins/pod-claims'
import type { QueuedPod } from './queue'

/** Follows VolumeBindingArgs.bindTimeoutSeconds. */
const BIND_TIMEOUT_MS = 600_000

interface Wait {
  readonly queued: QueuedPod
  readonly nodeName: string
  /** claims for which a volume is being made on the node */
  readonly provisioned: readonly string[]
  readonly timer: Timer
}

/** A wait that is over: the Pod can be bound, or `problem` says why not. */
export interface Settled {
  readonly queued: QueuedPod
  readonly nodeName: string
  readonly problem: string | undefined
}

export class VolumeWaits {
  private readonly waits = new Map<string, Wait>()
  private readonly settled = new Map<string, Settled>()

  constructor(private readonly host: { readonly api: Api; readonly read: Reader; readonly loop: Loop }) {}

  /** Pods whose wait is over and that nobody has taken yet. */
  get ready(): number {
    return this.settled.size
  }

  /** Asks for the volumes: names the claim in each chosen volume, and the node in each claim that is to be provisioned. */
  start(queued: QueuedPod, nodeName: string, { bindings, provisions }: VolumePlan): void {
    const timer = this.host.loop.after(BIND_TIMEOUT_MS, () => this.settle(queued.info.uid, 'context deadline exceeded'))
    this.waits.set(queued.info.uid, {
      queued,
      nodeName,
      timer,
      provisioned: provisions.map(({ metadata }) => metadata.name),
    })
    const { api } = this.host
    for (const { claim, volume } of bindings) {
      const { name, namespace, uid, resourceVersion } = claim.metadata
      api.update({
        ...volume,
        metadata: { ...volume.metadata, annotations: { ...volume.metadata.annotations, [BOUND_BY_CONTROLLER]: 'yes' } },
        spec: {
          ...volume.spec,
          claimRef: { kind: 'PersistentVolumeClaim', namespace, name, uid, apiVersion: 'v1', resourceVersion },
        },
      })
    }
    for (const claim of provisions) api.update(withSelectedNode(claim, nodeName))
    this.check(queued.info.uid)
  }

  /** A claim has changed: Pods of its namespace that wait for it are looked at again. */
  claimChanged({ metadata }: PersistentVolumeClaim): void {
    for (const { queued } of this.waits.values()) {
      const { namespace, claims, uid } = queued.info
      if (namespace === metadata.namespace && claims.some(({ name }) => name === metadata.name)) this.check(uid)
    }
  }

  take(): Settled | undefined {
    for (const [uid, settled] of this.settled) {
      this.settled.delete(uid)
      return settled
    }
    return undefined
  }

  /** The Pod is gone. */
  delete(uid: string): void {
    this.waits.get(uid)?.timer.cancel()
    this.waits.delete(uid)
    this.settled.delete(uid)
  }

  private check(uid: string): void {
    const wait = this.waits.get(uid)
    if (!wait) return
    const { namespace, claims } = wait.queued.info
    let bound = true
    for (const { name } of claims) {
      const claim = this.host.read.get('PersistentVolumeClaim', namespace, name)
      if (!claim)
        return this.settle(uid, `could not get PVC ${namespace}/${name}: persistentvolumeclaim "${name}" not found`)
      if (isClaimBound(claim)) continue
      bound = false
      // The volume controller takes the node out again when it cannot make the volume there.
      if (wait.provisioned.includes(name) && claim.metadata.annotations?.[SELECTED_NODE] === undefined) {
        return this.settle(uid, `provisioning failed for PVC "${name}"`)
      }
    }
    if (bound) this.settle(uid, undefined)
  }

  private settle(uid: string, problem: string | undefined): void {
    const wait = this.waits.get(uid)
    if (!wait) return
    wait.timer.cancel()
    this.waits.delete(uid)
    this.settled.set(uid, { queued: wait.queued, nodeName: wait.nodeName, problem })
  }
}

const withSelectedNode = (claim: PersistentVolumeClaim, nodeName: string): PersistentVolumeClaim => ({
  ...claim,
  metadata: { ...claim.metadata, annotations: { ...claim.metadata.annotations, [SELECTED_NODE]: nodeName } },
})
