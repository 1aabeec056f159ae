// What a definition may say. Follows apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go, v1.36, on the internal form
// of a definition: what all versions say alike stands at the top (v1/conversion.go).
import { dequal } from 'dequal/lite'
import type { KubeObject } from '../../../objects/kube-object'
import { isDns1035Label, isDns1123Subdomain } from '../../../objects/names'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import type { Crd, DefinedVersion } from '../definition'
import type { JsonSchema } from '../schema'
import { AT_ROOT, forbiddenAtRoot, internalVersion, schemaOf } from './internal-version'
import { nameErrors } from './names-rules'
import { conversionErrors, type Conversion } from './conversion-rules'
import { schemaRuleErrors } from './schema-rules'
import { defaultErrors, isStructurable, structuralErrors } from './structural'
import { columnErrors, selectableErrors, subresourceErrors } from './version-rules'

type Spec = Crd['spec'] & { readonly conversion?: Conversion; readonly preserveUnknownFields?: boolean }
type Definition = KubeObject & { readonly spec?: Partial<Spec>; readonly status?: Crd['status'] }
type Parts = Pick<DefinedVersion, 'schema' | 'subresources' | 'additionalPrinterColumns' | 'selectableFields'>

const PARTS = ['schema', 'subresources', 'additionalPrinterColumns', 'selectableFields'] as const
const SCOPES = ['Cluster', 'Namespaced']
const one = (field: string, value: string, faults: readonly string[]): FieldError[] =>
  faults.length > 0 ? [invalid(field, value, faults.join(','))] : []

/** A definition is called by its resource and its group. */
export function definitionErrors(object: KubeObject): FieldError[] {
  const { metadata, spec = {}, status } = object as Definition
  const name = `${spec.names?.plural ?? ''}.${spec.group ?? ''}`
  return [
    ...(metadata.name === name
      ? []
      : [invalid('metadata.name', metadata.name, 'must be spec.names.plural+"."+spec.group')]),
    ...specErrors(spec),
    ...storedErrors(status?.storedVersions ?? [], spec.versions ?? []),
    ...approvalErrors(object, undefined),
    ...keepingErrors(spec),
  ]
}

export function definitionUpdateErrors(object: KubeObject, old: KubeObject): FieldError[] {
  const [next, previous] = [object as Definition, old as Definition]
  const [spec, before] = [next.spec ?? {}, previous.spec ?? {}]
  const isEstablished = previous.status?.conditions?.some(
    ({ type, status }) => type === 'Established' && status === 'True',
  )
  const kept = (field: string, value: unknown, old: unknown): FieldError[] =>
    dequal(value ?? '', old ?? '') ? [] : [invalid(field, value ?? '', 'field is immutable')]
  return [
    ...specErrors(spec),
    ...(isEstablished
      ? [
          ...kept('spec.scope', spec.scope, before.scope),
          ...kept('spec.names.kind', spec.names?.kind, before.names?.kind),
        ]
      : []),
    ...kept('spec.group', spec.group, before.group),
    ...kept('spec.names.plural', spec.names?.plural, before.names?.plural),
    ...storedErrors(next.status?.storedVersions ?? [], spec.versions ?? []),
    ...approvalErrors(next, previous),
    ...(before.preserveUnknownFields ? [] : keepingErrors(spec)),
  ]
}

/** What all versions say alike. */
function sharedParts(versions: readonly DefinedVersion[]): Parts {
  const [first] = versions
  if (!first) return {}
  return Object.fromEntries(
    PARTS.filter((part) => versions.every((each) => dequal(each[part], first[part]))).map((part) => [
      part,
      first[part],
    ]),
  )
}

function specErrors(spec: Partial<Spec>): FieldError[] {
  const { group = '', scope = '', versions = [], names, conversion, preserveUnknownFields: keeps } = spec
  const shared = sharedParts(versions)
  const own = versions.map((version) =>
    Object.fromEntries(Object.entries(version).filter(([part]) => !Object.hasOwn(shared, part))),
  ) as unknown as readonly DefinedVersion[]
  const isStatusUsed = versions.some(({ subresources }) => subresources?.status !== undefined)
  return [
    ...groupErrors(group),
    ...(scope === ''
      ? [required('spec.scope')]
      : SCOPES.includes(scope)
        ? []
        : [notSupported('spec.scope', scope, SCOPES)]),
    ...(shared.schema?.openAPIV3Schema
      ? []
      : own.flatMap(({ schema }, i) =>
          schema?.openAPIV3Schema ? [] : [required(`spec.versions[${i}].schema.openAPIV3Schema`)],
        )),
    ...(keeps && hasDefaults(versions)
      ? [invalid('spec.preserveUnknownFields', true, 'must be false in order to use defaults in the schema')]
      : []),
    ...own.flatMap((version, i) => [
      ...one(`spec.versions[${i}].name`, version.name, isDns1035Label(version.name)),
      ...deprecationErrors(version, `spec.versions[${i}]`),
      ...partErrors(version, `spec.versions[${i}]`, 'schema', versions[i]?.subresources?.status !== undefined),
    ]),
    ...togetherErrors(versions, own),
    ...(versions[0] ? one('spec.version', versions[0].name, isDns1035Label(versions[0].name)) : []),
    ...nameErrors(names ?? {}),
    ...partErrors(shared, 'spec', 'validation', isStatusUsed),
    ...conversionErrors(conversion, keeps === true),
  ]
}

