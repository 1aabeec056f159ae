// The hashes in the names of ReplicaSets and ControllerRevisions: those of a real cluster of this version, to the letter.
// Follows pkg/controller/controller_utils.go ComputeHash and pkg/controller/history HashControllerRevision, v1.36.
import { canonicalText, fnv1, fnv1a, safeEncode, type Hash32 } from '../hash'
import type { PodTemplateSpec } from '../kinds'
import { goDump } from './go-dump'

/**
 * `pod-template-hash` of a Deployment, `controller-revision-hash` of a DaemonSet.
 * @param collisionCount makes another one when two templates of one owner have the same
 */
export function templateHash(template: PodTemplateSpec, collisionCount?: number): string {
  const hash = fnv1a.ofText(goDump(template, 'v1.PodTemplateSpec'))
  return encoded(collisionCount === undefined ? hash : fnv1a.ofBytes(littleEndian(collisionCount), hash))
}

/** `controller-revision-hash` of a StatefulSet: of the bytes that the revision holds. */
export const revisionHash = (data: unknown, collisionCount: number): string =>
  encoded(fnv1.ofText(goJson(data) + String(collisionCount)))

const encoded = (hash: Hash32): string => safeEncode(String(hash))

/** Four bytes of the number in the place of eight. */
const littleEndian = (count: number): number[] =>
  [0, 8, 16, 24].map((bits) => (count >>> bits) & 0xff).concat(0, 0, 0, 0)

/** Go marshals maps with their keys in order, and what would be markup on a page as numbers. */
const goJson = (value: unknown): string =>
  canonicalText(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
