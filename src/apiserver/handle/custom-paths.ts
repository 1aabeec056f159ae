// What is particular to paths of custom resources, which have no routes of their own. Follows
// apiextensions-apiserver/pkg/apiserver/customresource_handler.go and apimachinery/pkg/api/errors (NewMethodNotSupported), v1.36.
import { isCustom } from '../custom/openapi'
import type { KindDefinition } from '../kinds/kind'
import { failure, methodNotAllowed, type ApiError } from '../status'
import { negotiated, notAcceptable, PROTOBUF, wanted } from './media-types'
import type { ApiRequest } from './request'
import type { ResourcePath } from './resolve-path'

const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }

export function refusedVerb(definition: KindDefinition, method: string): ApiError {
  if (!isCustom(definition)) return methodNotAllowed()
  const verb = VERBS[method] ?? ''
  const { group, plural } = definition
  return failure(405, 'MethodNotAllowed', `${verb} is not supported on resources of kind "${plural}.${group}"`, {
    group,
    kind: plural,
  })
}

/** Custom resources have no routes of their own: which verbs belong to which paths is looked at with each request. */
export function misplaced({ definition, namespace, name }: ResourcePath, { method }: ApiRequest): string | undefined {
  if (name !== undefined) return undefined
  if (definition.namespaced && namespace === '' && method !== 'GET' && method !== 'HEAD') return 'elsewhere'
  return method === 'PUT' || method === 'PATCH' ? 'name must be provided' : undefined
}

/** Custom resources are no protocol buffers: who takes nothing else gets nothing, all others get JSON. */
export function refuseProtobufAlone(request: ApiRequest): void {
  const others = (request.headers.accept ?? '').split(',').filter((choice) => !choice.includes(PROTOBUF))
  const takesOthers = others.some((choice) => negotiated(choice))
  if (!takesOthers && wanted(request).representation === 'object') throw notAcceptable()
}

/** Who asks for the head of an object reads it, where no router says otherwise. */
export const asRouted = ({ definition }: ResourcePath, request: ApiRequest): ApiRequest =>
  request.method === 'HEAD' && isCustom(definition) ? { ...request, method: 'GET' } : request
