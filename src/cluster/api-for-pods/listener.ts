// The API where Pods find it: behind the Service kubernetes, with the token of their account, as their roles allow.
// kubectl of the terminal does not come this way: it may do everything.
import type { ApiServer } from '../../apiserver/api-server'
import { isForPeople, jsonLine, prettyJson } from '../../apiserver/http/go-json'
import { Query, type ApiRequest } from '../../apiserver/handle/request'
import { resolvePath } from '../../apiserver/handle/resolve-path'
import type { NodeConnection } from '../../apiserver/node-connection'
import { failure, forbidden, type ApiError } from '../../apiserver/status'
import { AUDIENCE } from '../../apiserver/subresources/token'
import type { Listener, HttpRequest, HttpResponse } from '../../simulation/wire'
import { requestNow } from '../in-process-client'
import { mayDo, refusal, type Attributes } from './authorize'
import { userOf } from './user'

const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' }

export const apiListener = (server: ApiServer, nodes: NodeConnection): Listener => ({
  scheme: 'https',
  http: (request, _caller, answer) => answer(answerTo(server, nodes, request)),
})

function answerTo(server: ApiServer, nodes: NodeConnection, given: HttpRequest): HttpResponse {
  const { pathname, searchParams } = new URL(given.path, 'https://kubernetes')
  const request: ApiRequest = {
    method: given.method,
    path: pathname,
    query: new Query(Object.fromEntries(searchParams)),
    headers: { accept: 'application/json', ...given.headers },
    body: given.body,
  }
  const isPretty = isForPeople(request.query.get('pretty'), given.headers['user-agent'])
  const json = (status: number, body: object): HttpResponse => ({
    status,
    headers: { 'Content-Type': 'application/json' },
    body: isPretty ? prettyJson(body) : jsonLine(body),
  })
  const user = userOf(given.headers['authorization'], AUDIENCE, server.loop.now())
  if (!user) return json(401, failure(401, 'Unauthorized', 'Unauthorized').status)
  const asked = attributesOf(server, request)
  if (!mayDo(user, asked, server.read)) {
    const { resource } = asked
    const why = refusal(user, asked)
    return json(403, (resource ? forbiddenResource(resource, why) : failure(403, 'Forbidden', why, {})).status)
  }
  if (asked.verb === 'watch')
    return json(501, failure(501, 'NotImplemented', 'not modelled: watches from the inside of Pods').status)
  const { status, headers, body } = requestNow(server, nodes, request)
  const type = headers['content-type'] ?? 'application/json'
  return type.startsWith('application/json')
    ? json(status, JSON.parse(body) as object)
    : { status, headers: { 'Content-Type': type }, body }
}

function forbiddenResource({ group, name, object }: NonNullable<Attributes['resource']>, why: string): ApiError {
  const [resource = ''] = name.split('/')
  if (object !== '') return forbidden({ group, resource }, object, why)
  const of = group === '' ? resource : `${resource}.${group}`
  return failure(403, 'Forbidden', `${of} is forbidden: ${why}`, { ...(group ? { group } : {}), kind: resource })
}

function attributesOf(server: ApiServer, { method, path, query }: ApiRequest): Attributes {
  const found = resolvePath(path, server.registry)
  if (!found) return { verb: method.toLowerCase(), resource: undefined, path }
  const { definition, group, namespace, name, subresource } = found
  const isOne = name !== undefined
  const verb =
    method === 'DELETE'
      ? isOne
        ? 'delete'
        : 'deletecollection'
      : (VERBS[method] ?? (query.flag('watch') ? 'watch' : isOne ? 'get' : 'list'))
  const resource = {
    group,
    name: definition.plural + (subresource ? `/${subresource}` : ''),
    namespace,
    object: name ?? '',
  }
  return { verb, resource, path }
}
