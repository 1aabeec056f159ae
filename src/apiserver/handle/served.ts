// What is served: every kind under each of its versions, and its subresources.
import type { ApiServer } from '../api-server'
import type { KindDefinition } from '../kinds/kind'

const USUAL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

export const verbsOf = ({ verbs = USUAL_VERBS }: KindDefinition): readonly string[] => verbs

/** One resource as it is served under one version. */
export interface ServedResource {
  readonly definition: KindDefinition
  readonly group: string
  readonly version: string
}

/** Every kind under every version that it is served as. */
export function served({ registry }: ApiServer): ServedResource[] {
  return registry
    .all()
    .flatMap((definition) => [
      { definition, group: definition.group, version: definition.version },
      ...(definition.versions ?? []).map(({ group, version }) => ({ definition, group, version })),
    ])
}

const SUBRESOURCE_KINDS: Readonly<
  Record<string, { kind: string; group?: string; version?: string; verbs: readonly string[] }>
> = {
  attach: { kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  ephemeralcontainers: { kind: 'Pod', verbs: ['get', 'patch', 'update'] },
  eviction: { kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  finalize: { kind: 'Namespace', verbs: ['update'] },
  log: { kind: 'Pod', verbs: ['get'] },
  portforward: { kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  approval: { kind: 'CertificateSigningRequest', verbs: ['get', 'patch', 'update'] },
  proxy: { kind: 'PodProxyOptions', verbs: ['create', 'delete', 'get', 'patch', 'update'] },
  token: { kind: 'TokenRequest', group: 'authentication.k8s.io', version: 'v1', verbs: ['create'] },
}

export interface Subresource {
  readonly name: string
  readonly kind: string
  readonly group?: string
  readonly version?: string
  readonly verbs: readonly string[]
}

export function subresources({ kind, scale, hasStatus, subresources: others = [] }: KindDefinition): Subresource[] {
  const named = others
    .filter((name) => name !== 'status' && name !== 'scale')
    .map((name) => ({
      name,
      ...(SUBRESOURCE_KINDS[name] ?? { kind, verbs: ['get', 'patch', 'update'] }),
      ...(name === 'proxy' ? { kind: `${kind}ProxyOptions` } : {}),
    }))
  const verbs = ['get', 'patch', 'update']
  return [
    ...named,
    ...(scale ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs }] : []),
    ...(hasStatus ? [{ name: 'status', kind, verbs }] : []),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
}
