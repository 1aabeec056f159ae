// What a request asks for, in the words of roles. Follows apiserver/pkg/endpoints/request/requestinfo.go, v1.36.
import type { ApiRequest } from '../handle/request'
import { LEGACY_WATCH, resolvePath } from '../handle/resolve-path'
import type { KindRegistry } from '../kinds/kind-registry'
import type { Attributes } from './decide'

const VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }
/** Who lists what has one name asks for this name. */
const ONE_NAME = /(?:^|,)metadata\.name==?([^,]+)/

export function attributesOf(registry: KindRegistry, { method, path, query }: ApiRequest): Attributes {
  const isLegacyWatch = LEGACY_WATCH.test(path)
  const found = resolvePath(isLegacyWatch ? path.replace(LEGACY_WATCH, '$1/') : path, registry)
  if (!found) return { verb: method.toLowerCase(), resource: undefined, path }
  const { definition, group, name, subresource } = found
  const isOne = name !== undefined
  const ofMany = method === 'DELETE' ? 'deletecollection' : isLegacyWatch || query.flag('watch') ? 'watch' : 'list'
  const verb = VERBS[method] && (isOne || method !== 'DELETE') ? VERBS[method] : isOne ? 'get' : ofMany
  const resource = {
    group,
    name: definition.plural + (subresource ? `/${subresource}` : ''),
    // A Namespace is asked for within itself.
    namespace: definition.kind === 'Namespace' && isOne ? name : found.namespace,
    object: name ?? (method === 'POST' ? '' : (ONE_NAME.exec(query.get('fieldSelector') ?? '')?.[1] ?? '')),
  }
  return { verb, resource, path }
}
