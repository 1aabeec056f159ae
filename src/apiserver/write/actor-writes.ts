// Who of the cluster's own programs wrote what. Their writes are by far the most, and hardly anybody reads managedFields: a write
// only notes who began to write and what stood there before; what that makes of the managers is reckoned when it is asked for.
// Writes of one program after another count as one, those of the status apart from all others: two changes that touch different
// fields may be told in either order.
import type { KubeObject } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import type { Caller } from '../caller'
import type { KindDefinition } from '../kinds/kind'
import { decodeManagers, type Managed } from '../patch/server-side-apply/managers'
import { trackUpdate } from '../patch/server-side-apply/track'
import { withManagers } from './managed-fields'
import { trackingOf } from './tracking'

interface Run {
  readonly manager: string
  readonly subresource: string
  /** of the last write, ms */
  at: number
  /** what there was before the first write: of a status that and the annotations only */
  readonly before: KubeObject
  readonly earlier: Run | undefined
}

interface Account {
  /** what a program made, before admission added to it */
  readonly created: Creation | undefined
  /** what the runs that are no longer kept came to */
  readonly base: readonly Managed[] | undefined
  /** the last runs */
  main: Run | undefined
  status: Run | undefined
  runs: number
}

interface Creation {
  readonly manager: string
  readonly object: KubeObject
  readonly at: number
}

const opened = (created?: Creation, base?: readonly Managed[]): Account => ({
  created,
  base,
  main: undefined,
  status: undefined,
  runs: 0,
})

/** Programs that take turns: when there are more runs, the older ones are put together. */
const RUNS_MAX = 16

/** Of objects that are gone, whose last state watchers are still told: so many are kept at least. */
const GONE_MIN = 500

/** Answers that are kept, for all who read an object as it stands. */
const KEPT_MAX = 4096

/** Events and Leases are many and say themselves who writes them. */
const isNoted = ({ kind }: KindDefinition): boolean => kind !== 'Event' && kind !== 'Lease'

const PROGRAMS: Readonly<Record<string, string>> = {
  kubelet: 'kubelet',
  'default-scheduler': 'kube-scheduler',
  'kube-apiserver': 'kube-apiserver',
  apiserver: 'kube-apiserver',
}

/** The controllers are all one program. */
const programOf = (actor: string): string => PROGRAMS[actor] ?? 'kube-controller-manager'

export class ActorWrites {
  private readonly accounts = new Map<string, Account>()
  private gone = new Map<string, Account>()
  private goneBefore = new Map<string, Account>()
  private readonly shown = new Map<KubeObject, KubeObject>()

  created(definition: KindDefinition, object: KubeObject, submitted: KubeObject, caller: Caller, at: number): void {
    if (!isNoted(definition)) return
    this.accounts.set(object.metadata.uid, opened({ manager: programOf(caller.actor), object: submitted, at }))
  }

  updated(definition: KindDefinition, before: KubeObject, subresource: string, caller: Caller, at: number): void {
    if (!isNoted(definition)) return
    const { uid } = before.metadata
    let account = this.accounts.get(uid)
    if (!account) this.accounts.set(uid, (account = opened()))
    const manager = programOf(caller.actor)
    const isStatus = subresource === 'status'
    const last = isStatus ? account.status : account.main
    if (last?.manager === manager && last.subresource === subresource) {
      last.at = at
      return
    }
    if (account.runs === RUNS_MAX)
      this.accounts.set(uid, (account = opened(undefined, reckoned(definition, before, account))))
    account.runs++
    if (isStatus) account.status = { manager, subresource, at, before: statusOf(before), earlier: account.status }
    else account.main = { manager, subresource, at, before, earlier: account.main }
  }

  /** From here on the object carries its managers itself. */
  settled(uid: string): void {
    this.accounts.delete(uid)
  }

  removed({ metadata: { uid } }: KubeObject): void {
    const account = this.accounts.get(uid)
    if (!account) return
    this.accounts.delete(uid)
    this.gone.set(uid, account)
    if (this.gone.size < GONE_MIN) return
    this.goneBefore = this.gone
    this.gone = new Map()
  }

  /** All managers of an object as it stands: its own entries, and what the programs wrote since. */
  managersOf(definition: KindDefinition, object: KubeObject): readonly Managed[] {
    const account = this.accountOf(object)
    return account ? reckoned(definition, object, account) : own(object)
  }

  /** The object with the managedFields that clients see. */
  show(definition: KindDefinition, object: KubeObject): KubeObject {
    const known = this.shown.get(object)
    if (known) return known
    if (!this.accountOf(object)) return object
    const shown = Object.freeze(withManagers(object, this.managersOf(definition, object)))
    if (this.shown.size >= KEPT_MAX) this.shown.clear()
    this.shown.set(object, shown)
    return shown
  }

  private accountOf(object: KubeObject): Account | undefined {
    const { uid } = object.metadata
    return this.accounts.get(uid) ?? this.gone.get(uid) ?? this.goneBefore.get(uid) ?? impliedBy(object)
  }
}

const own = (object: KubeObject): readonly Managed[] => decodeManagers(object.metadata.managedFields) ?? []

/** Of what a status write changes nothing else is compared. */
const statusOf = (object: KubeObject): KubeObject => {
  const { kind, apiVersion, metadata } = object
  const { annotations } = metadata
  return { kind, apiVersion, metadata: { annotations }, status: (object as { status?: unknown }).status } as never
}

const withoutStatus = (object: KubeObject): KubeObject => {
  const { status: _, ...rest } = object as KubeObject & { status?: unknown }
  return rest
}

/** Many objects are made of one template: what their maker manages is the same. */
const creations = new WeakMap<KubeObject, Managed>()

function managedCreation(definition: KindDefinition, { manager, object, at }: Creation): Managed[] {
  const known = creations.get(object)
  if (known) return [{ ...known, time: timeText(at) }]
  const managers = trackUpdate(undefined, object, [], trackingOf(definition, manager, '', timeText(at)))
  if (managers[0]) creations.set(object, managers[0])
  return managers
}

function reckoned(definition: KindDefinition, object: KubeObject, account: Account): readonly Managed[] {
  const { created, base, main, status } = account
  let managers: Managed[] = [...(base ?? own(object)), ...(created ? managedCreation(definition, created) : [])]
  const follow = (run: Run | undefined, after: KubeObject, part: (object: KubeObject) => KubeObject): void => {
    if (!run) return
    const { manager, subresource, at, before, earlier } = run
    follow(earlier, before, part)
    const tracking = trackingOf(definition, manager, subresource, timeText(at))
    managers = trackUpdate(part(before), part(after), managers, tracking)
  }
  follow(main, object, withoutStatus)
  follow(status, object, statusOf)
  return managers
}

/** Events and Leases: made and kept up by one program, which they name. */
function impliedBy(object: KubeObject): Account | undefined {
  const { kind, metadata } = object
  if ((kind !== 'Event' && kind !== 'Lease') || metadata.managedFields) return undefined
  const { source, reportingComponent, spec } = object as {
    source?: { component?: string }
    reportingComponent?: string
    spec?: { renewTime?: string }
  }
  const manager = kind === 'Lease' ? 'kubelet' : programOf(source?.component || reportingComponent || '')
  return opened({ manager, object, at: Date.parse(spec?.renewTime ?? metadata.creationTimestamp) })
}
