// POST, PUT, PATCH and DELETE on resources: what a client may say in query and body. Follows
// apiserver/pkg/endpoints/handlers/{create,update,patch,delete}.go, v1.36.
import { apiVersionOf, type KubeObject } from '../../objects/kube-object'
import type { ApiServer } from '../api-server'
import type { Caller } from '../caller'
import type { Patch } from '../client'
import { isCustom } from '../custom/openapi'
import { duplicateFields } from '../decoding/duplicate-fields'
import { invalid, invalidObject } from '../field-errors'
import type { KindDefinition } from '../kinds/kind'
import { goText } from '../patch/go-text'
import { badRequest, failure, type ApiError } from '../status'
import type { Submitted } from '../write/create'
import { withoutManagers } from '../write/managed-fields'
import { checkFields, readBody, readObject } from './body'
import { mediaType } from './media-types'
import { isPicked, listPage, pickOf } from './list'
import { goTypeOf, headFault, otherKind } from './object-head'
import { deleteOptions } from './options'
import type { ApiRequest } from './request'
import type { ResourcePath } from './resolve-path'

export interface Handling {
  readonly server: ApiServer
  readonly path: ResourcePath
  readonly request: ApiRequest
  readonly caller: Caller
}

export const toStored = <T extends object>({ served }: ResourcePath, object: T): T =>
  served ? (served.toStored(object as unknown as KubeObject) as unknown as T) : object
/** As the client sees it: with its managers, in the version that it asked for. */
export function fromStored(
  { server, path: { served, definition }, request }: Pick<Handling, 'server' | 'path' | 'request'>,
  object: KubeObject,
): KubeObject {
  const shown = request.unseenManagers ? withoutManagers(object) : server.shown(definition, object)
  return served ? served.fromStored(shown) : shown
}

export function createObject({ server, path, request, caller }: Handling): KubeObject {
  const { definition, namespace } = path
  const object = toStored(path, readObject(request, path, caller))
  return server.create(definition.kind, definition.namespaced ? namespace : '', object, caller)
}

/** PUT: replaces what is there, or makes it where the kind allows that. */
export function replaceObject({ server, path, request, caller }: Handling): { object: KubeObject; created: boolean } {
  const { definition, namespace, name = '' } = path
  const object = toStored(path, readObject(request, path, caller))
  const { metadata = {} } = object
  refuseOtherPlace(metadata, path)
  const whole = {
    ...object,
    metadata: { ...metadata, name, ...(definition.namespaced ? { namespace } : {}) },
  } as KubeObject
  if (!definition.madeByUpdate || path.subresource !== '' || server.store.get(definition.kind, namespace, name))
    return { object: server.update(definition.kind, whole, caller, path.subresource), created: false }
  const { resourceVersion: _, ...fresh } = whole.metadata
  return {
    object: server.create(
      definition.kind,
      definition.namespaced ? namespace : '',
      { ...whole, metadata: fresh },
      caller,
    ),
    created: true,
  }
}

const PATCH_TYPES: Readonly<Record<string, Patch['type'] | 'apply'>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
}

/** The patch of a request, of a shape that its type allows. */
export function readPatch(request: ApiRequest, definition: KindDefinition): Patch {
  const type = patchType(request, definition)
  const checked = request.query.get('fieldValidation') !== 'Ignore'
  const asked = type !== 'strategic' && checked ? 'error decoding patch: ' : ''
  const body = readBody(request, asked)
  // Go reads null into a list or a map as one that is empty.
  if (body === null && type === 'merge') throw badRequest('Invalid JSON Patch')
  if (body === null) return { type, body: type === 'json' ? [] : {} } as Patch
  if (type === 'json' && !Array.isArray(body))
    throw badRequest(
      `${asked}json: cannot unmarshal ${goTypeOf(body)} into Go value of type ${checked ? '[]handlers.jsonPatchOp' : 'jsonpatch.Patch'}`,
    )
  if (type !== 'json' && (typeof body !== 'object' || Array.isArray(body)))
    throw badRequest(`${asked}json: cannot unmarshal ${goTypeOf(body)} into Go value of type map[string]interface {}`)
  return { type, body } as Patch
}

/** What came out of a patch and is no object of its kind: the patch is the invalid value, not the object. */
const refusePatch =
  (patch: Patch, object: object) =>
  (error: string): ApiError =>
    invalidObject({ group: '', kind: '' }, '', [
      invalid('patch', patch.type === 'strategic' ? goText(patch.body) : JSON.stringify(object), error),
    ])

