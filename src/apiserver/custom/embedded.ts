// Whole objects within a custom resource. Follows apiextensions-apiserver/pkg/apiserver/schema/objectmeta/validation.go, v1.36.
import type { ObjectMeta } from '../../objects/kube-object'
import { isDns1035Label } from '../../objects/names'
import { decode } from '../decoding/decode'
import { invalid, required, type FieldError } from '../field-errors'
import { validateObjectMeta } from '../kinds/metadata/object-meta'
import { isPathSegment } from '../kinds/path-segment'
import { isFields, type Fields, type JsonSchema } from './schema'

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

export function embeddedErrors(value: unknown, schema: JsonSchema, path = ''): FieldError[] {
  const { items, properties = {}, additionalProperties } = schema
  if (Array.isArray(value)) return items ? value.flatMap((item, i) => embeddedErrors(item, items, `${path}[${i}]`)) : []
  if (!isFields(value)) return []
  const below = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (own) return embeddedErrors(value[name], own, path === '' ? name : `${path}.${name}`)
      return typeof additionalProperties === 'object'
        ? embeddedErrors(value[name], additionalProperties, `${path}[${name}]`)
        : []
    })
  return [...(schema['x-kubernetes-embedded-resource'] ? errorsOfWhole(value, path) : []), ...below]
}

function errorsOfWhole(value: Fields, path: string): FieldError[] {
  const lacking = ['apiVersion', 'kind'].filter((name) => !Object.hasOwn(value, name))
  return [
    ...lacking.map((name) => required(`${path}.${name}`)),
    ...('apiVersion' in value ? textErrors(value.apiVersion, `${path}.apiVersion`, versionFault) : []),
    ...('kind' in value ? textErrors(value.kind, `${path}.kind`, kindFault) : []),
    ...('metadata' in value ? metadataErrors(value.metadata, `${path}.metadata`) : []),
  ]
}

function textErrors(value: unknown, field: string, fault: (text: string) => string | undefined): FieldError[] {
  if (typeof value !== 'string') return [invalid(field, value, 'must be a string')]
  const words = value === '' ? 'must not be empty' : fault(value)
  return words === undefined ? [] : [invalid(field, value, words)]
}

const versionFault = (text: string): string | undefined =>
  text.split('/').length > 2 ? `unexpected GroupVersion string: ${text}` : undefined

function kindFault(text: string): string | undefined {
  const faults = isDns1035Label(text.toLowerCase())
  return faults.length > 0 ? `may have mixed case, but should otherwise match: ${faults.join(',')}` : undefined
}

function metadataErrors(value: unknown, path: string): FieldError[] {
  const { object, errors } = decode(OBJECT_META, value)
  if (errors[0] !== undefined) return [invalid(path, value, errors[0])]
  const metadata = { ...object, name: (object as { name?: string }).name || 'fakename' } as unknown as ObjectMeta
  const about = { group: 'embedded', namespaced: Boolean(metadata.namespace), validateName: isPathSegment }
  return validateObjectMeta(metadata, about).map((error) => ({
    ...error,
    field: error.field.replace(/^metadata/, path),
  }))
}
