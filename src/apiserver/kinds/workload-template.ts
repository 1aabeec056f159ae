// Rules that the kinds with a Pod template share. Follows pkg/apis/apps/validation, v1.36.
import type { LabelSelector, PodTemplateSpec } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../field-errors'
import { validateLabelSelector } from './metadata'
import { validatePodTemplateSpec } from './pod-template'

/** spec.selector, which must be there and must select something. */
export function validateSelector(selector: LabelSelector | undefined, kind: string): FieldError[] {
  if (!selector) return [required('spec.selector')]
  return [...validateLabelSelector(selector, 'spec.selector'), ...notEmpty(selector, kind)]
}

/** Upstream says "deployment" for a ReplicaSet too. */
export const notEmpty = (selector: LabelSelector | undefined, kind: string): FieldError[] =>
  selector && isEmptySelector(selector)
    ? [invalid('spec.selector', selector, `empty selector is invalid for ${kind}`)]
    : []

export const isEmptySelector = (selector: LabelSelector): boolean =>
  Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions?.length ?? 0) === 0

const OPERATORS = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist'])

/** Whether upstream can make a selector of it: a wrong operator or wrong values prevent that. */
export const isSelectorUsable = (selector: LabelSelector | undefined): boolean =>
  (selector?.matchExpressions ?? []).every(
    ({ operator, values = [] }) =>
      OPERATORS.has(operator) && (operator === 'In' || operator === 'NotIn' ? values.length > 0 : values.length === 0),
  )

export function selectorMatchesTemplate(
  selector: LabelSelector | undefined,
  template: PodTemplateSpec,
  field = 'spec.template',
): FieldError[] {
  const labels = template.metadata?.labels
  if (selector && matches(selectorOf(selector), labels)) return []
  return [invalid(`${field}.metadata.labels`, labels ?? null, '`selector` does not match template `labels`')]
}

/** Pods of these kinds run for ever. */
export function validateLongRunning(template: PodTemplateSpec, kind: string): FieldError[] {
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {}
  return [
    ...(restartPolicy === 'Always'
      ? []
      : [notSupported('spec.template.spec.restartPolicy', restartPolicy ?? '', ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? []
      : [
          forbiddenField(
            'spec.template.spec.activeDeadlineSeconds',
            `activeDeadlineSeconds in ${kind} is not Supported`,
          ),
        ]),
  ]
}

/** The template of a ReplicaSet, and so of a Deployment. */
export function validateReplicaSetTemplate(
  template: PodTemplateSpec,
  selector: LabelSelector | undefined,
): FieldError[] {
  if (!isSelectorUsable(selector)) return [invalid('spec.selector', selector, 'invalid label selector')]
  return [
    ...selectorMatchesTemplate(selector, template),
    ...validatePodTemplateSpec(template, 'spec.template'),
    ...validateLongRunning(template, 'ReplicaSet'),
  ]
}
