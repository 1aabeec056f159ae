// Rules that the kinds with a Pod template share. Follows pkg/apis/apps/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { LabelSelector, PodTemplateSpec } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../field-errors'
import { IMMUTABLE } from './field-checks'
import { labelsValue, selectorValue } from './internal-diff'
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
    ? [invalid('spec.selector', selectorValue(selector), `empty selector is invalid for ${kind}`)]
    : []

export const isEmptySelector = (selector: LabelSelector): boolean =>
  Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions?.length ?? 0) === 0

/** Whether upstream can make a selector of it: it asks of its parts what validation asks. */
export const isSelectorUsable = (selector: LabelSelector | undefined): boolean =>
  validateLabelSelector(selector, 'spec.selector').length === 0

/** It is what tells the Pods of an object from all others, and stays. */
export const sameSelector = (next: LabelSelector | undefined, previous: LabelSelector | undefined): FieldError[] =>
  dequal(next, previous) ? [] : [invalid('spec.selector', selectorValue(next), IMMUTABLE)]

export function selectorMatchesTemplate(
  selector: LabelSelector | undefined,
  template: PodTemplateSpec,
  field = 'spec.template',
): FieldError[] {
  const labels = template.metadata?.labels
  if (selector && matches(selectorOf(selector), labels)) return []
  return [invalid(`${field}.metadata.labels`, labelsValue(labels), '`selector` does not match template `labels`')]
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
  if (!isSelectorUsable(selector)) return [invalid('spec.selector', selectorValue(selector), 'invalid label selector')]
  return [
    ...selectorMatchesTemplate(selector, template),
    ...validatePodTemplateSpec(template, 'spec.template'),
    ...validateLongRunning(template, 'ReplicaSet'),
  ]
}
