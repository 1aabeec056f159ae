// Follows pkg/registry/core/service, v1.36.
import type { Service } from '../../../objects/kinds'
import { isDns1123Label } from '../../../objects/names'
import type { KindDefinition } from '../kind'
import { serviceColumns } from './columns'
import { defaultService, prepareService, prepareServiceUpdate } from './defaults'
import { validateService, validateServiceStatus, validateServiceUpdate } from './validate'
import { serviceWarnings } from './warnings'

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
