// Follows pkg/registry/core/configmap and ValidateConfigMap of pkg/apis/core/validation, v1.36.
import type { ConfigMap } from '../../../objects/kinds'
import { isConfigMapKey } from '../../../objects/names'
import { invalid, tooLong, type FieldError } from '../../field-errors'
import { eachEntry, invalidFor } from '../field-checks'
import { withoutZeros } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { base64Bytes, textBytes, validateImmutableData } from './data'

const BYTES_MAX = 1024 * 1024
/** How upstream prints the path of the object itself. */
const WHOLE = '[]'

const configMapColumns: readonly Column<ConfigMap>[] = [
  nameColumn,
  {
    name: 'Data',
    type: 'string',
    value: ({ data = {}, binaryData = {} }) => Object.keys(data).length + Object.keys(binaryData).length,
  },
  ageColumn,
]

export const configMapKind: KindDefinition<ConfigMap> = {
  kind: 'ConfigMap',
  group: '',
  version: 'v1',
  plural: 'configmaps',
  singular: 'configmap',
  shortNames: ['cm'],
  namespaced: true,
  defaults: (map) => withoutZeros(map, ['data', 'binaryData']),
  validateCreate: validateConfigMap,
  validateUpdate: (next, previous) => [
    ...validateImmutableData(next, previous, ['data', 'binaryData']),
    ...validateConfigMap(next),
  ],
  columns: configMapColumns,
}

function validateConfigMap({ data, binaryData }: ConfigMap): FieldError[] {
  let size = 0
  const errors = [
    ...eachEntry(data, (key, value) => {
      size += textBytes(value)
      const at = `data[${key}]`
      const twice = binaryData?.[key] !== undefined
      return [
        ...invalidFor(at, key, isConfigMapKey(key)),
        ...(twice ? [invalid(at, key, 'duplicate of key present in binaryData')] : []),
      ]
    }),
    ...eachEntry(binaryData, (key, value) => {
      size += base64Bytes(value)
      return invalidFor(`binaryData[${key}]`, key, isConfigMapKey(key))
    }),
  ]
  return size > BYTES_MAX ? [...errors, tooLong(WHOLE, BYTES_MAX)] : errors
}
