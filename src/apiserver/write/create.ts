// Follows apiserver/pkg/registry/rest/create.go and generic/registry/store.go, v1.36.
import type { KubeObject, ObjectMeta } from '../../objects/kube-object'
import type { Caller } from '../caller'
import { required } from '../field-errors'
import type { KindDefinition } from '../kinds/kind'
import { validateObjectMeta } from '../kinds/metadata/object-meta'
import { generatedName, newMetadata } from '../metadata'
import { alreadyExists, badRequest, unclassified } from '../status'
import { isClient, managedCreation } from './managed-fields'
import {
  admissionRequest,
  admit,
  groupResource,
  judge,
  preparing,
  refuseIfInvalid,
  warnAbout,
  writeContext,
  type WriteDeps,
} from './write-deps'

/** As a client sends it: metadata may be incomplete. */
export type Submitted = Omit<KubeObject, 'metadata'> & { metadata?: Partial<ObjectMeta> }

const GENERATED_NAME_TRIES_MAX = 8

export function create(
  deps: WriteDeps,
  definition: KindDefinition,
  namespace: string,
  draft: Submitted,
  caller: Caller,
): KubeObject {
  const metadata = draft.metadata ?? {}
  if (definition.namespaced && metadata.namespace && metadata.namespace !== namespace)
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`)
  if (!metadata.name && !metadata.generateName)
    refuseIfInvalid(definition, '', [required('metadata.name', 'name or generateName is required')])
  const name = metadata.name || freeName(deps, definition, namespace, metadata.generateName as string)
  const made =
    deps.repeats.next(deps, draft, { name, namespace }) ?? judged(deps, definition, { draft, name, namespace }, caller)
  const { object } = made
  warnAbout(definition, caller, object)
  if (deps.store.get(definition.kind, namespace, name)) throw alreadyExists(groupResource(definition), name)
  judge(deps, requestOf(deps, definition, object, caller), caller)
  if (caller.userAgent !== undefined && (metadata.resourceVersion ?? '0') !== '0')
    throw unclassified('resourceVersion should not be set on objects to be created')
  if (caller.dryRun) return withoutVersion(object)
  const created = deps.store.put(definition.kind, object, caller.actor)
  if (isClient(caller)) return created
  deps.actorWrites.created(definition, created, made.submitted, caller, deps.now())
  deps.repeats.note(deps, draft, { object: created, submitted: made.submitted })
  return created
}

/** A new object, and what it was before admission added to it. */
export interface Creatable {
  readonly object: KubeObject
  readonly submitted: KubeObject
}

interface Made {
  readonly draft: Submitted
  readonly name: string
  readonly namespace: string
}

function judged(deps: WriteDeps, definition: KindDefinition, made: Made, caller: Caller): Creatable {
  const creatable = admitted(deps, definition, made, caller)
  const { object } = creatable
  refuseIfInvalid(definition, made.name, [
    ...validateObjectMeta(object.metadata, definition),
    ...(definition.validate?.(object, caller.group) ?? []),
    ...(definition.validateCreate?.(object, caller.group) ?? []),
  ])
  return creatable
}

const requestOf = (deps: WriteDeps, definition: KindDefinition, object: KubeObject, caller: Caller) =>
  admissionRequest(deps, caller, {
    operation: 'CREATE',
    definition,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    object,
    previous: undefined,
  })

function admitted(deps: WriteDeps, definition: KindDefinition, made: Made, caller: Caller): Creatable {
  const { draft, name, namespace } = made
  const context = writeContext(deps, caller)
  const metadata = newMetadata(draft.metadata ?? {}, {
    name,
    namespace: definition.namespaced ? namespace : '',
    uid: deps.dice.uuid(),
    nowText: context.nowText,
    generation: definition.generation !== undefined,
  })
  // What a client says of the status of something new does not count, but for a Node.
  const isReset = definition.hasStatus && !definition.createdWithStatus
  let object = Object.assign({}, draft, { metadata }, isReset ? { status: {} } : {}) as KubeObject
  object = definition.defaults?.(object) ?? object
  object = managedCreation({ definition, subresource: '', caller, nowText: context.nowText }, object)
  const submitted = object
  object = admit(deps, requestOf(deps, definition, object, caller))
  object = definition.defaults?.(object) ?? object
  return {
    object: preparing(definition, name, () => definition.prepareForCreate?.(object, context) ?? object),
    submitted,
  }
}

/** Upstream tries again when a generated name is taken, and answers AlreadyExists after some tries. */
function freeName(
  { store, dice }: WriteDeps,
  definition: KindDefinition,
  namespace: string,
  generateName: string,
): string {
  let name = generatedName(generateName, dice)
  for (let tries = 1; tries < GENERATED_NAME_TRIES_MAX && store.get(definition.kind, namespace, name); tries++)
    name = generatedName(generateName, dice)
  return name
}

/** What was not stored has no version, and its field is left out. */
function withoutVersion(object: KubeObject): KubeObject {
  const { resourceVersion: _, ...metadata } = object.metadata
  return { ...object, metadata: metadata as KubeObject['metadata'] }
}
