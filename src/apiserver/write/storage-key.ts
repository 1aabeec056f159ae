// Follows pkg/kubeapiserver/default_storage_factory_builder.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { isCustom } from '../custom/openapi'
import type { KindDefinition } from '../kinds/kind'

/** Kinds that have been stored under another name since before they had their own. */
const STORED_AS: Readonly<Record<string, string>> = {
  replicationcontrollers: 'controllers',
  endpoints: 'services/endpoints',
  services: 'services/specs',
  nodes: 'minions',
  ingresses: 'ingress',
}

/** Where etcd keeps an object, as messages tell it. */
export function storageKey(definition: KindDefinition, { metadata }: KubeObject): string {
  const { group, plural } = definition
  const folder = isCustom(definition) ? `${group}/${plural}` : (STORED_AS[plural] ?? plural)
  return ['/registry', folder, metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/')
}
