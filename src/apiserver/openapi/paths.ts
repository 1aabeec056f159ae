// The paths of the OpenAPI documents: one operation for each verb of each resource.
// Follows apiserver/pkg/endpoints/installer.go, v1.36.
import { subresources, verbsOf, type ServedResource } from '../handle/served'
import { schemaNameOf } from './schemas'

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'
const string = { type: 'string', uniqueItems: true }
const integer = { type: 'integer', uniqueItems: true }
const boolean = { type: 'boolean', uniqueItems: true }
const query = (name: string, schema: object, description: string) => ({ name, in: 'query', description, schema })

const DRY_RUN = query(
  'dryRun',
  string,
  'When present, indicates that modifications should not be persisted. Valid values are: - All: all dry run stages will be processed',
)
const FIELD_MANAGER = query(
  'fieldManager',
  string,
  'fieldManager is a name associated with the actor or entity that is making these changes.',
)
const FIELD_VALIDATION = query(
  'fieldValidation',
  string,
  'fieldValidation instructs the server on how to handle objects in the request (POST/PUT/PATCH) containing unknown or duplicate fields. Valid values are: Ignore, Warn, Strict.',
)
const FORCE = query(
  'force',
  boolean,
  'Force is going to "force" Apply requests. It means user will re-acquire conflicting fields owned by other people.',
)
const PRETTY = query('pretty', string, "If 'true', then the output is pretty printed.")
const LIST = [
  query('allowWatchBookmarks', boolean, 'allowWatchBookmarks requests watch events with type "BOOKMARK".'),
  query('continue', string, 'The continue option should be set when retrieving more results from the server.'),
  query('fieldSelector', string, 'A selector to restrict the list of returned objects by their fields.'),
  query('labelSelector', string, 'A selector to restrict the list of returned objects by their labels.'),
  query('limit', integer, 'limit is a maximum number of responses to return for a list call.'),
  query(
    'resourceVersion',
    string,
    'resourceVersion sets a constraint on what resource versions a request may be served from.',
  ),
  query(
    'resourceVersionMatch',
    string,
    'resourceVersionMatch determines how resourceVersion is applied to list calls.',
  ),
  query('sendInitialEvents', boolean, 'sendInitialEvents=true may be set together with watch=true.'),
  query('timeoutSeconds', integer, 'Timeout for the list/watch call.'),
  query(
    'watch',
    boolean,
    'Watch for changes to the described resources and return them as a stream of add, update, and remove notifications.',
  ),
]
const DELETE = [
  query('gracePeriodSeconds', integer, 'The duration in seconds before the object should be deleted.'),
  query(
    'orphanDependents',
    boolean,
    'Deprecated: please use the PropagationPolicy, this field will be deprecated in 1.7.',
  ),
  query('propagationPolicy', string, 'Whether and how garbage collection will be performed.'),
]
const WRITE = [DRY_RUN, FIELD_MANAGER, FIELD_VALIDATION]

const PATCH_TYPES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
]

interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly action: string
  readonly parameters: readonly object[]
  readonly takes?: string
  readonly gives: string
}

interface Gvk {
  readonly group: string
  readonly version: string
  readonly kind: string
}

const nameOf = (gvk: Gvk): string => schemaNameOf(gvk) ?? `${META}.Status`

/** Every path of one resource, with its operations. */
export function pathsOf(resource: ServedResource): Record<string, object> {
  const {
    definition: { plural, namespaced, kind },
    group,
    version,
  } = resource
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`
  const collection = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`
  const gvk = { group, version, kind }
  const paths: Record<string, object> = {
    [collection]: pathItem(collection, gvk, collectionOperations(resource)),
    [`${collection}/{name}`]: pathItem(`${collection}/{name}`, gvk, itemOperations(resource)),
  }
  if (namespaced)
    paths[`${root}/${plural}`] = pathItem(
      `${root}/${plural}`,
      gvk,
      collectionOperations(resource).filter(({ action }) => action === 'list'),
    )
  for (const each of subresources(resource.definition)) {
    const path = `${collection}/{name}/${each.name}`
    const own = { group: each.group ?? group, version: each.version ?? version, kind: each.kind }
    paths[path] = pathItem(path, own, subresourceOperations(each.verbs, nameOf(own)))
  }
  return paths
}

