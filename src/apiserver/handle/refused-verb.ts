// 405: a verb that a resource does not have. Custom resources say which. Follows apimachinery/pkg/api/errors (NewMethodNotSupported) and
// apiextensions-apiserver/pkg/apiserver/customresource_handler.go, v1.36.
import { isCustom } from '../custom/openapi'
import type { KindDefinition } from '../kinds/kind'
import { failure, methodNotAllowed, type ApiError } from '../status'

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
