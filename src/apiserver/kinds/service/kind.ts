// Follows pkg/registry/core/service, v1.36.
import type { Service } from '../../../objects/kinds'
import { isDns1123Label } from '../../../objects/names'
import type { KindDefinition } from '../kind'
import { serviceColumns } from './columns'
import { defaultService, isHeadless, prepareService, prepareServiceUpdate } from './defaults'
import { validateService, validateServiceStatus, validateServiceUpdate } from './validate'

export const serviceKind: KindDefinition<Service> = {
  kind: 'Service',
  group: '',
  version: 'v1',
  plural: 'services',
  singular: 'service',
  madeByUpdate: true,
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  subresources: ['proxy'],
  defaults: defaultService,
  prepareForCreate: prepareService,
  prepareForUpdate: prepareServiceUpdate,
  validateCreate: validateService,
  validateUpdate: validateServiceUpdate,
  validateStatusUpdate: validateServiceStatus,
  // Names may begin with a digit: RelaxedServiceNameValidation, on from v1.36.
  validateName: isDns1123Label,
  warnings: serviceWarnings,
  fields: {
    'spec.clusterIP': ({ spec }) => spec.clusterIP ?? '',
    'spec.type': ({ spec }) => spec.type ?? '',
  },
  columns: serviceColumns,
}

/** Follows pkg/api/service/warnings.go, v1.36. */
function serviceWarnings({ metadata, spec }: Service): string[] {
  const warnings: string[] = []
  if (metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] !== undefined)
    warnings.push(
      'metadata.annotations[service.kubernetes.io/topology-aware-hints]: deprecated in v1.27+; please use service.kubernetes.io/topology-mode',
    )
  if (spec.trafficDistribution === 'PreferClose')
    warnings.push('spec.trafficDistribution: deprecated; prefer "PreferSameZone" to "PreferClose"')
  if (isHeadless(spec)) {
    if (spec.loadBalancerIP) warnings.push('spec.loadBalancerIP is ignored when spec.clusterIP is "None"')
    if (spec.externalIPs?.length) warnings.push('spec.externalIPs is ignored when spec.clusterIP is "None"')
    if (spec.sessionAffinity !== 'None') warnings.push('spec.SessionAffinity is ignored for headless services')
  }
  return warnings
}
