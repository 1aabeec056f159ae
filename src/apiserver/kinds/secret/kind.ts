// Follows pkg/registry/core/secret, v1.36.
import type { Secret } from '../../../objects/kinds'
import { base64Of, validateImmutableData } from '../config-map/data'
import { immutable } from '../field-checks'
import { changed, withoutZeros } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { validateSecret } from './validate'

const secretColumns: readonly Column<Secret>[] = [
  nameColumn,
  { name: 'Type', type: 'string', value: ({ type }) => type ?? '' },
  { name: 'Data', type: 'string', value: ({ data = {} }) => Object.keys(data).length },
  ageColumn,
]

export const secretKind: KindDefinition<Secret> = {
  kind: 'Secret',
  group: '',
  version: 'v1',
  plural: 'secrets',
  singular: 'secret',
  namespaced: true,
  defaults: defaultSecret,
  validateCreate: validateSecret,
  validateUpdate: (next, previous) => [
    ...immutable('type', next.type, previous.type),
    ...validateImmutableData(next, previous, ['data']),
    ...validateSecret(next),
  ],
  fields: { type: ({ type }) => type ?? '' },
  columns: secretColumns,
}

/** stringData is only for writing: it becomes data. */
function defaultSecret(secret: Secret): Secret {
  const { stringData, ...rest } = secret
  const written = stringData === undefined ? secret : (rest as Secret)
  const added = Object.entries(stringData ?? {}).map(([key, text]): [string, string] => [key, base64Of(text)])
  const data = added.length > 0 ? { ...secret.data, ...Object.fromEntries(added) } : secret.data
  const full = changed(withoutZeros(written, ['type']), data === secret.data ? {} : { data })
  return changed(withoutZeros(full, ['data']), full.type === undefined ? { type: 'Opaque' } : {})
}
