import test from 'node:test'
import assert from 'node:assert/strict'
import { atomicStructs, listMetadata } from './list-metadata'
import { referenceOf, schemaOf } from './schemas'

test('marks are on fields that exist, list marks on lists, merge keys on fields of their items', () => {
  const wrong: string[] = []
  for (const [schema, fields] of Object.entries(listMetadata))
    for (const [field, mark] of Object.entries(fields)) {
      const property = schemaOf(schema)?.properties?.[field]
      const isList = property?.type === 'array'
      if (!property || isList !== (mark.listType !== undefined)) wrong.push(`${schema}.${field}`)
      const item = property?.items && referenceOf(property.items)
      for (const key of [mark.patchMergeKey, ...(mark.listMapKeys ?? [])])
        if (key !== undefined && !(item && schemaOf(item)?.properties?.[key])) wrong.push(`${schema}.${field}[${key}]`)
    }
  for (const schema of atomicStructs) if (!schemaOf(schema)) wrong.push(schema)
  assert.deepEqual(wrong, [])
})
