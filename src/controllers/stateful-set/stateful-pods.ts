// Pods and claims of a StatefulSet, with its Events. Follows pkg/controller/statefulset/stateful_pod_control.go, v1.36.
import { failure, isApiError } from '../../apiserver/status'
import type { Draft } from '../../objects/kube-object'
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../objects/kinds'
import type { ReconcileContext } from '../runtime/controller'
import { claimOwners, hasOtherController, hasWantedOwners, isStale, retentionPolicyOf } from './claim-owners'
import { claimsOf, corrected, hasIdentity, hasStorage, ordinalOf, parentAndOrdinal, podNameOf } from './identity'

type Verb = 'Create' | 'Delete' | 'Update'

/** The writes of one sync. Each throws what the API server answers, after saying so in an Event. */
export class StatefulPods {
  constructor(
    private readonly set: StatefulSet,
    private readonly context: ReconcileContext,
  ) {}

  /** The claims first: a Pod never exists before its storage is asked for. They get their owners even when the Pod is refused. */
  create(draft: Draft<Pod>): void {
    const name = draft.metadata.name ?? ''
    this.makeClaims(name, 'Create')
    let pod = draft as Pod
    const refused = this.attempt(() => void (pod = this.context.api.create('Pod', draft)))
    if (isApiError(refused, 'AlreadyExists')) throw refused
    const notOwned = this.attempt(() => this.ownClaims(pod))
    if (notOwned) this.tell('Update', name, notOwned)
    this.tell('Create', name, refused)
  }

  delete({ metadata: { namespace = '', name } }: Pod): void {
    this.tell(
      'Delete',
      name,
      this.attempt(() => this.context.api.delete('Pod', namespace, name)),
    )
  }

  /** Makes the claims that a Pod still lacks. */
  claim(pod: Pod): void {
    const refused = this.createClaims(pod.metadata.name)
    if (refused) throw refused
    const notOwned = this.attempt(() => this.ownClaims(pod))
    if (notOwned) this.tell('Update', pod.metadata.name, notOwned)
  }

  /** Labels, volumes and owners of claims of a Pod that was not made by this set. */
  correct(pod: Pod): void {
    const { name } = pod.metadata
    if (!hasStorage(this.set, pod)) this.makeClaims(name, 'Update')
    const owned = this.claimsHaveOwners(pod)
    const notOwned = owned ? undefined : this.attempt(() => this.ownClaims(pod))
    if (notOwned) this.tell('Update', name, notOwned)
    if (owned && hasIdentity(this.set, pod) && hasStorage(this.set, pod)) return
    this.tell(
      'Update',
      name,
      this.attempt(() => void this.context.api.update<'Pod'>(corrected(this.set, pod))),
    )
  }

  /** Gives the claims the owners of the retention policy. */
  ownClaims(pod: Pod): void {
    for (const claim of this.presentClaims(ordinalOf(pod))) {
      if (hasOtherController(claim, this.set, pod)) this.warnOfController(claim)
      if (hasWantedOwners(claim, this.set, pod)) continue
      const { ownerReferences: _, ...metadata } = claim.metadata
      const owners = claimOwners(claim, this.set, pod)
      const written = { ...claim, metadata: { ...metadata, ...(owners.length ? { ownerReferences: owners } : {}) } }
      const refused = this.attempt(() => void this.context.api.update<'PersistentVolumeClaim'>(written))
      if (refused) {
        const message = `could not update claim ${metadata.name} for delete policy ownerRefs: ${refused.message}`
        throw failure(500, 'InternalError', message)
      }
    }
  }

  claimsHaveOwners(pod: Pod): boolean {
    return this.presentClaims(ordinalOf(pod)).every((claim) => hasWantedOwners(claim, this.set, pod))
  }

  isClaimStale(ordinal: number): boolean {
    if (retentionPolicyOf(this.set).whenScaled === 'Retain') return false
    return this.presentClaims(ordinal).some((claim) => isStale(claim, podNameOf(this.set, ordinal), undefined))
  }

  private presentClaims(ordinal: number): PersistentVolumeClaim[] {
    return claimsOf(this.set, ordinal).flatMap((draft) => this.present(draft) ?? [])
  }

  private present({
    metadata: { namespace = '', name = '' },
  }: Draft<PersistentVolumeClaim>): PersistentVolumeClaim | undefined {
    return this.context.read.get('PersistentVolumeClaim', namespace, name)
  }

  private makeClaims(podName: string, verb: Verb): void {
    const refused = this.createClaims(podName)
    if (refused) this.tell(verb, podName, refused)
  }

  /** All claims are tried; what failed is told together. */
  private createClaims(podName: string): Error | undefined {
    const messages: string[] = []
    for (const draft of claimsOf(this.set, parentAndOrdinal(podName).ordinal)) {
      const { name = '' } = draft.metadata
      const present = this.present(draft)
      if (present?.metadata.deletionTimestamp !== undefined) messages.push(`pvc ${name} is being deleted`)
      if (present) continue
      const refused = this.attempt(() => void this.context.api.create('PersistentVolumeClaim', draft))
      if (refused) messages.push(`failed to create PVC ${name}: ${refused.message}`)
      if (!isApiError(refused, 'AlreadyExists')) this.sayOfClaim(name, podName, refused?.message)
    }
    if (messages.length === 0) return undefined
    const all = [...new Set(messages)]
    return failure(500, 'InternalError', all.length === 1 ? (all[0] ?? '') : `[${all.join(', ')}]`)
  }

  private attempt(call: () => void): Error | undefined {
    try {
      call()
      return undefined
    } catch (error) {
      if (isApiError(error)) return error
      throw error
    }
  }

  private tell(verb: Verb, podName: string, refused: Error | undefined): void {
    const what = `${verb} Pod ${podName} in StatefulSet ${this.set.metadata.name}`
    this.event(verb, refused ? `${what} failed error: ${refused.message}` : `${what} successful`, refused !== undefined)
    if (refused) throw refused
  }

  private sayOfClaim(claim: string, podName: string, refusal: string | undefined): void {
    const what = `Create Claim ${claim} Pod ${podName} in StatefulSet ${this.set.metadata.name}`
    this.event(
      'Create',
      refusal === undefined ? `${what} success` : `${what} failed error: ${refusal}`,
      refusal !== undefined,
    )
  }

  private event(verb: Verb, message: string, failed: boolean): void {
    this.context.record.event(
      this.set,
      failed ? 'Warning' : 'Normal',
      `${failed ? 'Failed' : 'Successful'}${verb}`,
      message,
    )
  }

  /** The slip in the message is upstream's. */
  private warnOfController({ metadata: { name } }: PersistentVolumeClaim): void {
    const message = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`
    this.context.record.event(this.set, 'Warning', 'ConflictingController', message)
  }
}
