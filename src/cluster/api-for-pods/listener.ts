// The API where Pods find it: behind the Service kubernetes, with the token of their account, as their roles allow.
// kubectl of the terminal does not come this way: it may do everything, unless it impersonates somebody.
import type { ApiServer } from '../../apiserver/api-server'
import { attributesOf } from '../../apiserver/authorization/attributes'
import { isForPeople, jsonLine, prettyJson } from '../../apiserver/http/go-json'
import { Query, type ApiRequest } from '../../apiserver/handle/request'
import type { NodeConnection } from '../../apiserver/node-connection'
import { failure } from '../../apiserver/status'
import { AUDIENCE } from '../../apiserver/subresources/token'
import type { Listener, HttpRequest, HttpResponse } from '../../simulation/wire'
import { refusedFor, requestNow } from '../in-process-client'
import { userOf } from './user'

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
  const asked: ApiRequest = { ...request, user }
  const refused = refusedFor(server, asked)
  if (refused) return json(refused.status, JSON.parse(refused.body) as object)
  if (attributesOf(server.registry, asked).verb === 'watch')
    return json(501, failure(501, 'NotImplemented', 'not modelled: watches from the inside of Pods').status)
  const { status, headers, body } = requestNow(server, nodes, asked)
  const type = headers['content-type'] ?? 'application/json'
  return type.startsWith('application/json')
    ? json(status, JSON.parse(body) as object)
    : { status, headers: { 'Content-Type': type }, body }
}
