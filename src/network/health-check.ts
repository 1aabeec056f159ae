// What a node says on the health check port of a Service whose external traffic stays on the node: load balancers ask there.
// Follows pkg/proxy/healthcheck/service_health.go, v1.36.
import type { EndpointSlice, Service } from '../objects/kinds'
import type { Listener } from '../simulation/wire'

export function healthCheck({ metadata }: Service, node: string, slices: readonly EndpointSlice[]): Listener {
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? [])
  const local = endpoints.filter(({ nodeName, conditions }) => nodeName === node && conditions?.ready !== false).length
  const body = [
    '{',
    '\t"service": {',
    `\t\t"namespace": "${metadata.namespace}",`,
    `\t\t"name": "${metadata.name}"`,
    '\t},',
    `\t"localEndpoints": ${local},`,
    '\t"serviceProxyHealthy": true',
    '}',
  ].join('\n')
  return {
    http: (_request, _caller, answer) =>
      answer({
        status: local > 0 ? 200 : 503,
        headers: {
          'content-type': 'application/json',
          'x-content-type-options': 'nosniff',
          'x-load-balancing-endpoint-weight': String(local),
        },
        body,
      }),
  }
}
