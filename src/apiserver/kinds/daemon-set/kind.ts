// Follows pkg/registry/apps/daemonset, SetDefaults_DaemonSet and printDaemonSet, v1.36.
import { dequal } from 'dequal/lite'
import type { V1DaemonSetUpdateStrategy } from '../../../objects/generated/kubernetes'
import type { DaemonSet } from '../../../objects/kinds'
import { labelsOrNone } from '../../../objects/selector-text'
import { changed, filled, withoutZeros } from '../filled'
import { kindDefinition } from '../kind'
import { defaultPodTemplate, isNewGeneration, podTemplateWarnings } from '../pod-template'
import { between, numberColumn, textColumn, wideColumns } from '../workload-columns'
import { validateDaemonSet, validateDaemonSetStatus, validateDaemonSetUpdate } from './validate'

const REVISION_HISTORY_LIMIT = 10
/** The old field spec.templateGeneration lives on in this annotation. */
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'
const NOTHING_SCHEDULED = {
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
}

export function defaultDaemonSet(set: DaemonSet): DaemonSet {
  const spec = filled(withoutZeros(set.spec ?? {}, ['minReadySeconds']), {
    revisionHistoryLimit: REVISION_HISTORY_LIMIT,
  })
  return changed(set, {
    spec: changed(spec, {
      template: defaultPodTemplate(spec.template),
      updateStrategy: defaultUpdateStrategy(spec.updateStrategy),
    }),
    status: filled(set.status ?? {}, NOTHING_SCHEDULED),
  })
}

function defaultUpdateStrategy(strategy: V1DaemonSetUpdateStrategy = {}): V1DaemonSetUpdateStrategy {
  const type = strategy.type || 'RollingUpdate'
  if (type !== 'RollingUpdate') return changed(strategy, { type })
  return changed(strategy, {
    type,
    rollingUpdate: filled(strategy.rollingUpdate ?? {}, { maxUnavailable: 1, maxSurge: 0 }),
  })
}

const templateGeneration = ({ metadata: { annotations } }: DaemonSet): number =>
  Number(annotations?.[TEMPLATE_GENERATION] ?? 0) || 0

function withTemplateGeneration(set: DaemonSet, generation: number): DaemonSet {
  const annotations = { ...set.metadata.annotations, [TEMPLATE_GENERATION]: String(generation) }
  return { ...set, metadata: { ...set.metadata, annotations } }
}

export const daemonSet = kindDefinition<DaemonSet>({
  kind: 'DaemonSet',
  group: 'apps',
  version: 'v1',
  plural: 'daemonsets',
  singular: 'daemonset',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  generation: ({ spec }) => spec,
  defaults: defaultDaemonSet,
  prepareForCreate: (set) => withTemplateGeneration(set, Math.max(1, templateGeneration(set))),
  prepareForUpdate: (next, previous) => {
    const before = templateGeneration(previous)
    return withTemplateGeneration(next, dequal(next.spec.template, previous.spec.template) ? before : before + 1)
  },
  validate: validateDaemonSet,
  validateUpdate: validateDaemonSetUpdate,
  validateStatusUpdate: validateDaemonSetStatus,
  warnings: (object, previous) =>
    isNewGeneration(object, previous) ? podTemplateWarnings(object.spec.template, 'spec.template') : [],
  columns: between(
    [
      numberColumn('Desired', ({ status }) => status.desiredNumberScheduled),
      numberColumn('Current', ({ status }) => status.currentNumberScheduled),
      numberColumn('Ready', ({ status }) => status.numberReady),
      numberColumn('Up-to-date', ({ status }) => status.updatedNumberScheduled ?? 0),
      numberColumn('Available', ({ status }) => status.numberAvailable ?? 0),
      textColumn('Node Selector', ({ spec }) => labelsOrNone(spec.template.spec?.nodeSelector)),
    ],
    wideColumns(({ spec }) => ({ spec: spec.template.spec, selector: spec.selector })),
  ),
})
