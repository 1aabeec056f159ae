// Health checks, metrics and the issuer of tokens: what is no resource. Follows apiserver/pkg/server/healthz,
// pkg/controlplane and pkg/routes/openidmetadata.go, v1.36.
import type { ApiServer } from '../api-server'
import { AUDIENCE } from '../subresources/token'
import type { ApiRequest, ApiResponse } from './request'

const BASE = ['ping', 'log', 'etcd']
const READY_ONLY = ['etcd-readiness', 'informer-sync']
const POST_START_HOOKS = [
  'start-apiserver-admission-initializer',
  'generic-apiserver-start-informers',
  'priority-and-fairness-config-consumer',
  'priority-and-fairness-filter',
  'storage-object-count-tracker-hook',
  'start-apiextensions-informers',
  'start-apiextensions-controllers',
  'crd-informer-synced',
  'start-system-namespaces-controller',
  'start-cluster-authentication-info-controller',
  'start-kube-apiserver-identity-lease-controller',
  'start-kube-apiserver-identity-lease-garbage-collector',
  'start-legacy-token-tracking-controller',
  'start-service-ip-repair-controllers',
  'rbac/bootstrap-roles',
  'scheduling/bootstrap-system-priority-classes',
  'priority-and-fairness-config-producer',
  'bootstrap-controller',
  'start-kubernetes-service-cidr-controller',
  'aggregator-reload-proxy-client-cert',
  'start-kube-aggregator-informers',
  'apiservice-status-local-available-controller',
  'apiservice-status-remote-available-controller',
  'apiservice-registration-controller',
  'apiservice-discovery-controller',
  'kube-apiserver-autoregistration',
  'autoregister-completion',
  'apiservice-openapi-controller',
  'apiservice-openapiv3-controller',
].map((name) => `poststarthook/${name}`)

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  healthz: [...BASE, ...POST_START_HOOKS],
  livez: [...BASE, ...POST_START_HOOKS],
  readyz: [...BASE, ...READY_ONLY, ...POST_START_HOOKS, 'shutdown'],
}

export const healthPaths = (): string[] =>
  Object.entries(CHECKS).flatMap(([name, checks]) => [`/${name}`, ...checks.map((check) => `/${name}/${check}`)])

const text = (status: number, body: string): ApiResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  body,
})

/** undefined when the path is none of these. */
export function health(server: ApiServer, { path, query }: ApiRequest): ApiResponse | undefined {
  const [, name = '', ...check] = path.split('/')
  const checks = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined
  if (checks)
    return checkAnswer(name, checks, check.join('/'), {
      verbose: query.get('verbose') !== undefined,
      excluded: query.all('exclude'),
    })
  if (path === '/metrics') return text(200, metricsText(server))
  if (path === '/.well-known/openid-configuration') return { status: 200, body: issuer() }
  if (path === '/openid/v1/jwks')
    return { status: 200, headers: { 'content-type': 'application/jwk-set+json' }, body: { keys: [] } }
  return undefined
}

function checkAnswer(
  name: string,
  checks: readonly string[],
  one: string,
  { verbose, excluded }: { verbose: boolean; excluded: readonly string[] },
): ApiResponse {
  if (one !== '') return checks.includes(one) ? text(200, 'ok') : text(404, '404 page not found\n')
  if (!verbose) return text(200, 'ok')
  const lines = checks.map((check) => (excluded.includes(check) ? `[+]${check} excluded: ok` : `[+]${check} ok`))
  const unknown = excluded.filter((each) => !checks.includes(each))
  const warning =
    unknown.length > 0
      ? [
          `warn: some health checks cannot be excluded: no matches for ${unknown.map((each) => JSON.stringify(each)).join(', ')}`,
        ]
      : []
  return text(200, `${[...lines, ...warning, `${name} check passed`].join('\n')}\n`)
}

/** The figures that follow from what is kept; nothing is counted for them. */
function metricsText({ registry, store }: ApiServer): string {
  const counts = registry
    .all()
    .filter(({ verbs }) => verbs === undefined || verbs.includes('list'))
    .map(
      ({ kind, group, plural }) =>
        `apiserver_resource_objects{group=${JSON.stringify(group)},resource=${JSON.stringify(plural)}} ${store.count(kind)}`,
    )
  return [
    '# HELP apiserver_resource_objects [ALPHA] Number of stored objects at the time of last check split by kind.',
    '# TYPE apiserver_resource_objects gauge',
    ...counts,
    "# HELP kubernetes_build_info [ALPHA] A metric with a constant '1' value labeled by major, minor, git version, git commit, git tree state, build date, Go version, and compiler from which Kubernetes was built, and platform on which it is running.",
    '# TYPE kubernetes_build_info gauge',
    'kubernetes_build_info{git_version="v1.36.2",major="1",minor="36",platform="linux/amd64"} 1',
    '',
  ].join('\n')
}

const issuer = (): object => ({
  issuer: AUDIENCE,
  jwks_uri: `${AUDIENCE}/openid/v1/jwks`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
})
