// The scale subresource over requests. Follows pkg/registry/apps/*/storage (ScaleREST), v1.36.
import { cannotBeHandled, decode } from '../decoding/decode'
import { jsonPatch } from '../patch/json-patch'
import { mergePatch } from '../patch/merge-patch'
import { badRequest } from '../status'
import { scaleObject, setScale, type ScaleObject } from '../subresources/scale'
import { readBody } from './body'
import type { ApiResponse } from './request'
import { refusedVerb } from './custom-paths'
import { isApply, readPatch, type Handling } from './write-verbs'

const SCHEMA = 'io.k8s.api.autoscaling.v1.Scale'

export function answerScale(handling: Handling): ApiResponse {
  const { server, path, request, caller } = handling
  const { definition, namespace, name = '' } = path
  const { kind } = definition
  const object = server.get(kind, namespace, name)
  const current = scaleObject(server, kind, object)
  if (request.method === 'GET') return { status: 200, body: current }
  if (request.method !== 'PUT' && request.method !== 'PATCH') throw refusedVerb(definition, request.method)
  const wanted = decoded(request.method === 'PUT' ? readBody(request) : patched(handling, current))
  if (request.method === 'PUT') refuseOtherName(wanted, name)
  const { resourceVersion } = wanted.metadata ?? {}
  const written = setScale(
    server,
    { kind, namespace, name, replicas: wanted.spec?.replicas ?? 0, ...(resourceVersion ? { resourceVersion } : {}) },
    caller,
  )
  return { status: 200, body: scaleObject(server, kind, written) }
}

interface WantedScale {
  readonly spec?: { readonly replicas?: number }
  readonly metadata?: { readonly resourceVersion?: string; readonly name?: string }
}

function refuseOtherName({ metadata }: WantedScale, name: string): void {
  if (!metadata?.name)
    throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`)
  if (metadata.name !== name)
    throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`)
}

function decoded(value: unknown): WantedScale {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest('the body must be a Scale')
  const { object, errors } = decode(SCHEMA, value)
  if (errors[0] !== undefined) throw badRequest(cannotBeHandled('Scale', 'v1', errors[0]))
  return object
}

/** A Scale has no lists: a strategic patch and an applied configuration do what a merge patch does. */
function patched({ request, path }: Handling, current: ScaleObject): unknown {
  if (isApply(request)) return mergePatch(current, readBody(request))
  const patch = readPatch(request, path.definition)
  return patch.type === 'json' ? jsonPatch(current, patch.body) : mergePatch(current, patch.body)
}
