// The proxy subresource of Pods, Services and nodes. Follows pkg/registry/core/{pod,service,node} (ResourceLocation) and
// apimachinery/pkg/util/proxy, v1.36.
import type { EndpointSlice, Node, Pod, Service } from '../../objects/kinds'
import type { HttpRequest, Unreachable } from '../../simulation/wire'
import type { ApiServer } from '../api-server'
import type { NodeConnection } from '../node-connection'
import { ApiError, badRequest, failure } from '../status'
import { refusal } from './handle'
import { kubeletAnswer } from './kubelet-paths'
import type { ApiRequest, ApiResponse } from './request'
import { resolvePath, type ResourcePath } from './resolve-path'

export const isProxy = ({ registry }: ApiServer, { path }: ApiRequest): boolean =>
  path.includes('/proxy') && resolvePath(path, registry)?.subresource === 'proxy'

const unavailable = (message: string) => failure(503, 'ServiceUnavailable', message)

/** Sends a request on and gives back what comes; the answer may come later. */
export function proxy(
  server: ApiServer,
  nodes: NodeConnection,
  request: ApiRequest,
  answer: (response: ApiResponse) => void,
): void {
  try {
    const path = resolvePath(request.path, server.registry) as ResourcePath
    const below = request.path.slice(request.path.indexOf('/proxy') + '/proxy'.length)
    if (below === '' && (request.method === 'GET' || request.method === 'HEAD'))
      return answer({ status: 301, headers: { location: `${request.path}/${searchOf(request)}` }, body: '' })
    if (path.definition.kind === 'Node')
      return answer(kubeletAnswer(server, server.get('Node', '', splitName(path).name) as Node, below))
    forward(
      nodes,
      placeOf(server, path),
      {
        method: request.method,
        path: `${below}${searchOf(request)}`,
        headers: passedOn(request.headers),
        body: request.body,
      },
      answer,
    )
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    answer(refusal(error))
  }
}

interface Place {
  readonly ip: string
  readonly port: number
}

function forward(
  nodes: NodeConnection,
  { ip, port }: Place,
  request: HttpRequest,
  answer: (response: ApiResponse) => void,
): void {
  const unreachable = nodes.http(ip, port, request, ({ status, headers, body }) =>
    answer({ status, headers: passedOn(headers), body }),
  )
  if (unreachable) throw unavailable(`error trying to reach service: dial tcp ${ip}:${port}: ${WORDS[unreachable]}`)
}

const WORDS: Readonly<Record<Unreachable, string>> = {
  refused: 'connect: connection refused',
  timeout: 'i/o timeout',
  'no route': 'connect: no route to host',
}

function placeOf(server: ApiServer, path: ResourcePath): Place {
  const name = splitName(path)
  return path.definition.kind === 'Pod'
    ? podPlace(server.get('Pod', path.namespace, name.name) as Pod, name.port)
    : servicePlace(server, path, name)
}

function podPlace({ spec, status }: Pod, port: string): Place {
  const ip = status.podIPs?.[0]?.ip ?? status.podIP
  if (!ip) throw badRequest('address not allowed')
  const first = spec.containers.flatMap(({ ports = [] }) => ports)[0]?.containerPort
  return { ip, port: port === '' ? (first ?? 80) : Number(port) }
}

function servicePlace(server: ApiServer, { namespace, name: id = '' }: ResourcePath, { name, port }: SplitName): Place {
  const service = server.get('Service', namespace, name) as Service
  const portName = /^\d+$/.test(port) ? portNamed(service, Number(port)) : port
  const slices = server.read.select('EndpointSlice', namespace, [
    { key: 'kubernetes.io/service-name', operator: 'In', values: [name] },
  ])
  if (!slices.some(({ endpoints }) => endpoints?.length))
    throw unavailable(`no endpoints available for service "${name}"`)
  const places = slices.flatMap((slice) => placesIn(slice, portName))
  if (!places[0]) throw unavailable(`no endpoints available for service "${id}"`)
  return places[server.loop.dice.below(places.length)] as Place
}

function portNamed({ metadata, spec }: Service, port: number): string {
  const found = spec.ports?.find((each) => each.port === port)
  if (!found) throw unavailable(`no service port ${port} found for service "${metadata.name}"`)
  return found.name ?? ''
}

function placesIn({ ports, endpoints }: EndpointSlice, portName: string): Place[] {
  const port = (ports ?? []).find(({ name }) => (name ?? '') === portName)?.port
  if (port === undefined) return []
  return (endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses }) => (addresses[0] ? [{ ip: addresses[0], port }] : []))
}

interface SplitName {
  readonly name: string
  /** '' when none is named */
  readonly port: string
}

/** `name`, `name:port`, `scheme:name:port`. */
function splitName({ name = '', definition }: ResourcePath): SplitName {
  const parts = name.split(':')
  const [scheme, named = '', port = ''] = parts.length === 3 ? parts : ['', ...parts]
  if (parts.length > 3 || named === '' || !['', 'http', 'https'].includes(scheme ?? ''))
    throw badRequest(`invalid ${definition.singular} request ${JSON.stringify(name)}`)
  return { name: named, port }
}

function searchOf({ query }: ApiRequest): string {
  const text = query.text()
  return text ? `?${text}` : ''
}

/** What concerns this connection only stays here. */
const OWN_HEADERS = new Set([
  'host',
  'connection',
  'authorization',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
])
const passedOn = (headers: ApiRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || OWN_HEADERS.has(name.toLowerCase()) ? [] : [[name.toLowerCase(), value]],
    ),
  )
