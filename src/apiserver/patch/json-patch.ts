// JSON patch, RFC 6902: fast-json-patch does the work, the refusal is the API server's.
// Follows apiserver/pkg/endpoints/handlers/patch.go, v1.36, which tells the client no more than that it was refused.
import { applyOperation, type Operation } from 'fast-json-patch'
import { failure } from '../status'

const OPERATIONS_MAX = 10_000

/** Returns the patched document; the given one is not changed. Throws the API server's refusal. */
export function jsonPatch(target: object, operations: readonly object[]): object {
  if (operations.length > OPERATIONS_MAX)
    throw failure(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: The allowed maximum operations in a JSON patch is ${OPERATIONS_MAX}, got ${operations.length}`,
    )
  let document = target
  for (const operation of operations) document = apply(document, operation as Operation)
  return document
}

function apply(document: object, operation: Operation): object {
  try {
    return applyOperation(thawed(document, operation.path.split('/')) as object, operation, true, true, true)
      .newDocument
  } catch {
    throw failure(422, 'Invalid', 'the server rejected our request due to an error in our request', {})
  }
}

/** Copies the containers on the way to the place that the operation changes: the library writes in place. */
function thawed(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>
  const next = path[1]?.replaceAll('~1', '/').replaceAll('~0', '~')
  if (next !== undefined && path.length > 1 && Object.hasOwn(copy, next)) copy[next] = thawed(copy[next], path.slice(1))
  return copy
}