const isAllowed = (resource: ServedResource, verb: string): boolean => verbsOf(resource.definition).includes(verb)

function collectionOperations(resource: ServedResource): Operation[] {
  const {
    definition: { kind },
    group,
    version,
  } = resource
  const one = nameOf({ group, version, kind })
  const list = nameOf({ group, version, kind: `${kind}List` })
  const all: (Operation & { verb: string })[] = [
    { verb: 'list', method: 'get', action: 'list', parameters: LIST, gives: list },
    { verb: 'create', method: 'post', action: 'post', parameters: WRITE, takes: one, gives: one },
    {
      verb: 'deletecollection',
      method: 'delete',
      action: 'deletecollection',
      parameters: [...LIST.slice(1), DRY_RUN, ...DELETE],
      takes: `${META}.DeleteOptions`,
      gives: `${META}.Status`,
    },
  ]
  return all.filter(({ verb }) => isAllowed(resource, verb))
}

function itemOperations(resource: ServedResource): Operation[] {
  const {
    definition: { kind, gracePeriodSeconds },
    group,
    version,
  } = resource
  const one = nameOf({ group, version, kind })
  const all: (Operation & { verb: string })[] = [
    { verb: 'get', method: 'get', action: 'get', parameters: [], gives: one },
    { verb: 'update', method: 'put', action: 'put', parameters: WRITE, takes: one, gives: one },
    {
      verb: 'patch',
      method: 'patch',
      action: 'patch',
      parameters: [...WRITE, FORCE],
      takes: `${META}.Patch`,
      gives: one,
    },
    {
      verb: 'delete',
      method: 'delete',
      action: 'delete',
      parameters: [DRY_RUN, ...DELETE],
      takes: `${META}.DeleteOptions`,
      gives: gracePeriodSeconds ? one : `${META}.Status`,
    },
  ]
  return all.filter(({ verb }) => isAllowed(resource, verb))
}

function subresourceOperations(verbs: readonly string[], schema: string): Operation[] {
  const all: (Operation & { verb: string })[] = [
    { verb: 'get', method: 'get', action: 'get', parameters: [], gives: schema },
    { verb: 'create', method: 'post', action: 'post', parameters: WRITE, takes: schema, gives: schema },
    { verb: 'update', method: 'put', action: 'put', parameters: WRITE, takes: schema, gives: schema },
    {
      verb: 'patch',
      method: 'patch',
      action: 'patch',
      parameters: [...WRITE, FORCE],
      takes: `${META}.Patch`,
      gives: schema,
    },
  ]
  return all.filter(({ verb }) => verbs.includes(verb))
}

function pathItem(path: string, gvk: Gvk, operations: readonly Operation[]): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: string,
    description:
      name === 'name' ? `name of the ${gvk.kind}` : 'object name and auth scope, such as for teams and projects',
  }))
  return {
    ...Object.fromEntries(operations.map((each) => [each.method, operation(path, gvk, each)])),
    parameters: [...inPath, PRETTY],
  }
}

const reference = (schema: string): object => ({ schema: { $ref: `#/components/schemas/${schema}` } })

function operation(path: string, gvk: Gvk, { method, action, parameters, takes, gives }: Operation): object {
  // A strategic merge needs a Go type, which custom resources do not have.
  const patches = schemaNameOf(gvk) ? PATCH_TYPES : PATCH_TYPES.filter((type) => !type.includes('strategic'))
  const types = method === 'patch' ? patches : ['*/*']
  return {
    operationId: `${action}${path
      .replace(/[{}]/g, '')
      .split('/')
      .map((part) => part.replace(/\W/g, ''))
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join('')}`,
    parameters,
    ...(takes
      ? {
          requestBody: {
            ...(method === 'delete' ? {} : { required: true }),
            content: Object.fromEntries(types.map((type) => [type, reference(takes)])),
          },
        }
      : {}),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': reference(gives), 'application/yaml': reference(gives) },
      },
      401: { description: 'Unauthorized' },
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  }
}
