// PATCH with application/apply-patch+yaml. Follows apiserver/pkg/endpoints/handlers/patch.go, v1.36.
import { apiVersionOf, type KubeObject } from '../../objects/kube-object'
import { doubledKeys } from '../../objects/read-yaml'
import type { Caller } from '../caller'
import { isCustom } from '../custom/openapi'
import { customTypedFault } from '../custom/typed'
import { schemaNameOf } from '../openapi/schemas'
import { typedFault } from '../patch/server-side-apply/typed'
import { badRequest, unclassified } from '../status'
import type { Submitted } from '../write/create'
import { checkFields, readBody } from './body'
import { goTypeOf } from './object-head'
import type { ApiRequest } from './request'
import type { ResourcePath } from './resolve-path'
import { refuseOtherPlace, toStored, type Handling } from './write-verbs'

/** Throws BadRequest for another kind, and for what is not of its kind's types. Follows managedfields/internal/{versioncheck,structuredmerge}.go. */
function readConfiguration(request: ApiRequest, path: ResourcePath): Submitted {
  const { definition } = path
  const configuration = readBody(request, 'error decoding YAML: error converting YAML to JSON: ') ?? {}
  if (typeof configuration !== 'object' || Array.isArray(configuration))
    throw badRequest(
      `error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${goTypeOf(configuration)} into Go value of type map[string]interface {}`,
    )
  const { apiVersion, kind } = configuration as { apiVersion?: unknown; kind?: unknown }
  const expected = apiVersionOf(path)
  if (apiVersion !== expected || kind !== definition.kind)
    throw badRequest(`invalid object type: ${typeText(apiVersion, kind)}`)
  const fault = faultOf(configuration, path)
  const { name = '', namespace = '' } = (configuration as Submitted).metadata ?? {}
  if (fault)
    throw unclassified(
      `failed to create typed patch object (${namespace}/${name}; ${expected}, Kind=${definition.kind}): ${fault}`,
    )
  return configuration as Submitted
}

function faultOf(configuration: object, { definition, group, version }: ResourcePath): string | undefined {
  if (isCustom(definition)) return customTypedFault(configuration, definition.schemas[version] ?? {})
  const schema = schemaNameOf({ kind: definition.kind, group, version })
  return schema && typedFault(configuration, schema)
}

/** `apps/v1, Kind=Deployment`, `/v1, Kind=Pod` */
function typeText(apiVersion: unknown, kind: unknown): string {
  const given = typeof apiVersion === 'string' ? apiVersion : ''
  return `${given.includes('/') ? given : `/${given}`}, Kind=${typeof kind === 'string' ? kind : ''}`
}

/** Of a key that stands twice the last one counts. Follows applyPatcher of apiserver/pkg/endpoints/handlers/patch.go. */
function tellDoubledKeys(text: string, { fieldValidation, warn }: Caller): void {
  const keys = fieldValidation === 'Ignore' ? [] : doubledKeys(text)
  if (keys.length === 0) return
  if (fieldValidation === 'Strict')
    throw badRequest(
      `error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n${keys.map((each) => `  ${each}`).join('\n')}`,
    )
  for (const key of keys) warn?.(key)
}

/** Server-side apply: merges by field, refuses what others manage. */
export function applyObject({ server, path, request, caller }: Handling): { object: KubeObject; created: boolean } {
  const { definition, namespace, name = '', subresource } = path
  // Taken as it stands: what it names it owns, and nothing else.
  const configuration = readConfiguration(request, path)
  tellDoubledKeys(request.body, caller)
  const { metadata = {} } = configuration
  if (metadata.managedFields) throw badRequest('metadata.managedFields must be nil')
  refuseOtherPlace({ ...metadata, name: metadata.name || name }, path)
  const whole = { ...configuration, metadata: { ...metadata, name, ...(definition.namespaced ? { namespace } : {}) } }
  return server.apply(
    {
      kind: definition.kind,
      namespace,
      name,
      subresource,
      configuration: toStored(path, whole as Submitted),
      force: request.query.flag('force'),
      check: (object) => checkFields(object, path, { ...caller, fieldValidation: 'Ignore' }),
    },
    caller,
  )
}
