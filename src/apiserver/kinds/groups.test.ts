import test from 'node:test'
import assert from 'node:assert/strict'
import type { KubeObject } from '../../objects/kube-object'
import { errorText } from '../field-errors'
import created from './testing/created.json'
import { refusedChanges, rejected } from './testing/rejected'
import { definitionOf, faults, taken } from './testing/take'

for (const { recording, manifest, added } of created as unknown as {
  recording: string
  manifest: KubeObject
  added: KubeObject
}[])
  test(`${manifest.kind} ${manifest.metadata.name} of ${recording} becomes what was recorded`, () => {
    const object = taken(manifest, added.metadata)
    assert.deepEqual(object, added)
    assert.deepEqual(faults(object), [])
    // What was kept once stays as it is.
    assert.equal(definitionOf(object.kind).defaults?.(object) ?? object, object)
  })

for (const [manifest, errors] of rejected)
  test(`a wrong ${(manifest as KubeObject).kind} is refused as recorded: ${errors.join()}`, () => {
    assert.deepEqual(faults(taken(manifest)), errors)
  })

for (const [kind, change, errors] of refusedChanges)
  test(`a change of a ${kind} is refused as recorded: ${Object.keys(change).join()}`, () => {
    const found = created.find(({ recording, manifest }) => recording === 'rejections' && manifest.kind === kind)
    const previous = found?.added as unknown as KubeObject & { spec: object }
    const definition = definitionOf(kind)
    const next = definition.defaults?.({
      ...previous,
      spec: { ...previous.spec, ...change },
    } as KubeObject) as KubeObject
    const answers = [...(definition.validate?.(next) ?? []), ...(definition.validateUpdate?.(next, previous) ?? [])]
    assert.deepEqual(answers.map(errorText), errors)
  })
