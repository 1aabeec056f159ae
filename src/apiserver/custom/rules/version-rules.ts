// Subresources, columns and selectable fields of a version. Follows apiextensions/validation/validation.go, v1.36.
import { duplicate, invalid, required, tooMany, type FieldError } from '../../field-errors'
import type { DefinedVersion } from '../definition'
import { parsePath } from '../json-path'
import type { JsonSchema } from '../schema'

type Column = NonNullable<DefinedVersion['additionalPrinterColumns']>[number]

const TYPES = ['boolean', 'date', 'integer', 'number', 'string']
const FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password']

const pathErrors = (path: string, at: string): FieldError[] =>
  path.startsWith('.') ? [] : [invalid(at, path, 'must be a simple json path starting with .')]

export function columnErrors({ name, type, format, jsonPath }: Partial<Column>, at: string): FieldError[] {
  const words = `must be one of ${TYPES.join(',')}`
  return [
    ...(name ? [] : [required(`${at}.name`)]),
    ...(!type ? [required(`${at}.type`, words)] : TYPES.includes(type) ? [] : [invalid(`${at}.type`, type, words)]),
    ...(format && !FORMATS.includes(format)
      ? [invalid(`${at}.format`, format, `must be one of ${FORMATS.join(',')}`)]
      : []),
    ...(jsonPath ? pathErrors(jsonPath, `${at}.JSONPath`) : [required(`${at}.JSONPath`)]),
  ]
}

export function subresourceErrors(subresources: DefinedVersion['subresources'], at: string): FieldError[] {
  const { scale } = subresources ?? {}
  if (!scale) return []
  const { specReplicasPath: spec, statusReplicasPath: status, labelSelectorPath: selector } = scale
  return [
    ...replicasErrors(spec, '.spec.', `${at}.scale.specReplicasPath`),
    ...replicasErrors(status, '.status.', `${at}.scale.statusReplicasPath`),
    ...(selector
      ? under(selector, ['.spec.', '.status.'], `${at}.scale.labelSelectorPath`, 'under either .spec or .status')
      : []),
  ]
}

function replicasErrors(path: string | undefined, root: string, at: string): FieldError[] {
  return path ? under(path, [root], at, `under ${root.slice(0, -1)}`) : [required(at)]
}

function under(path: string, roots: readonly string[], at: string, where: string): FieldError[] {
  const faults = pathErrors(path, at)
  if (faults.length > 0) return faults
  return roots.some((root) => path.startsWith(root)) ? [] : [invalid(at, path, `should be a json path ${where}`)]
}

const SELECTABLE_MAX = 8
const SELECTABLE_TYPES = ['string', 'boolean', 'integer']

export function selectableErrors(
  fields: readonly { readonly jsonPath?: string }[],
  schema: JsonSchema | undefined,
  at: string,
): FieldError[] {
  if (fields.length > 0 && !schema)
    return [invalid(at, '', 'may only be set when `version.schema.openAPIV3Schema` is not included')]
  const paths = fields.map(({ jsonPath = '' }) => jsonPath)
  return [
    ...paths.flatMap((path, i) =>
      selectablePathErrors(path, paths.indexOf(path) < i, schema ?? {}, `${at}[${i}].jsonPath`),
    ),
    ...(paths.length > SELECTABLE_MAX ? [tooMany(at, paths.length, SELECTABLE_MAX)] : []),
  ]
}

function selectablePathErrors(path: string, isRepeated: boolean, schema: JsonSchema, at: string): FieldError[] {
  if (path === '') return [required(at)]
  if (!parsePath(path) || path.includes('['))
    return [invalid(at, path, 'is an invalid path: must be a simple json path')]
  const found = path
    .slice(1)
    .split('.')
    .reduce<JsonSchema | undefined>((each, name) => each?.properties?.[name], schema)
  if (!found) return [invalid(at, path, 'is an invalid path: does not refer to a valid field')]
  return [
    ...(path.startsWith('.metadata') ? [invalid(at, path, 'must not point to fields in metadata')] : []),
    ...(SELECTABLE_TYPES.includes(found.type ?? '')
      ? []
      : [
          invalid(
            at,
            path,
            'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.',
          ),
        ]),
    ...(isRepeated ? [duplicate(at, path)] : []),
  ]
}
