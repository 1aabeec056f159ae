// Follows pkg/registry/node/runtimeclass, pkg/apis/node/validation and printRuntimeClass, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { invalid } from '../../field-errors'
import { immutable } from '../field-checks'
import { kindDefinition } from '../kind'
import { isDns1123Label } from '../metadata'
import { validateLabels } from '../metadata/labels'
import { nodeSelectorWarnings } from '../pod-template/node-label-warnings'
import { validateOverhead } from '../pod-template/validate-resources'
import { validateTolerations } from '../pod-template/validate-tolerations'
import { between, textColumn } from '../workload-columns'

export const runtimeClass = kindDefinition<Kinds['RuntimeClass']>({
  kind: 'RuntimeClass',
  group: 'node.k8s.io',
  version: 'v1',
  plural: 'runtimeclasses',
  singular: 'runtimeclass',
  needsVersion: true,
  namespaced: false,
  validate: ({ handler, overhead, scheduling }) => [
    ...isDns1123Label(handler).map((message) => invalid('handler', handler, message)),
    ...validateOverhead(overhead?.podFixed, 'overhead'),
    ...validateLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector'),
    ...validateTolerations(scheduling?.tolerations, 'scheduling.tolerations'),
  ],
  validateUpdate: (next, previous) => immutable('handler', next.handler, previous.handler),
  warnings: ({ scheduling }) => nodeSelectorWarnings(scheduling?.nodeSelector, () => 'scheduling.nodeSelector'),
  columns: between([textColumn('Handler', ({ handler }) => handler)]),
})
