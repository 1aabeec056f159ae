// What the tests of kinds share: a manifest taken in as the server does it, without a server.
import assert from 'node:assert/strict'
import type { KubeObject } from '../../../objects/kube-object'
import { decode } from '../../decoding/decode'
import { errorText } from '../../field-errors'
import { newMetadata } from '../../metadata'
import { schemaNameOf } from '../../openapi/schemas'
import { coreKinds } from '../core'
import { groupKinds } from '../groups'
import type { KindDefinition, WriteContext } from '../kind'
import { validateObjectMeta } from '../metadata'

export const definitionOf = (kind: string): KindDefinition =>
  [...groupKinds, ...coreKinds].find((each) => each.kind === kind) as KindDefinition

export const CONTEXT = {
  now: 0,
  nowText: '1970-01-01T00:00:00Z',
  userAgent: 'test',
  find: () => undefined,
  warn: () => undefined,
} as unknown as WriteContext

/** A manifest as the server keeps it: decoded, defaulted, prepared. */
export function taken(
  manifest: object,
  kept: { uid?: string; resourceVersion?: string; creationTimestamp?: string } = {},
): KubeObject {
  const { kind, metadata } = manifest as KubeObject
  const definition = definitionOf(kind)
  const { object, errors } = decode(schemaNameOf(definition) as string, manifest, 'Strict')
  assert.deepEqual(errors, [])
  const draft = object as unknown as KubeObject
  const { uid = 'u', resourceVersion = '', creationTimestamp: nowText = CONTEXT.nowText } = kept
  const full = {
    ...draft,
    metadata: {
      ...newMetadata(draft.metadata, {
        name: metadata.name,
        namespace: definition.namespaced ? (metadata.namespace ?? 'default') : '',
        uid,
        nowText,
        generation: definition.generation !== undefined,
      }),
      resourceVersion,
    },
  }
  const defaulted = definition.defaults?.(full) ?? full
  return definition.prepareForCreate?.(defaulted, CONTEXT) ?? defaulted
}

export function faults(object: KubeObject): string[] {
  const definition = definitionOf(object.kind)
  return [
    ...validateObjectMeta(object.metadata, definition),
    ...(definition.validate?.(object) ?? []),
    ...(definition.validateCreate?.(object) ?? []),
  ].map(errorText)
}
