// Follows ValidateJob and ValidateJobSpecUpdate of pkg/apis/batch/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1Affinity, V1PodTemplateSpec } from '../../../objects/generated/kubernetes'
import { isConditionTrue } from '../../../objects/conditions'
import type { Job } from '../../../objects/kinds'
import { matches, selectorOf } from '../../../objects/selectors'
import { invalid, required, type FieldError } from '../../field-errors'
import { IMMUTABLE, immutable } from '../field-checks'
import { internalTemplate, internalValue, labelsValue, selectorValue } from '../internal-diff'
import { validateLabelSelector } from '../metadata'
import { isSelectorUsable, sameSelector, selectorMatchesTemplate } from '../workload-template'
import { GENERATED_LABELS } from './prepare'
import { validateIndexedName, validateJobSpec } from './validate-spec'

/** What is asked of a new one. */
export function validateJob(job: Job): FieldError[] {
  const { spec, metadata } = job
  return [...validateGeneratedSelector(job), ...validateSpec(job), ...validateIndexedName(metadata.name, spec)]
}

const validateSpec = ({ spec }: Job): FieldError[] => [
  ...validateJobSpec(spec, 'spec'),
  ...(spec.selector ? validateLabelSelector(spec.selector, 'spec.selector') : [required('spec.selector')]),
  ...(isSelectorUsable(spec.selector) ? selectorMatchesTemplate(spec.selector, spec.template) : []),
]

/** What the server wrote must still be there: a client cannot have other values under these names. */
function validateGeneratedSelector({ metadata, spec }: Job): FieldError[] {
  if (spec.manualSelector || !spec.selector) return []
  const labels = spec.template.metadata?.labels
  const errors = GENERATED_LABELS.flatMap(([name, of]): FieldError[] => {
    const [found, wanted] = [labels?.[name], metadata[of]]
    const field = `spec.template.metadata.labels[${name}]`
    if (found === undefined) return [required(field, `must be '${wanted}'`)]
    return found === wanted ? [] : [invalid(field, labelsValue(labels), `must be '${wanted}'`)]
  })
  const expected = Object.fromEntries(GENERATED_LABELS.map(([name, of]) => [name, metadata[of]]))
  if (isSelectorUsable(spec.selector) && !matches(selectorOf(spec.selector), expected))
    errors.push(invalid('spec.selector', selectorValue(spec.selector), '`selector` not auto-generated'))
  return errors
}

export function validateJobUpdate(next: Job, previous: Job): FieldError[] {
  const [spec, before] = [next.spec, previous.spec]
  return [
    ...validateSpec(next),
    ...validateCompletionsUpdate(next, previous),
    ...sameSelector(spec.selector, before.selector),
    ...validateTemplateUpdate(next, previous),
    ...immutable('spec.completionMode', spec.completionMode, before.completionMode),
    ...immutableStruct('spec.podFailurePolicy', 'PodFailurePolicy', spec.podFailurePolicy, before.podFailurePolicy),
    ...immutable('spec.backoffLimitPerIndex', spec.backoffLimitPerIndex, before.backoffLimitPerIndex),
    ...immutable('spec.managedBy', spec.managedBy, before.managedBy),
    ...immutableStruct('spec.successPolicy', 'SuccessPolicy', spec.successPolicy, before.successPolicy),
  ]
}

const immutableStruct = (
  field: string,
  type: string,
  next: object | undefined,
  previous: object | undefined,
): FieldError[] => (dequal(next, previous) ? [] : [invalid(field, next && internalValue(type, next), IMMUTABLE)])

/** An Indexed Job is elastic: completions may change together with parallelism. */
function validateCompletionsUpdate({ spec }: Job, { spec: before }: Job): FieldError[] {
  if (spec.completionMode !== 'Indexed') return immutable('spec.completions', spec.completions, before.completions)
  if (
    spec.completions === before.completions ||
    spec.completions === undefined ||
    spec.completions === spec.parallelism
  )
    return []
  return [invalid('spec.completions', spec.completions, 'can only be modified in tandem with spec.parallelism')]
}

/** Of a suspended Job that never started, where its Pods may run can still be changed. */
function validateTemplateUpdate(next: Job, previous: Job): FieldError[] {
  const { spec: before, status } = previous
  const isSuspended = before.suspend === true
  const neverStarted = status.startTime === undefined || isConditionTrue(status.conditions, 'Suspended')
  const template = isSuspended && neverStarted ? withSchedulingOf(before.template, next.spec.template) : before.template
  return dequal(next.spec.template, template)
    ? []
    : [invalid('spec.template', internalTemplate(next.spec.template), IMMUTABLE)]
}

function withSchedulingOf(template: V1PodTemplateSpec, other: V1PodTemplateSpec): V1PodTemplateSpec {
  const { nodeSelector, affinity, tolerations, schedulingGates } = other.spec ?? {}
  const { labels, annotations } = other.metadata ?? {}
  const containers = (template.spec?.containers ?? []).map((container, index) => {
    const resources = other.spec?.containers[index]?.resources
    return resources ? { ...container, resources } : container
  })
  const replaced = {
    nodeSelector,
    affinity: withNodeAffinityOf(template.spec?.affinity, affinity),
    tolerations,
    schedulingGates,
  }
  return {
    ...template,
    metadata: present({ ...template.metadata, labels, annotations }),
    ...(template.spec ? { spec: present({ ...template.spec, containers, ...replaced }) } : {}),
  }
}

/** The affinity to nodes may change, that to Pods may not. */
function withNodeAffinityOf(affinity: V1Affinity | undefined, other: V1Affinity | undefined): V1Affinity | undefined {
  const merged = present({ ...affinity, nodeAffinity: other?.nodeAffinity })
  return other === undefined && Object.keys(merged).length === 0 ? undefined : merged
}

function present<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
