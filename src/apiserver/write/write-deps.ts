import type { KubeObject } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import type { Dice } from '../../simulation/dice'
import type { Store } from '../../store/store'
import type { AdmissionPlugin, AdmissionOperation, AdmissionRequest } from '../admission'
import { FieldRefusal, type Caller } from '../caller'
import type { Reader } from '../client'
import { invalidObject, type FieldError } from '../field-errors'
import type { Allocator, KindDefinition, WriteContext } from '../kinds/kind'
import type { GroupResource } from '../status'
import type { ActorWrites } from './actor-writes'
import type { Repeats } from './repeat'

/** What the verbs that write share. */
export interface WriteDeps {
  readonly store: Store
  readonly dice: Dice
  readonly now: () => number
  readonly read: Reader
  readonly allocate: Allocator
  readonly admission: readonly AdmissionPlugin[]
  readonly repeats: Repeats
  readonly actorWrites: ActorWrites
}

export const groupResource = ({ group, plural }: KindDefinition): GroupResource => ({ group, resource: plural })

export const writeContext = ({ now, store, allocate }: WriteDeps, caller: Caller): WriteContext => {
  const instant = now()
  return {
    now: instant,
    nowText: timeText(instant),
    userAgent: caller.userAgent ?? caller.actor,
    allocate,
    warn: (text) => caller.warn?.(text),
    find: (kind, namespace, name) => store.get(kind, namespace, name),
  }
}

export interface AdmissionTarget {
  operation: AdmissionOperation
  definition: KindDefinition
  subresource?: string
  namespace: string
  name: string
  object: KubeObject | undefined
  previous: KubeObject | undefined
}

export function admissionRequest(deps: WriteDeps, caller: Caller, target: AdmissionTarget): AdmissionRequest {
  const { dice, read, store, now } = deps
  const { operation, definition, subresource = '', namespace, name, object, previous } = target
  return {
    operation,
    definition,
    subresource,
    namespace,
    name,
    object,
    previous,
    read,
    dice,
    actor: caller.actor,
    now: now(),
    dryRun: caller.dryRun ?? false,
    putStatus: (quota) => void store.put(quota.kind, quota, 'apiserver'),
  }
}

/** Lets the mutating plugins change the object, in their order. */
export function admit(deps: WriteDeps, request: AdmissionRequest): KubeObject {
  let asked = request as AdmissionRequest & { object: KubeObject }
  for (const plugin of deps.admission) {
    const object = plugin.admit?.(asked)
    if (object && object !== asked.object) asked = { ...asked, object }
  }
  return asked.object
}

/** Lets the validating plugins refuse, after the kind's own validation: a quota is booked last. */
export function judge(deps: WriteDeps, request: AdmissionRequest, caller: Caller): void {
  for (const plugin of deps.admission) {
    plugin.validate?.(request)
    if (caller.warn && plugin.warn) for (const warning of plugin.warn(request)) caller.warn(warning)
  }
}

export function refuseIfInvalid(definition: KindDefinition, name: string, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalidObject(definition, name, errors)
}

/** Runs a strategy; what an allocator refuses becomes an Invalid answer about this object. */
export function preparing<T>(definition: KindDefinition, name: string, prepare: () => T): T {
  try {
    return prepare()
  } catch (error) {
    if (error instanceof FieldRefusal) throw invalidObject(definition, name, error.errors)
    throw error
  }
}

export function warnAbout(definition: KindDefinition, caller: Caller, object: KubeObject, previous?: KubeObject): void {
  if (!caller.warn || !definition.warnings) return
  for (const warning of definition.warnings(object, previous)) caller.warn(warning)
}
