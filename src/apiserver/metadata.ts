// What the server itself writes into metadata. Follows apiserver/pkg/registry/rest, v1.36.
import { SAFE_ALPHABET } from '../objects/hash'
import type { KubeObject, ObjectMeta } from '../objects/kube-object'
import type { Dice } from '../simulation/dice'

/** Length of the random part of a generated name. */
const SUFFIX_LENGTH = 5
/** Longest prefix that a generated name keeps of metadata.generateName. */
const GENERATED_BASE_MAX = 63 - SUFFIX_LENGTH

export const generatedName = (generateName: string, dice: Dice): string =>
  generateName.slice(0, GENERATED_BASE_MAX) + dice.text(SUFFIX_LENGTH, SAFE_ALPHABET)

/** metadata of a new object: what the client may say, and uid, creation time and generation of the server. */
export function newMetadata(
  draft: Partial<ObjectMeta>,
  made: { name: string; namespace: string; uid: string; nowText: string; generation: boolean },
): ObjectMeta {
  const { name, namespace, uid, nowText, generation } = made
  const metadata = {
    name,
    ...(draft.generateName ? { generateName: draft.generateName } : {}),
    ...(namespace ? { namespace } : {}),
    uid,
    resourceVersion: '',
    ...(generation ? { generation: 1 } : {}),
    creationTimestamp: nowText,
  }
  return fillIn(metadata, draft)
}

/** What a client says of an object's metadata, once it is there. */
export const SAID_BY_CLIENTS = ['labels', 'annotations', 'ownerReferences', 'finalizers', 'managedFields'] as const

export type SaidByClients = (typeof SAID_BY_CLIENTS)[number]

/** Adds what the client says. Empty maps and lists are left out, as Go's omitempty does. */
function fillIn(metadata: ObjectMeta, given: Partial<ObjectMeta>): ObjectMeta {
  const made = metadata as Record<SaidByClients, unknown>
  for (const part of SAID_BY_CLIENTS) if (!isEmpty(given[part])) made[part] = given[part]
  return metadata
}

function isEmpty(value: object | null | undefined): boolean {
  for (const _ in value) return false
  return true
}

/** metadata of an update: the client's labels, annotations, owners and finalizers; the rest stays as the server knows it. */
export function updatedMetadata(next: Partial<ObjectMeta>, previous: ObjectMeta): ObjectMeta {
  if (next === previous) return previous
  const { labels: _l, annotations: _a, ownerReferences: _o, finalizers: _f, managedFields: _m, ...kept } = previous
  return fillIn(kept, next)
}

export const withMetadata = <T extends KubeObject>(object: T, metadata: Partial<ObjectMeta>): T => ({
  ...object,
  metadata: { ...object.metadata, ...metadata },
})
