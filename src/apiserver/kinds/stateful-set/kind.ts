// Follows pkg/registry/apps/statefulset and printStatefulSet, v1.36.
import type { StatefulSet } from '../../../objects/kinds'
import { isDns1123Label } from '../../../objects/names'
import { selectorText } from '../../../objects/selector-text'
import { selectorOf } from '../../../objects/selectors'
import { kindDefinition } from '../kind'
import { claimWarnings } from '../persistent-volume-claim/warnings'
import { isNewGeneration, podTemplateWarnings } from '../pod-template'
import { between, textColumn, wideColumns } from '../workload-columns'
import { defaultStatefulSet } from './defaults'
import { validateStatefulSet, validateStatefulSetStatus, validateStatefulSetUpdate } from './validate'

/**
 * The gate MaxUnavailableStatefulSet is off: the field is taken away unless the object has it already. Recorded of v1.36.2:
 * with the gate on, every rollingUpdate would show the default of 1.
 */
function withoutMaxUnavailable(next: StatefulSet, previous: StatefulSet | undefined): StatefulSet {
  const { updateStrategy } = next.spec
  const rollingUpdate = updateStrategy?.rollingUpdate
  if (
    rollingUpdate?.maxUnavailable === undefined ||
    previous?.spec.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined
  )
    return next
  const { maxUnavailable: _, ...kept } = rollingUpdate
  return { ...next, spec: { ...next.spec, updateStrategy: { ...updateStrategy, rollingUpdate: kept } } }
}

export const statefulSet = kindDefinition<StatefulSet>({
  kind: 'StatefulSet',
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  singular: 'statefulset',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  scale: {
    replicas: ({ spec }) => spec.replicas ?? 0,
    withReplicas: (object, replicas) => ({ ...object, spec: { ...object.spec, replicas } }),
    statusReplicas: ({ status }) => status.replicas,
    selector: ({ spec }) => selectorText(selectorOf(spec.selector)),
  },
  generation: ({ spec }) => spec,
  defaults: defaultStatefulSet,
  prepareForCreate: (set) => withoutMaxUnavailable(set, undefined),
  prepareForUpdate: withoutMaxUnavailable,
  validate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  validateStatusUpdate: validateStatefulSetStatus,
  // The name becomes part of the host names of the Pods.
  validateName: isDns1123Label,
  warnings: (object, previous) => [
    ...(isNewGeneration(object, previous) ? podTemplateWarnings(object.spec.template, 'spec.template') : []),
    ...(object.spec.volumeClaimTemplates ?? []).flatMap((claim, index) =>
      // Upstream names the field in two ways.
      claimWarnings(claim.spec ?? {}, `spec.volumeClaimTemplates[${index}]${previous ? '.Spec' : ''}`),
    ),
    ...((object.spec.revisionHistoryLimit ?? 0) < 0
      ? ['spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended']
      : []),
  ],
  columns: between(
    [textColumn('Ready', ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`)],
    wideColumns(({ spec }) => ({ spec: spec.template.spec }), { selector: false }),
  ),
})