export function patchObject({ server, path, request, caller }: Handling): KubeObject {
  const { definition, namespace, name = '', subresource } = path
  const patch = readPatch(request, definition)
  const text = {
    doubled: patch.type === 'json' ? [] : duplicateFields(request.body),
    converts: patch.type === 'strategic',
  }
  return server.patch(
    {
      kind: definition.kind,
      namespace,
      name,
      patch,
      served: path.served,
      subresource,
      check: (object, current) => {
        const headed = withHead(object, path, patch)
        const checked = checkFields(headed, path, caller, text, refusePatch(patch, headed))
        return toStored(path, placed(checked, path, current))
      },
    },
    caller,
  )
}

/** A patch of JSON makes a text that is read like any other; a strategic merge makes a value of the kind itself. */
function withHead(object: Submitted, path: ResourcePath, patch: Patch): Submitted {
  const { definition } = path
  const head = { apiVersion: apiVersionOf(path), kind: definition.kind }
  if (patch.type !== 'strategic') {
    const fault = headFault(object) ?? (isCustom(definition) ? undefined : otherKind(object, path))
    if (fault !== undefined) throw refusePatch(patch, object)(fault)
    // Of a custom resource the head is judged with the other fields.
    if (isCustom(definition)) return object
  }
  return object.apiVersion === head.apiVersion && object.kind === head.kind ? object : { ...object, ...head }
}

/** What a patch makes is still the object that the URL names. Throws BadRequest or Invalid. */
function placed(object: Submitted, path: ResourcePath, current: KubeObject): Submitted {
  const { definition, namespace, name = '' } = path
  const { metadata = {} } = object
  refuseOtherPlace(metadata, path)
  if (metadata.uid && metadata.uid !== current.metadata.uid)
    throw invalidObject(definition, name, [invalid('metadata.uid', metadata.uid, 'field is immutable')])
  if (definition.namespaced || metadata.namespace === undefined)
    return metadata.namespace || namespace === '' ? object : { ...object, metadata: { ...metadata, namespace } }
  const { namespace: _, ...others } = metadata
  return { ...object, metadata: others }
}

/** Throws BadRequest for another name or namespace than the URL's. Follows checkName of apiserver/pkg/endpoints/handlers/rest.go. */
export function refuseOtherPlace(
  { name, namespace }: { name?: string; namespace?: string },
  path: Pick<ResourcePath, 'definition' | 'name' | 'namespace'>,
): void {
  if (!name)
    throw badRequest(`the name of the object (${path.name} based on URL) was undeterminable: name must be provided`)
  if (name !== path.name)
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${path.name})`)
  if (path.definition.namespaced && namespace && namespace !== path.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
}

export function isApply(request: ApiRequest): boolean {
  return PATCH_TYPES[mediaType(request.headers['content-type'])] === 'apply'
}

/** A strategic merge needs a Go type, which custom resources do not have. */
function patchType(request: ApiRequest, definition: KindDefinition): Patch['type'] {
  const taken = Object.keys(PATCH_TYPES).filter((type) => !isCustom(definition) || PATCH_TYPES[type] !== 'strategic')
  const given = mediaType(request.headers['content-type'])
  const type = taken.includes(given) ? PATCH_TYPES[given] : undefined
  if (type === undefined || type === 'apply')
    throw failure(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${taken.join(', ')}`,
    )
  return type
}

/** The answer of a DELETE: the object while it waits for its end, a Status when it is gone. */
export function deleteOne(handling: Handling): object {
  const { server, path, request, caller } = handling
  const { definition, namespace, name = '' } = path
  const options = deleteOptions(request)
  const { object, removed } = server.delete(definition.kind, namespace, name, options, {
    ...caller,
    dryRun: options.dryRun,
  })
  if (!removed || definition.gracePeriodSeconds) return fromStored(handling, object)
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(definition.group ? { group: definition.group } : {}),
      kind: definition.plural,
      uid: object.metadata.uid,
    },
  }
}

export function deleteCollection(handling: Handling): { items: readonly KubeObject[]; resourceVersion: string } {
  const { server, path, request } = handling
  const options = deleteOptions(request)
  const caller = { ...handling.caller, dryRun: options.dryRun }
  const pick = pickOf(path, request.query)
  const { items } = listPage(server, path, request.query)
  for (const object of items.filter((each) => isPicked(each, pick, path)))
    if (server.store.get(path.definition.kind, object.metadata.namespace ?? '', object.metadata.name))
      server.delete(path.definition.kind, object.metadata.namespace ?? '', object.metadata.name, options, caller)
  return { items, resourceVersion: String(server.store.resourceVersion) }
}
