// pods/binding, and bindings as they were before there were subresources. Follows pkg/registry/core/pod/storage, v1.36.
import { errorText } from '../field-errors'
import { bindingKind, validateBinding, type Binding } from '../kinds/binding/kind'
import { badRequest, methodNotAllowed, unclassified } from '../status'
import type { Submitted } from '../write/create'
import { readObject } from './body'
import type { ApiResponse } from './request'
import type { Handling } from './write-verbs'

/** The name of the Pod is in the URL, or in the Binding alone. */
export function bind({ server, path, request, caller }: Handling): ApiResponse {
  if (request.method !== 'POST') throw methodNotAllowed()
  const asked = { ...path, definition: bindingKind, group: '', version: 'v1', served: undefined }
  const { metadata, target } = readObject(request, asked, caller) as Submitted & Partial<Pick<Binding, 'target'>>
  const name = path.name ?? metadata?.name ?? ''
  if ((metadata?.name ?? '') !== name) throw badRequest('name in URL does not match name in Binding object')
  const errors = validateBinding({ target: target ?? {} }).map(errorText)
  if (errors.length > 0) throw unclassified(errors.length > 1 ? `[${errors.join(', ')}]` : (errors[0] as string))
  server.bind(path.namespace, name, target?.name ?? '', caller)
  return { status: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } }
}
