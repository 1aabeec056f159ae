// Annotations that mean something to the system.
// Follows ValidatePodSpecificAnnotations and ValidatePodSpecificAnnotationUpdates of pkg/apis/core/validation, v1.36.
import type { PodSpec } from '../../../objects/kinds'
import { forbiddenField, invalid, type FieldError } from '../../field-errors'
import { eachEntry } from '../field-checks'
import { validateDescendingPath } from './validate-paths'
import { containersWithFields } from './visit-containers'

export type Annotations = Readonly<Record<string, string>>

/** Says that a Pod stands for one that the kubelet runs from a file. */
export const MIRROR = 'kubernetes.io/config.mirror'
export const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod'
export const SECCOMP_OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/'
export const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/'
export const LOCALHOST = 'localhost/'

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
const INTEGER = /^(0|[1-9]\d*|-\d+)$/

export function validatePodAnnotations(
  annotations: Annotations | undefined,
  spec: PodSpec,
  field: string,
): FieldError[] {
  if (annotations === undefined) return []
  return [
    ...validateMirror(annotations[MIRROR], spec, `${field}[${MIRROR}]`),
    ...validateDeletionCost(annotations[DELETION_COST], `${field}[${DELETION_COST}]`),
    ...validateSeccomp(annotations[SECCOMP_OF_POD], `${field}.${SECCOMP_OF_POD}`),
    ...eachEntry(annotations, (key, profile) =>
      key.startsWith(SECCOMP_OF_CONTAINER) ? validateSeccomp(profile, `${field}.${key}`) : [],
    ),
    ...validateAppArmor(annotations, spec, field),
  ]
}

const validateMirror = (value: string | undefined, { nodeName }: PodSpec, field: string): FieldError[] =>
  value === undefined || nodeName
    ? []
    : [invalid(field, value, 'must set spec.nodeName if mirror pod annotation is set')]

const INT32_LIMIT = 2 ** 31

function validateDeletionCost(cost: string | undefined, field: string): FieldError[] {
  if (cost === undefined) return []
  const good = INTEGER.test(cost) && Number(cost) >= -INT32_LIMIT && Number(cost) < INT32_LIMIT
  return good ? [] : [invalid(field, cost, 'must be a 32bit integer')]
}

function validateSeccomp(profile: string | undefined, field: string): FieldError[] {
  if (profile === undefined || ['runtime/default', 'docker/default', 'unconfined'].includes(profile)) return []
  return profile.startsWith(LOCALHOST)
    ? validateDescendingPath(profile.slice(LOCALHOST.length), field)
    : [invalid(field, profile, 'must be a valid seccomp profile')]
}

function validateAppArmor(annotations: Annotations, spec: PodSpec, field: string): FieldError[] {
  const names = new Set(containersWithFields(spec, '').map(([{ name }]) => name))
  return eachEntry(annotations, (key, profile) => {
    if (!key.startsWith(APP_ARMOR)) return []
    const container = key.slice(APP_ARMOR.length)
    const known = ['', 'runtime/default', 'unconfined'].includes(profile) || profile.startsWith(LOCALHOST)
    const words = `invalid AppArmor profile name: ${JSON.stringify(profile)}`
    return [
      ...(names.has(container) ? [] : [invalid(`${field}[${key}]`, container, 'container not found')]),
      ...(known ? [] : [invalid(`${field}[${key}]`, profile, words)]),
    ]
  })
}

const FIXED: readonly [what: string, isMeant: (key: string) => boolean][] = [
  ['AppArmor annotations', (key) => key.startsWith(APP_ARMOR)],
  ['mirror pod annotation', (key) => key === MIRROR],
]

/** Some annotations of a Pod are as fixed as its spec; those of all kinds are judged once more. */
export function validatePodAnnotationUpdates(
  next: Annotations = {},
  previous: Annotations = {},
  spec: PodSpec,
  field: string,
): FieldError[] {
  const refusals = (key: string, verb: string): FieldError[] =>
    FIXED.filter(([, isMeant]) => isMeant(key)).map(([what]) =>
      forbiddenField(`${field}[${key}]`, `may not ${verb} ${what}`),
    )
  return [
    ...eachEntry(previous, (key, value) => (next[key] === value ? [] : refusals(key, 'remove or update'))),
    ...eachEntry(next, (key) => (previous[key] === undefined ? refusals(key, 'add') : [])),
    ...validatePodAnnotations(next, spec, field),
  ]
}
