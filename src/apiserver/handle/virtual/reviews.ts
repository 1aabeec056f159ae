// Who may do what: the caller is the administrator, who may do everything. Follows pkg/registry/authorization, v1.36.
import { invalid, invalidObject, type FieldError } from '../../field-errors'
import { AUDIENCE } from '../../subresources/token'
import { readMap } from '../body'
import type { ApiResponse } from '../request'
import type { Handling } from '../write-verbs'

const EVERYTHING = {
  resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  incomplete: false,
}
const ADMINISTRATOR = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

interface ReviewSpec {
  resourceAttributes?: object
  nonResourceAttributes?: object
  user?: string
  groups?: string[]
  token?: string
}

export function reviewAnswer({ path: { definition, group, version }, request }: Handling): ApiResponse {
  const { spec } = readMap(request) as { spec?: ReviewSpec }
  const { kind } = definition
  const errors = faults(kind, spec ?? {})
  if (errors.length > 0) throw invalidObject({ group, kind }, '', errors)
  return {
    status: 201,
    body: {
      kind,
      apiVersion: `${group}/${version}`,
      metadata: {},
      ...(spec ? { spec } : {}),
      status: statusOf(kind, spec ?? {}),
    },
  }
}

/** Follows pkg/apis/authorization/validation and pkg/registry/authentication/tokenreview, v1.36. */
function faults(kind: string, { resourceAttributes, nonResourceAttributes, user, groups }: ReviewSpec): FieldError[] {
  if (!kind.endsWith('SubjectAccessReview')) return []
  const both = resourceAttributes !== undefined && nonResourceAttributes !== undefined
  const neither = resourceAttributes === undefined && nonResourceAttributes === undefined
  return [
    ...(both
      ? [
          invalid(
            'spec.nonResourceAttributes',
            nonResourceAttributes,
            'cannot be specified in combination with resourceAttributes',
          ),
        ]
      : []),
    ...(neither
      ? [
          invalid(
            'spec.resourceAttributes',
            resourceAttributes,
            'exactly one of nonResourceAttributes or resourceAttributes must be specified',
          ),
        ]
      : []),
    ...(kind !== 'SelfSubjectAccessReview' && !user && !groups?.length
      ? [invalid('spec.user', user ?? '', 'at least one of user or group must be specified')]
      : []),
  ]
}

function statusOf(kind: string, { token = '' }: ReviewSpec): object {
  if (kind === 'SelfSubjectRulesReview') return EVERYTHING
  if (kind === 'TokenReview') return { authenticated: true, user: userOf(token), audiences: [AUDIENCE] }
  return kind === 'SelfSubjectReview' ? { userInfo: ADMINISTRATOR } : { allowed: true }
}

/** Whose token it is: a service account's says so itself, any other is the administrator's. */
function userOf(token: string): object {
  const account = accountOf(token)
  if (!account) return ADMINISTRATOR
  const { namespace, name, uid } = account
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  }
}

function accountOf(token: string): { namespace: string; name: string; uid: string } | undefined {
  try {
    const claims = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as {
      'kubernetes.io'?: { namespace: string; serviceaccount: { name: string; uid: string } }
    }
    const { namespace, serviceaccount } = claims['kubernetes.io'] ?? {}
    return namespace && serviceaccount ? { namespace, ...serviceaccount } : undefined
  } catch {
    return undefined
  }
}
