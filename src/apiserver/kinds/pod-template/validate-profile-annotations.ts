// Profiles were annotations once: where a field speaks as well, both must say the same.
// Follows validateSeccompAnnotationsAndFields and validateAppArmorAnnotationsAndFieldsMatchOnCreate of
// pkg/apis/core/validation, v1.36.
import type { V1SeccompProfile } from '../../../objects/generated/kubernetes'
import type { PodSpec } from '../../../objects/kinds'
import { forbiddenField, type FieldError } from '../../field-errors'
import { APP_ARMOR, LOCALHOST, SECCOMP_OF_CONTAINER, SECCOMP_OF_POD, type Annotations } from './validate-annotations'
import { containersWithFields } from './visit-containers'

export const validateProfileAnnotations = (
  annotations: Annotations | undefined,
  spec: PodSpec,
  field: string,
): FieldError[] =>
  annotations === undefined
    ? []
    : [...validateSeccomp(annotations, spec, field), ...validateAppArmor(annotations, spec, field)]

const SECCOMP_VALUES = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default', 'docker/default'] }

function validateSeccomp(annotations: Annotations, spec: PodSpec, field: string): FieldError[] {
  const match = (annotation: string | undefined, profile: V1SeccompProfile | undefined, at: string): FieldError[] =>
    validateMatch('seccomp', { annotation, profile, values: SECCOMP_VALUES }, `${at}.securityContext.seccompProfile`)
  return [
    ...match(annotations[SECCOMP_OF_POD], spec.securityContext?.seccompProfile, field),
    ...containersWithFields(spec, field).flatMap(([{ name, securityContext }, at]) =>
      match(annotations[SECCOMP_OF_CONTAINER + name], securityContext?.seccompProfile, at),
    ),
  ]
}

const APP_ARMOR_VALUES = { Unconfined: ['unconfined'], RuntimeDefault: ['runtime/default'] }

/** Containers without a profile of their own have the Pod's. */
function validateAppArmor(annotations: Annotations, spec: PodSpec, field: string): FieldError[] {
  if (spec.os?.name === 'windows') return []
  const ofPod = spec.securityContext?.appArmorProfile
  return containersWithFields(spec, field).flatMap(([{ name, securityContext }, at]) =>
    validateMatch(
      'apparmor',
      {
        annotation: annotations[APP_ARMOR + name],
        profile: securityContext?.appArmorProfile ?? ofPod,
        values: APP_ARMOR_VALUES,
      },
      `${at}.securityContext.appArmorProfile`,
    ),
  )
}

interface Pair {
  readonly annotation: string | undefined
  readonly profile: V1SeccompProfile | undefined
  /** what the annotation may be by the field's type */
  readonly values: Readonly<Record<string, string[]>>
}

function validateMatch(what: string, { annotation, profile, values }: Pair, field: string): FieldError[] {
  if (annotation === undefined || profile === undefined) return []
  const typesDiffer = [forbiddenField(`${field}.type`, `${what} type in annotation and field must match`)]
  if (profile.type !== 'Localhost') return values[profile.type]?.includes(annotation) === false ? typesDiffer : []
  if (!annotation.startsWith(LOCALHOST)) return typesDiffer
  return annotation.slice(LOCALHOST.length) === profile.localhostProfile
    ? []
    : [forbiddenField(`${field}.localhostProfile`, `${what} profile in annotation and field must match`)]
}
