// From a request to its answer. Streams (watch, logs, exec) have doors of their own: handle/watch.ts, handle/node.ts.
import { DurationError, parseDuration } from '../../objects/duration'
import { apiVersionOf, type KubeObject } from '../../objects/kube-object'
import type { ServiceAccount } from '../../objects/kinds'
import type { ApiServer } from '../api-server'
import type { Caller } from '../caller'
import { isCustom } from '../custom/openapi'
import { discover } from './discovery'
import { ApiError, badRequest, failure, methodNotAllowed, unclassified, notFound } from '../status'
import { evictPod } from '../subresources/eviction'
import { requestToken } from '../subresources/token'
import { bindingKind } from '../kinds/binding/kind'
import { bind } from './bind'
import { asRouted, misplaced, refusedVerb, refuseProtobufAlone } from './custom-paths'
import { readMap } from './body'
import { listPage, noVersion, tooLarge } from './list'
import {
  formOfFailure,
  inForm,
  JSON_TYPE,
  negotiated,
  PRODUCED,
  refuseOtherNumber,
  refuseUnrouted,
  wanted,
} from './media-types'
import { refuseOtherEviction } from './object-head'
import { ObjectList } from './object-list'
import { deleteOptions, refuseWrongOptions } from './options'
import type { ApiRequest, ApiResponse, Query } from './request'
import { answerScale } from './scale'
import { resolvePath, type ResourcePath } from './resolve-path'
import { includedIn, metadataOf, tableOf } from './table'
import { subresources } from './served'
import { madeObjects } from './virtual/made'
import { virtualAnswer } from './virtual/virtual'
import {
  createObject,
  deleteCollection,
  deleteOne,
  fromStored,
  isApply,
  patchObject,
  replaceObject,
  type Handling,
} from './write-verbs'
import { applyObject } from './apply'

/** Answers any request that is no stream. Never throws for what a client sends. */
export function handle(server: ApiServer, request: ApiRequest): ApiResponse {
  const warnings: string[] = []
  try {
    const path = resolvePath(request.path, server.registry)
    if (path && !isCustom(path.definition))
      refuseUnrouted(request, path.name === undefined ? PRODUCED.list : PRODUCED.object)
    // Documents of OpenAPI have media types of their own.
    const { form } = request.path.startsWith('/openapi/') ? ({ form: 'json' } as const) : wanted(request)
    if (form === 'protobuf' && path && isCustom(path.definition)) refuseProtobufAlone(request)
    return warned(inForm(answer(server, request, path, warnings), form), warnings)
  } catch (error) {
    if (error instanceof ApiError) return warned(refused(error, request.headers.accept), warnings)
    throw error
  }
}

/** Who takes nothing that there is gets JSON for people. */
function refused(error: ApiError, accept: string | undefined): ApiResponse {
  const response = refusal(error)
  if (negotiated(accept)) return inForm(response, formOfFailure(accept))
  const headers = { 'content-type': JSON_TYPE }
  return { ...response, headers, body: JSON.stringify(response.body, null, 2) }
}

/** A header holds no such characters: upstream leaves out warnings that have them. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

const warned = (response: ApiResponse, warnings: readonly string[]): ApiResponse =>
  warnings.length ? { ...response, headers: { ...response.headers, warning: warnings.map(warningHeader) } } : response

/** Subresources that are the object itself, of which a part may be changed. */
const isPart = ({ subresource, definition }: ResourcePath): boolean =>
  (subresource === 'status' && (!isCustom(definition) || definition.hasStatus === true)) ||
  subresource === 'finalize' ||
  Object.hasOwn(definition.updates ?? {}, subresource)

export const refusal = (error: ApiError): ApiResponse => ({ status: error.code, body: error.status })

