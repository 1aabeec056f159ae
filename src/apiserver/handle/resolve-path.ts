// What a path names. Follows apiserver/pkg/endpoints/request/requestinfo.go, v1.36.
import type { KindDefinition, ServedVersion } from '../kinds/kind'
import type { KindRegistry } from '../kinds/kind-registry'

export interface ResourcePath {
  readonly definition: KindDefinition
  /** the version of the URL, when it is not the stored one */
  readonly served: ServedVersion | undefined
  readonly group: string
  readonly version: string
  /** '' for all namespaces, and for kinds of the whole cluster */
  readonly namespace: string
  /** undefined for a collection */
  readonly name: string | undefined
  /** '' or `status`, `scale`, `log` ... */
  readonly subresource: string
  /** what comes after the subresource: the path of a proxy request */
  readonly rest: string
}

/** `/api/v1/watch/pods` is as old as the API and still served. */
export const LEGACY_WATCH = /^(\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)\/watch\//

/** undefined when the path names no resource that is served. */
export function resolvePath(path: string, registry: KindRegistry): ResourcePath | undefined {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded)
  const [root, ...below] = parts
  if (root === 'api' && below.length >= 2)
    return resource(registry, { group: '', version: below[0] as string }, below.slice(1))
  if (root === 'apis' && below.length >= 3)
    return resource(registry, { group: below[0] as string, version: below[1] as string }, below.slice(2))
  return undefined
}

function decoded(part: string): string {
  if (!part.includes('%')) return part
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function resource(
  registry: KindRegistry,
  { group, version }: { group: string; version: string },
  parts: readonly string[],
): ResourcePath | undefined {
  const inNamespace = parts[0] === 'namespaces' && parts.length >= 3 && !isNamespaceSubresource(parts, registry, group)
  const [plural, name, subresource = '', ...rest] = inNamespace ? parts.slice(2) : parts
  const found = registry.byResource(group, version, plural as string)
  if (!found || (inNamespace && !found.definition.namespaced)) return undefined
  const namespace = inNamespace ? (parts[1] as string) : ''
  if (!inNamespace && found.definition.namespaced && name !== undefined) return undefined
  const { definition, served } = found
  return { definition, served, group, version, namespace, name, subresource, rest: rest.join('/') }
}

/** `namespaces/x/status` and `namespaces/x/finalize` are subresources of the Namespace, not kinds within it. */
const isNamespaceSubresource = (parts: readonly string[], registry: KindRegistry, group: string): boolean =>
  group === '' &&
  parts.length === 3 &&
  ['status', 'finalize'].includes(parts[2] as string) &&
  registry.byResource('', 'v1', 'namespaces') !== undefined
