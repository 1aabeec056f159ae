import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubeObject } from '../../objects/kube-object'
import { decode } from '../decoding/decode'
import { errorText } from '../field-errors'
import { newMetadata } from '../metadata'
import { schemaNameOf } from '../openapi/schemas'
import { coreKinds } from './core'
import type { KindDefinition, WriteContext } from './kind'
import { validateObjectMeta, validateObjectMetaUpdate } from './metadata'
import created from './testing/core-created.json'
import kept from './testing/core-kept.json'

const definitionOf = (kind: string): KindDefinition => coreKinds.find((each) => each.kind === kind) as KindDefinition

type Recorded = { recording: string; manifest: KubeObject; added: KubeObject & { spec?: { clusterIP?: string } } }

/** Gives the addresses and ports that the recorded Service has. */
function contextFor({ metadata, spec }: Recorded['added']): WriteContext {
  const ports = (spec as { ports?: { nodePort?: number }[] } | undefined)?.ports?.map(({ nodePort }) => nodePort) ?? []
  return {
    now: 0,
    nowText: metadata.creationTimestamp,
    userAgent: 'test',
    find: () => undefined,
    warn: () => undefined,
    allocate: {
      clusterIP: (wanted) => wanted ?? spec?.clusterIP ?? '',
      nodePort: (wanted) => wanted ?? ports.shift() ?? 0,
    },
  }
}

/** A manifest as the server keeps it: decoded, defaulted, prepared. */
function taken(manifest: KubeObject, added: Recorded['added']): KubeObject {
  const definition = definitionOf(manifest.kind)
  const { object, errors } = decode(schemaNameOf(definition) as string, manifest, 'Strict')
  assert.deepEqual(errors, [])
  const draft = object as unknown as KubeObject
  const { name, namespace = '', uid, resourceVersion, creationTimestamp: nowText } = added.metadata
  const metadata = newMetadata(draft.metadata, {
    name,
    namespace,
    uid,
    nowText,
    generation: definition.generation !== undefined,
  })
  const full = { ...draft, metadata: { ...metadata, resourceVersion } }
  const defaulted = definition.defaults?.(full) ?? full
  return definition.prepareForCreate?.(defaulted, contextFor(added)) ?? defaulted
}

function faults(object: KubeObject): string[] {
  const definition = definitionOf(object.kind)
  return [...validateObjectMeta(object.metadata, definition), ...(definition.validate?.(object) ?? [])].map(errorText)
}

for (const { recording, manifest, added } of created as unknown as Recorded[])
  test(`${manifest.kind} ${manifest.metadata.name} of ${recording} becomes what was recorded`, () => {
    const object = taken(manifest, added)
    assert.deepEqual(object, added)
    assert.deepEqual(faults(object), [])
  })

for (const [index, { recording, object }] of (kept as unknown as { recording: string; object: KubeObject }[]).entries())
  test(`${object.kind} ${object.metadata.name} of ${recording} (${index}) stays as it was kept, and is valid`, () => {
    const definition = definitionOf(object.kind)
    const again = definition.defaults?.(object) ?? object
    assert.deepEqual(again, object)
    assert.equal(again, object)
    assert.deepEqual(faults(object), [])
    assert.deepEqual(definition.validateUpdate?.(object, object) ?? [], [])
    assert.deepEqual(definition.validateStatusUpdate?.(object, object) ?? [], [])
    assert.deepEqual(validateObjectMetaUpdate(object.metadata, object.metadata, definition), [])
  })
