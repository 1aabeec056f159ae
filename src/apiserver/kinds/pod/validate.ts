// Follows ValidatePodCreate of pkg/apis/core/validation, v1.36.
import type { Pod } from '../../../objects/kinds'
import { forbiddenField, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import { validatePodSpec } from '../pod-template'
import { MIRROR, validatePodAnnotations } from '../pod-template/validate-annotations'
import { validateImageSpaces } from '../pod-template/validate-containers'
import { validateProfileAnnotations } from '../pod-template/validate-profile-annotations'

export function validatePod({ metadata, spec }: Pod): FieldError[] {
  return [
    ...validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations'),
    ...validatePodSpec(spec, 'spec', {
      podName: metadata.name,
      isMirror: metadata.annotations?.[MIRROR] !== undefined,
    }),
    ...(spec.serviceAccountName ? [] : validateNoTokens(spec)),
    ...each(spec.containers, 'spec.containers', validateImageSpaces),
    ...each(spec.initContainers, 'spec.initContainers', validateImageSpaces),
  ]
}

/** What only a new Pod is asked. */
export function validateNewPod({ metadata, spec }: Pod): FieldError[] {
  return [
    ...(spec.ephemeralContainers?.length
      ? [forbiddenField('spec.ephemeralContainers', 'cannot be set on create')]
      : []),
    ...(spec.nodeName && spec.schedulingGates?.length
      ? [forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared')]
      : []),
    ...validateProfileAnnotations(metadata.annotations, spec, 'spec'),
  ]
}

const validateNoTokens = ({ volumes }: Pod['spec']): FieldError[] =>
  each(volumes, 'spec.volumes', ({ projected }, at) =>
    each(projected?.sources, `${at}.projected.sources`, ({ serviceAccountToken }, sourceAt) =>
      serviceAccountToken
        ? [
            forbiddenField(
              `${sourceAt}.serviceAccountToken`,
              'must not be specified when serviceAccountName is not set',
            ),
          ]
        : [],
    ),
  )
