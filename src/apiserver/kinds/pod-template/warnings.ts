// Follows pkg/api/pod/warnings.go, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { ObjectMeta } from '../../../objects/kube-object'
import type { PodSpec } from '../../../objects/kinds'
import { quote } from '../../../objects/go-text'
import { containerWarnings, fractionWarnings, portWarnings, repeated } from './container-warnings'
import { nodeLabelWarning, nodeSelectorWarnings, nodeTermWarnings } from './node-label-warnings'
import { APP_ARMOR, SECCOMP_OF_CONTAINER, SECCOMP_OF_POD, type Annotations } from './validate-annotations'
import { containersWithFields } from './visit-containers'
import { volumeWarnings } from './volume-warnings'

const DEPRECATED_ANNOTATIONS: readonly [key: string, words: string][] = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
]
const SECCOMP_WORDS = 'non-functional in v1.27+; use the "seccompProfile" field instead'
export const APP_ARMOR_WORDS = 'deprecated since v1.30; use the "appArmorProfile" field instead'

/** A Pod, or the template of one. */
interface PodLike {
  readonly metadata?: { readonly annotations?: Annotations }
  readonly spec?: PodSpec
}

/** Objects with templates are warned about when they are made, and when a change is counted as a new generation. */
export const isNewGeneration = (
  { metadata }: { readonly metadata: ObjectMeta },
  previous: { readonly metadata: ObjectMeta } | undefined,
): boolean => metadata.generation !== previous?.metadata.generation

/** field: `spec.template` of a Deployment, '' for a Pod. */
export function podTemplateWarnings(template: PodLike | undefined, field: string): string[] {
  if (!template?.spec) return []
  const prefix = field === '' ? '' : `${field}.`
  const { spec } = template
  const at = `${prefix}spec`
  const annotations = template.metadata?.annotations ?? {}
  return [
    ...nodeSelectionWarnings(spec, at),
    ...spreadWarnings(spec, `${at}.topologySpreadConstraints`),
    ...DEPRECATED_ANNOTATIONS.filter(([key]) => annotations[key] !== undefined).map(
      ([key, words]) => `${prefix}metadata.annotations[${key}]: ${words}`,
    ),
    ...volumeWarnings(spec.volumes ?? [], `${at}.volumes`),
    ...repetitionWarnings(spec, at),
    ...fractionWarnings(spec.overhead, `${at}.overhead`),
    ...(annotations[SECCOMP_OF_POD] !== undefined && !spec.securityContext?.seccompProfile
      ? [`${prefix}metadata.annotations[${SECCOMP_OF_POD}]: ${SECCOMP_WORDS}`]
      : []),
    ...containersWithFields(spec, at).flatMap(([container, place]) => [
      ...profileWarnings(container, spec, annotations, field),
      ...containerWarnings(container, place),
    ]),
    ...portWarnings(spec, at),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0
      ? [`${at}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`]
      : []),
    ...podAffinityWarnings(spec.affinity?.podAffinity, `${at}.affinity.podAffinity`),
    ...podAffinityWarnings(spec.affinity?.podAntiAffinity, `${at}.affinity.podAntiAffinity`),
  ]
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

function nodeSelectionWarnings({ nodeSelector, affinity }: PodSpec, field: string): string[] {
  const at = `${field}.affinity.nodeAffinity`
  const needed = affinity?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms ?? []
  const wished = affinity?.nodeAffinity?.[PREFERRED] ?? []
  return [
    ...nodeSelectorWarnings(nodeSelector, (key) => `${field}.nodeSelector[${key}]`),
    ...needed.flatMap((term, index) => nodeTermWarnings(term, `${at}.${REQUIRED}.nodeSelectorTerms[${index}]`)),
    ...wished.flatMap(({ preference }, index) =>
      nodeTermWarnings(preference, `${at}.${PREFERRED}[${index}].preference`, true),
    ),
  ]
}

const NO_SELECTOR = 'a null labelSelector results in matching no pod'

const spreadWarnings = ({ topologySpreadConstraints }: PodSpec, field: string): string[] =>
  (topologySpreadConstraints ?? []).flatMap(({ topologyKey, labelSelector }, index) => [
    ...nodeLabelWarning(topologyKey, `${field}[${index}].topologyKey`),
    ...(labelSelector ? [] : [`${field}[${index}].labelSelector: ${NO_SELECTOR}`]),
  ])

const podAffinityWarnings = (affinity: k.V1PodAffinity | undefined, field: string): string[] => [
  ...(affinity?.[REQUIRED] ?? []).flatMap(({ labelSelector }, index) =>
    labelSelector ? [] : [`${field}.${REQUIRED}[${index}].labelSelector: ${NO_SELECTOR}`],
  ),
  ...(affinity?.[PREFERRED] ?? []).flatMap(({ podAffinityTerm }, index) =>
    podAffinityTerm.labelSelector
      ? []
      : [`${field}.${PREFERRED}[${index}].podAffinityTerm.labelSelector: ${NO_SELECTOR}`],
  ),
]

function repetitionWarnings({ hostAliases = [], imagePullSecrets = [] }: PodSpec, field: string): string[] {
  const secrets = imagePullSecrets.map(({ name }) => name ?? '')
  return [
    ...repeated(hostAliases.map(({ ip }) => ip)).map(
      ([ip, index]) => `${field}.hostAliases[${index}].ip: duplicate ip ${quote(ip)}`,
    ),
    ...repeated(secrets).map(
      ([name, index]) => `${field}.imagePullSecrets[${index}].name: duplicate name ${quote(name)}`,
    ),
    ...secrets.flatMap((name, index) =>
      name === '' ? [`${field}.imagePullSecrets[${index}].name: invalid empty name ""`] : [],
    ),
  ]
}

/** Profiles that only an annotation names. A Pod is told of AppArmor's when they become fields. */
function profileWarnings(
  { name, securityContext }: k.V1Container,
  spec: PodSpec,
  annotations: Annotations,
  field: string,
): string[] {
  const appArmor = securityContext?.appArmorProfile ?? spec.securityContext?.appArmorProfile
  const at = field === '' ? 'metadata.annotations' : `${field}.metadata.annotations`
  return [
    ...(annotations[SECCOMP_OF_CONTAINER + name] !== undefined && !securityContext?.seccompProfile
      ? [`${at}[${SECCOMP_OF_CONTAINER}${name}]: ${SECCOMP_WORDS}`]
      : []),
    ...(field !== '' && annotations[APP_ARMOR + name] !== undefined && !appArmor
      ? [`${at}[${APP_ARMOR}${name}]: ${APP_ARMOR_WORDS}`]
      : []),
  ]
}
