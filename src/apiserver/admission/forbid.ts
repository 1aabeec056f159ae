// How admission says no. Follows apiserver/pkg/admission/errors.go, v1.36.
import type { AdmissionRequest } from '../admission'
import { forbidden, type ApiError, type StatusCause } from '../status'

/** Mutating plugins run before a name is generated: they name the object by its prefix. */
function nameWhileMutating({ name, object, operation }: AdmissionRequest): string {
  const prefix = object?.metadata.generateName
  return operation === 'CREATE' && prefix && name.startsWith(prefix) ? prefix : name
}

/** `pods "x" is forbidden: <why>`, with the generated name */
export const forbid = (
  { definition: { group, plural }, name }: AdmissionRequest,
  why: string,
  causes?: StatusCause[],
): ApiError => forbidden({ group, resource: plural }, name, why, causes)

/** The same from a mutating plugin. */
export const forbidEarly = (request: AdmissionRequest, why: string, causes?: StatusCause[]): ApiError =>
  forbid({ ...request, name: nameWhileMutating(request) }, why, causes)

export const isPodWrite = ({ definition, subresource }: AdmissionRequest): boolean =>
  definition.kind === 'Pod' && definition.group === '' && subresource === ''
