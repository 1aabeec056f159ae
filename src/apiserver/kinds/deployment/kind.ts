import type { Deployment } from '../../../objects/kinds'
import { selectorText } from '../../../objects/selector-text'
import { selectorOf } from '../../../objects/selectors'
import { kindDefinition } from '../kind'
import { isNewGeneration, podTemplateWarnings } from '../pod-template'
import { deploymentColumns } from './columns'
import { defaultDeployment } from './defaults'
import { validateDeployment, validateDeploymentStatus, validateDeploymentUpdate } from './validate'

export const deployment = kindDefinition<Deployment>({
  kind: 'Deployment',
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  statusKeeps: ['labels'],
  scale: {
    replicas: ({ spec }) => spec.replicas ?? 0,
    withReplicas: (object, replicas) => ({ ...object, spec: { ...object.spec, replicas } }),
    statusReplicas: ({ status }) => status.replicas ?? 0,
    selector: ({ spec }) => selectorText(selectorOf(spec.selector)),
  },
  // Upstream counts annotations too: a paused or rolled back Deployment is a new one to its controller.
  generation: ({ spec, metadata: { annotations } }) => [spec, annotations ?? {}],
  defaults: defaultDeployment,
  validate: validateDeployment,
  validateUpdate: validateDeploymentUpdate,
  validateStatusUpdate: validateDeploymentStatus,
  warnings: (object, previous) =>
    isNewGeneration(object, previous) ? podTemplateWarnings(object.spec.template, 'spec.template') : [],
  columns: deploymentColumns,
})
