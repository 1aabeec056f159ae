// May whoever asks? The administrator may do everything and is asked for nothing. Follows
// apiserver/pkg/endpoints/filters/authorization.go and .../impersonation, v1.36.
import type { ApiServer } from '../api-server'
import type { ApiRequest } from '../handle/request'
import { failure, forbidden, type ApiError } from '../status'
import { attributesOf } from './attributes'
import { decide, refusal, type Attributes } from './decide'
import { asImpersonated, wantedUser } from './impersonation'
import { accountNamed, type User } from './user'

/** undefined: the administrator. Throws BadRequest for headers that make no sense. */
export function whoAsks({ headers, user }: ApiRequest): User | undefined {
  const wanted = wantedUser(headers)
  return wanted ? asImpersonated(wanted) : user
}

/** Throws Forbidden, or BadRequest. */
export function refuseUnlessAllowed(server: ApiServer, request: ApiRequest): void {
  const who = whoAsks(request)
  if (!who) return
  if (request.user && who !== request.user) refuseImpersonation(server, request.user, wantedUser(request.headers))
  demand(server, who, attributesOf(server.registry, request))
}

function demand(server: ApiServer, user: User, asked: Attributes): void {
  const { allowed, reason } = decide(user, asked, server.read)
  if (!allowed) throw refused(user, asked, reason)
}

const AUTHENTICATION = 'authentication.k8s.io'

/** Each thing that is put on has to be allowed. */
function refuseImpersonation(server: ApiServer, user: User, wanted: User | undefined): void {
  if (!wanted) return
  const ask = (group: string, name: string, object: string, namespace = ''): void =>
    demand(server, user, { verb: 'impersonate', resource: { group, name, namespace, object }, path: '' })
  const account = accountNamed(wanted.name)
  if (account) ask('', 'serviceaccounts', account.name, account.namespace)
  else ask('', 'users', wanted.name)
  if (wanted.uid !== undefined) ask(AUTHENTICATION, 'uids', wanted.uid)
  for (const group of wanted.groups) ask('', 'groups', group)
  for (const [key, values] of Object.entries(wanted.extra ?? {}))
    for (const value of values) ask(AUTHENTICATION, `userextras/${key}`, value)
}

function refused(user: User, asked: Attributes, reason: string): ApiError {
  const why = refusal(user, asked) + (reason === '' ? '' : `: ${reason}`)
  if (!asked.resource) return failure(403, 'Forbidden', why, {})
  const { group, name, object } = asked.resource
  const [resource = ''] = name.split('/')
  if (object !== '') return forbidden({ group, resource }, object, why)
  const of = group === '' ? resource : `${resource}.${group}`
  return failure(403, 'Forbidden', `${of} is forbidden: ${why}`, { ...(group ? { group } : {}), kind: resource })
}
