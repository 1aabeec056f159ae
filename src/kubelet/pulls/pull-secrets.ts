// The registries that a Pod has credentials for. Follows pkg/kubelet getPullSecretsForPod and pkg/credentialprovider, v1.36.
// Whose credentials they are does not matter here: a registry takes all.
import type { Reader } from '../../apiserver/client'
import type { Pod, Secret } from '../../objects/kinds'

export interface PullSecrets {
  /** hosts: `docker.io`, `registry.example.com:5000` */
  readonly registries: ReadonlySet<string>
  /** names of Secrets that are not there */
  readonly missing: readonly string[]
}

export const NO_SECRETS: PullSecrets = { registries: new Set(), missing: [] }

export function pullSecretsOf({ metadata, spec }: Pod, read: Reader): PullSecrets {
  const names = (spec.imagePullSecrets ?? []).map(({ name }) => name ?? '').filter((name) => name !== '')
  if (names.length === 0) return NO_SECRETS
  const found = names.map((name) => read.get('Secret', metadata.namespace ?? '', name))
  return {
    registries: new Set(found.flatMap((secret) => (secret ? hostsIn(secret) : []))),
    missing: names.filter((_, place) => !found[place]),
  }
}

function hostsIn({ data }: Secret): string[] {
  try {
    const json = data?.['.dockerconfigjson']
    if (json !== undefined) return hostsOf((JSON.parse(atob(json)) as { auths?: object }).auths)
    const old = data?.['.dockercfg']
    return old === undefined ? [] : hostsOf(JSON.parse(atob(old)) as object)
  } catch {
    // What is no configuration gives no credentials.
    return []
  }
}

/** `https://index.docker.io/v1/` -> `docker.io` */
const hostsOf = (auths: object | undefined): string[] =>
  Object.keys(auths ?? {}).map((url) => {
    const host = url.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
    return host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host
  })
