// Who may do what, by roles: but the administrator may do everything. Follows pkg/registry/authorization, v1.36.
import type { ApiServer } from '../../api-server'
import { whoAsks } from '../../authorization/authorize'
import { decide, rulesFor, type Attributes } from '../../authorization/decide'
import { accountGroups, ADMINISTRATOR, AUTHENTICATED, userInfo, type User } from '../../authorization/user'
import type { Reader } from '../../client'
import { invalid, invalidObject, type FieldError } from '../../field-errors'
import { AUDIENCE } from '../../subresources/token'
import { readMap } from '../body'
import type { ApiResponse } from '../request'
import type { Handling } from '../write-verbs'

interface ReviewSpec {
  resourceAttributes?: {
    namespace?: string
    verb?: string
    group?: string
    resource?: string
    subresource?: string
    name?: string
  }
  nonResourceAttributes?: { path?: string; verb?: string }
  namespace?: string
  user?: string
  groups?: string[]
  token?: string
}

export function reviewAnswer({ server, path: { definition, group, version }, request }: Handling): ApiResponse {
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
      status: statusOf(server, whoAsks(request), kind, spec ?? {}),
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

function statusOf({ read }: ApiServer, asking: User | undefined, kind: string, spec: ReviewSpec): object {
  if (kind === 'TokenReview') return { authenticated: true, user: userOf(spec.token ?? ''), audiences: [AUDIENCE] }
  if (kind === 'SelfSubjectReview') return { userInfo: userInfo(asking ?? ADMINISTRATOR) }
  if (kind === 'SelfSubjectRulesReview') return rulesStatus(asking ?? ADMINISTRATOR, spec.namespace ?? '', read)
  const about = kind === 'SelfSubjectAccessReview' ? asking : { name: spec.user ?? '', groups: spec.groups ?? [] }
  if (!about) return { allowed: true }
  const { allowed, reason } = decide(about, attributesOf(spec), read)
  return { allowed, ...(reason === '' ? {} : { reason }) }
}

function attributesOf({
  resourceAttributes: asked,
  nonResourceAttributes: { path = '', verb = '' } = {},
}: ReviewSpec): Attributes {
  if (!asked) return { verb, resource: undefined, path }
  const { group = '', resource = '', subresource = '', namespace = '', name = '' } = asked
  const full = subresource === '' ? resource : `${resource}/${subresource}`
  return { verb: asked.verb ?? '', resource: { group, name: full, namespace, object: name }, path: '' }
}

function rulesStatus(user: User, namespace: string, read: Reader): object {
  const { rules, error } = rulesFor(user, namespace, read)
  return {
    resourceRules: rules
      .filter(({ resources }) => resources?.length)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({ verbs, apiGroups, resources, resourceNames })),
    nonResourceRules: rules
      .filter(({ nonResourceURLs }) => nonResourceURLs?.length)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: error !== '',
    ...(error === '' ? {} : { evaluationError: error }),
  }
}

/** Whose token it is: a service account's says so itself, any other is the administrator's. */
function userOf(token: string): object {
  const account = accountOf(token)
  if (!account) return userInfo(ADMINISTRATOR)
  const { namespace, name, uid } = account
  const groups = [...accountGroups(namespace), AUTHENTICATED]
  return userInfo({ name: `system:serviceaccount:${namespace}:${name}`, uid, groups })
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
