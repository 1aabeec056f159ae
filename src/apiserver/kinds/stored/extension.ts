// What extends a real cluster: custom resources and aggregated servers. Their descriptions are kept, what they describe is not served.
// Follows apiextensions-apiserver and kube-aggregator (registry, printers), v1.36.
import type { KubeObject } from '../../../objects/kube-object'
import { changed } from '../filled'
import { kindDefinition, type KindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'
import { keptOnly } from './warned'

interface Names {
  kind?: string
  listKind?: string
  singular?: string
  plural?: string
}
type Definition = KubeObject & { spec?: { names?: Names; conversion?: object } }
type Service = KubeObject & {
  spec?: { service?: { namespace?: string; name?: string } }
  status?: { conditions?: { type: string; status: string; reason?: string }[] }
}

/** listKind and singular follow from kind; without words about it nothing is converted. */
function defaultDefinition(object: Definition): Definition {
  const { spec } = object
  if (!spec?.names) return object
  const { names, conversion } = spec
  const complete = {
    ...names,
    ...(names.kind
      ? { listKind: names.listKind || `${names.kind}List`, singular: names.singular || names.kind.toLowerCase() }
      : {}),
  }
  return changed(object, {
    spec: changed(spec, { names: changed(names, complete), conversion: conversion ?? { strategy: 'None' } }),
  })
}

function availableText({ status }: Service): string {
  const available = status?.conditions?.find(({ type }) => type === 'Available')
  if (!available) return 'Unknown'
  return available.status === 'True' || !available.reason
    ? available.status
    : `${available.status} (${available.reason})`
}

export const extensionKinds: readonly KindDefinition[] = [
  kindDefinition<Definition>({
    kind: 'CustomResourceDefinition',
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    singular: 'customresourcedefinition',
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    namespaced: false,
    hasStatus: true,
    generation: ({ spec }) => spec,
    defaults: defaultDefinition,
    warnings: keptOnly('custom resources are not served; their definition is kept'),
  }),
  kindDefinition<Service>({
    kind: 'APIService',
    group: 'apiregistration.k8s.io',
    version: 'v1',
    plural: 'apiservices',
    singular: 'apiservice',
    categories: ['api-extensions'],
    namespaced: false,
    hasStatus: true,
    warnings: keptOnly('aggregated API servers are not asked; their registration is kept'),
    columns: between([
      textColumn('Service', ({ spec }) => (spec?.service ? `${spec.service.namespace}/${spec.service.name}` : 'Local')),
      textColumn('Available', availableText),
    ]),
  }),
]