/** RFC 7234's form, as upstream sends it: `299 - "unknown field \"spec.x\""`. */
const warningHeader = (text: string): string => `299 - "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** Nothing takes so long here, but what is no time at all is refused. Follows apiserver/pkg/endpoints/filters/request_deadline.go. */
function refuseWrongTimeout({ query }: ApiRequest): void {
  const timeout = query.get('timeout')
  if (!timeout) return
  try {
    parseDuration(timeout)
  } catch (error) {
    if (error instanceof DurationError)
      throw badRequest(`invalid timeout specified in the request URL - ${error.message}`)
    throw error
  }
}

function answer(
  server: ApiServer,
  request: ApiRequest,
  path: ResourcePath | undefined,
  warnings: string[],
): ApiResponse {
  refuseWrongTimeout(request)
  if (!path) {
    const found = discover(server, request)
    return found ?? notServed(server, request)
  }
  if (isCustom(path.definition)) {
    const fault = misplaced(path, request)
    if (fault) return fault === 'elsewhere' ? notServed(server, request) : refusal(badRequest(fault))
  }
  const caller = { ...callerOf(request, warnings), group: path.group }
  const handling: Handling = { server, path, request: asRouted(path, request), caller }
  const { deprecation } = path.definition
  if (deprecation) handling.caller.warn?.(deprecation)
  const virtual = virtualAnswer(handling)
  if (virtual) return virtual
  if (path.definition === bindingKind) return bind(handling)
  if (path.subresource && !isPart(path)) return subresource(handling)
  return path.name === undefined ? collection(handling) : single(handling)
}

/** Within what is installed an unknown path is told as a Status; elsewhere, with custom resources too, Go's own handler answers. */
function notServed({ registry }: ApiServer, { path }: ApiRequest): ApiResponse {
  const [root, group = ''] = path.split('/').filter((part) => part !== '')
  if (
    root === 'api' ||
    root === 'openapi' ||
    (root === 'apis' && registry.all().some((each) => each.group === group && !isCustom(each)))
  )
    throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  return { status: 404, headers, body: '404 page not found\n' }
}

export function callerOf(request: ApiRequest, warnings: string[]): Caller {
  const { headers, query } = request
  refuseWrongOptions(request, isApply(request))
  const userAgent = headers['user-agent'] ?? ''
  const fieldManager = query.get('fieldManager')
  return {
    actor: fieldManager || userAgent.split('/')[0] || 'unknown',
    userAgent,
    dryRun: query.all('dryRun').length > 0,
    fieldValidation: (query.get('fieldValidation') || 'Warn') as NonNullable<Caller['fieldValidation']>,
    ...(fieldManager ? { fieldManager } : {}),
    warn: (text) => {
      if (!CONTROL.test(text) && !warnings.includes(text)) warnings.push(text)
    },
  }
}

function collection(handling: Handling): ApiResponse {
  const { server, path, request } = handling
  switch (request.method) {
    case 'GET': {
      const { items, metadata } = listPage(server, path, request.query)
      return {
        status: 200,
        body: represented(
          handling,
          items.map((object) => fromStored(handling, object)),
          metadata,
        ),
      }
    }
    case 'POST':
      server.mustHave(path.definition, 'create')
      return { status: 201, body: one(handling, createObject(handling)) }
    case 'DELETE': {
      server.mustHave(path.definition, 'deletecollection')
      const { items, resourceVersion } = deleteCollection(handling)
      return {
        status: 200,
        body: listOf(
          path,
          items.map((object) => fromStored(handling, object)),
          { resourceVersion },
        ),
      }
    }
    default:
      throw refusedVerb(path.definition, request.method)
  }
}

function single(handling: Handling): ApiResponse {
  const { server, path, request } = handling
  const { definition, namespace, name = '' } = path
  switch (request.method) {
    case 'GET':
      refuseWrongVersion(server, request.query)
      return {
        status: 200,
        body: one(
          handling,
          madeObjects(server, definition.kind)?.find(({ metadata }) => metadata.name === name) ??
            server.get(definition.kind, namespace, name),
        ),
      }
    case 'PUT':
      server.mustHave(definition, 'update')
      return written(handling, replaceObject(handling))
    case 'PATCH':
      server.mustHave(definition, 'patch')
      if (isApply(request)) return written(handling, applyObject(handling))
      return { status: 200, body: one(handling, patchObject(handling)) }
    case 'DELETE':
      if (path.subresource !== '') throw refusedVerb(definition, request.method)
      server.mustHave(definition, 'delete')
      return { status: 200, body: deleteOne(handling) }
    default:
      throw refusedVerb(definition, request.method)
  }
}

/** An object is never older than what the client has seen. */
function refuseWrongVersion({ store }: ApiServer, query: Query): void {
  const version = query.get('resourceVersion') ?? ''
  if (!/^\d*$/.test(version)) throw unclassified(noVersion(version))
  if (Number(version) > store.resourceVersion) throw tooLarge(Number(version), store.resourceVersion)
}

const written = (handling: Handling, { object, created }: { object: KubeObject; created: boolean }): ApiResponse => ({
  status: created ? 201 : 200,
  body: one(handling, object),
})

function subresource(handling: Handling): ApiResponse {
  const { server, path, request, caller } = handling
  const { definition, namespace, name = '' } = path
  // An approval writes conditions of the status, and nothing else.
  if (path.subresource === 'approval' && definition.subresources?.includes('approval'))
    return single({ ...handling, path: { ...path, subresource: 'status' } })
  if (path.subresource === 'scale' && definition.scale) return answerScale(handling)
  if (path.subresource === 'eviction' && definition.kind === 'Pod' && request.method === 'POST') {
    const body = readMap(request) as { deleteOptions?: object }
    refuseOtherEviction(body)
    const options = deleteOptions({ ...request, body: JSON.stringify(body.deleteOptions ?? {}) })
    evictPod(server, { namespace, name }, options, { ...caller, dryRun: caller.dryRun || options.dryRun })
    return { status: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } }
  }
  if (path.subresource === 'binding' && definition.kind === 'Pod') return bind(handling)
  if (path.subresource === 'token' && definition.kind === 'ServiceAccount' && request.method === 'POST') {
    const { spec } = readMap(request) as { spec?: object }
    return {
      status: 201,
      body: requestToken(server, server.get('ServiceAccount', namespace, name) as ServiceAccount, spec ?? {}),
    }
  }
  if (isCustom(definition)) throw notFound({ group: definition.group, resource: definition.plural }, name)
  const known = subresources(definition).find(({ name: part }) => part === path.subresource)
  if (known?.verbs.every((verb) => verb === 'create')) throw methodNotAllowed()
  throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
}

function one(handling: Handling, object: KubeObject): object {
  const shown = fromStored(handling, object)
  const asked = wanted(handling.request)
  const { representation, version } = asked
  if (representation === 'object') return shown
  refuseOtherNumber(asked, handling.path.definition, false)
  return representation === 'table'
    ? represented(handling, [shown], { resourceVersion: object.metadata.resourceVersion })
    : metadataOf(shown, version)
}

function represented(
  handling: Handling,
  objects: readonly KubeObject[],
  metadata: { resourceVersion: string },
): object {
  const { server, path, request } = handling
  const asked = wanted(request)
  const { representation, version } = asked
  refuseOtherNumber(asked, path.definition, true)
  switch (representation) {
    case 'table':
      return tableOf(objects, {
        definition: path.definition,
        columns: path.served?.columns,
        now: server.loop.now(),
        include: includedIn(request.query),
        metadata,
        version,
      })
    case 'metadata list':
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${version}`,
        metadata,
        items: objects.map((object) => metadataOf(object, version)),
      }
    case 'object':
      return listOf(path, objects, metadata)
  }
}

const listOf = (path: ResourcePath, objects: readonly KubeObject[], metadata: object): ObjectList => {
  const { definition } = path
  return isCustom(definition)
    ? new ObjectList(definition.listKind, apiVersionOf(path), { continue: '', ...metadata }, objects, true)
    : new ObjectList(`${definition.kind}List`, apiVersionOf(path), metadata, objects)
}
