// What the API server answers when it says no: Kubernetes' Status, to the letter.
// Follows apimachinery/pkg/api/errors, v1.36.

export interface StatusCause {
  reason?: string
  message?: string
  field?: string
}

export interface Status {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: Record<string, never>
  status: 'Failure' | 'Success'
  message?: string
  reason?: string
  details?: {
    name?: string
    group?: string
    kind?: string
    uid?: string
    causes?: StatusCause[]
    retryAfterSeconds?: number
  }
  code?: number
}

/** Which resource an error is about: `{ group: 'apps', resource: 'deployments' }`. */
export interface GroupResource {
  readonly group: string
  readonly resource: string
}

export const resourceText = ({ group, resource }: GroupResource): string => (group ? `${resource}.${group}` : resource)

/** A refusal by the API server: behaviour of Kubernetes, reproduced to the letter. */
export class ApiError extends Error {
  constructor(readonly status: Status) {
    super(status.message)
    this.name = 'ApiError'
  }
  get reason(): string {
    return this.status.reason ?? ''
  }
  get code(): number {
    return this.status.code ?? 500
  }
}

export const isApiError = (error: unknown, reason?: string): error is ApiError =>
  error instanceof ApiError && (reason === undefined || error.reason === reason)

export function failure(code: number, reason: string, message: string, details?: Status['details']): ApiError {
  return new ApiError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason ? { reason } : {}),
    ...(details ? { details } : {}),
    code,
  })
}

const about = (resource: GroupResource, name: string) => ({
  ...(name ? { name } : {}),
  ...(resource.group ? { group: resource.group } : {}),
  kind: resource.resource,
})

export const notFound = (resource: GroupResource, name: string): ApiError =>
  failure(404, 'NotFound', `${resourceText(resource)} "${name}" not found`, about(resource, name))

export const alreadyExists = (resource: GroupResource, name: string): ApiError =>
  failure(409, 'AlreadyExists', `${resourceText(resource)} "${name}" already exists`, about(resource, name))

export const conflict = (resource: GroupResource, name: string, why: string): ApiError =>
  failure(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resourceText(resource)} "${name}": ${why}`,
    about(resource, name),
  )

export const MODIFIED_MEANWHILE =
  'the object has been modified; please apply your changes to the latest version and try again'

export const forbidden = (resource: GroupResource, name: string, why: string, causes?: StatusCause[]): ApiError =>
  failure(403, 'Forbidden', `${resourceText(resource)} ${name ? `"${name}" ` : ''}is forbidden: ${why}`, {
    ...about(resource, name),
    ...(causes ? { causes } : {}),
  })

/**
 * What upstream says without a reason, as an error of its own (500). Its words are kept, and clients print them the same; but what a
 * client has done wrong is never told as a fault of the server here.
 */
export const unclassified = (message: string): ApiError => failure(400, '', message)

export const badRequest = (message: string): ApiError => failure(400, 'BadRequest', message)

/** The router says it, which knows paths and no resources. */
export const methodNotAllowed = (): ApiError =>
  failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {})

export const gone = (message: string): ApiError => failure(410, 'Expired', message)

export const tooManyRequests = (message: string, causes?: StatusCause[], retryAfterSeconds?: number): ApiError =>
  failure(429, 'TooManyRequests', message, {
    ...(causes ? { causes } : {}),
    ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
  })