function groupErrors(group: string): FieldError[] {
  if (group === '') return [required('spec.group')]
  const faults = isDns1123Subdomain(group)
  if (faults.length > 0) return one('spec.group', group, faults)
  return group.includes('.') ? [] : [invalid('spec.group', group, 'should be a domain with at least one dot')]
}

function togetherErrors(versions: readonly DefinedVersion[], own: readonly DefinedVersion[]): FieldError[] {
  const names = versions.map(({ name }) => name)
  const printed = own.map(internalVersion)
  return [
    ...(new Set(names).size < names.length
      ? [invalid('spec.versions', printed, 'must contain unique version names')]
      : []),
    ...(versions.filter(({ storage }) => storage).length === 1
      ? []
      : [invalid('spec.versions', printed, 'must have exactly one version marked as storage version')]),
  ]
}

function deprecationErrors({ deprecated, deprecationWarning: text }: DefinedVersion, path: string): FieldError[] {
  if (text === undefined) return []
  const at = `${path}.deprecationWarning`
  if (!deprecated) return [invalid(at, text, 'can only be set for deprecated versions')]
  return [
    ...(text.length > 256 ? [invalid(at, text, 'must be <= 256 characters long')] : []),
    ...(text === '' ? [invalid(at, text, 'must not be an empty string')] : []),
  ]
}

function partErrors(parts: Parts, path: string, schemaName: string, hasStatus: boolean): FieldError[] {
  const { schema, subresources, additionalPrinterColumns = [], selectableFields = [] } = parts
  const root = schema?.openAPIV3Schema
  return [
    ...(root ? rootErrors(root, `${path}.${schemaName}.openAPIV3Schema`, hasStatus) : []),
    ...subresourceErrors(subresources, `${path}.subresources`),
    ...additionalPrinterColumns.flatMap((each, i) => columnErrors(each, `${path}.additionalPrinterColumns[${i}]`)),
    ...selectableErrors(selectableFields, root, `${path}.selectableFields`),
  ]
}

function rootErrors(schema: JsonSchema, path: string, hasStatus: boolean): FieldError[] {
  const structural = isStructurable(schema) ? structuralErrors(schema, path) : []
  const defaults = isStructurable(schema) && structural.length === 0 ? defaultErrors(schema, path) : []
  return [
    ...(hasStatus && schema.type !== 'object'
      ? [
          invalid(
            `${path}.type`,
            schema.type ?? '',
            'only "object" is allowed as the type at the root of the schema if the status subresource is enabled',
          ),
        ]
      : []),
    ...(hasStatus && schema.type === 'object' && forbiddenAtRoot(schema)
      ? [
          invalid(
            path,
            schemaOf(schema),
            `only [${AT_ROOT.join(' ')}] fields are allowed at the root of the schema if the status subresource is enabled`,
          ),
        ]
      : []),
    ...(schema.nullable
      ? [{ type: 'Forbidden' as const, field: `${path}.nullable`, detail: 'nullable cannot be true at the root' }]
      : []),
    ...structural,
    ...defaults,
    ...schemaRuleErrors(schema, path, { isRoot: true }),
  ]
}

const hasDefaults = (versions: readonly DefinedVersion[]): boolean =>
  versions.some(({ schema }) => /"default":/.test(JSON.stringify(schema ?? {})))

function storedErrors(stored: readonly string[], versions: readonly DefinedVersion[]): FieldError[] {
  const at = 'status.storedVersions'
  if (stored.length === 0) return [invalid(at, null, 'must have at least one stored version')]
  const names = versions.map(({ name }) => name)
  return [
    ...versions
      .filter(({ name, storage }) => storage && !stored.includes(name))
      .map(({ name }) => invalid(at, stored, `must have the storage version ${name}`)),
    ...stored.flatMap((name, i) =>
      names.includes(name)
        ? []
        : [
            invalid(
              `${at}[${i}]`,
              name,
              `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`,
            ),
          ],
    ),
  ]
}

const APPROVED = 'api-approved.kubernetes.io'
const PROTECTED = /(^|\.)(k8s|kubernetes)\.io$/
const approvalOf = (text: string): 'missing' | 'bypassed' | 'approved' | 'invalid' => {
  if (text === '') return 'missing'
  if (text.startsWith('unapproved')) return 'bypassed'
  return /^[a-z][a-z0-9+.-]*:\/\/[^/\s]+/i.test(text) ? 'approved' : 'invalid'
}

/** Groups of the community need its word. */
function approvalErrors({ metadata, spec }: Definition, previous: Definition | undefined): FieldError[] {
  if (!PROTECTED.test(spec?.group ?? '')) return []
  const text = metadata.annotations?.[APPROVED] ?? ''
  const state = approvalOf(text)
  if (previous && approvalOf(previous.metadata.annotations?.[APPROVED] ?? '') === state) return []
  const at = `metadata.annotations[${APPROVED}]`
  const words = `protected groups must have approval annotation ${JSON.stringify(APPROVED)}`
  const where = 'see https://github.com/kubernetes/enhancements/pull/1111'
  if (state === 'missing') return [required(at, `${words}, ${where}`)]
  return state === 'invalid'
    ? [invalid(at, text, `${words} with either a URL or a reason starting with "unapproved", ${where}`)]
    : []
}

const keepingErrors = ({ preserveUnknownFields: keeps }: Partial<Spec>): FieldError[] =>
  keeps
    ? [
        invalid(
          'spec.preserveUnknownFields',
          true,
          'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
        ),
      ]
    : []
