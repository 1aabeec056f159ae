// Follows pkg/api/pod/warnings.go and pkg/api/node/util.go, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Container, PodSpec } from '../../../objects/kinds'
import { parseQuantity } from '../../../objects/quantity'

const DEPRECATED_NODE_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
}

/** What to say of a deprecated node label; undefined for any other. */
export const nodeLabelDeprecation = (label: string): string | undefined =>
  Object.hasOwn(DEPRECATED_NODE_LABELS, label) ? DEPRECATED_NODE_LABELS[label] : undefined

const DEPRECATED_ANNOTATIONS: readonly [key: string, words: string][] = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
]

const DEPRECATED_VOLUMES: readonly [source: keyof k.V1Volume, words: string][] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]

/** A Pod, or the template of one. */
interface PodLike {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> }
  readonly spec?: PodSpec
}

/** field: `spec.template` of a Deployment, '' for a Pod. */
export function podTemplateWarnings(template: PodLike | undefined, field: string): string[] {
  if (!template?.spec) return []
  const prefix = field === '' ? '' : `${field}.`
  const { spec } = template
  const annotations = template.metadata?.annotations ?? {}
  return [
    ...nodeSelectionWarnings(spec, `${prefix}spec`),
    ...spreadWarnings(spec, `${prefix}spec.topologySpreadConstraints`),
    ...DEPRECATED_ANNOTATIONS.filter(([key]) => annotations[key] !== undefined).map(
      ([key, words]) => `${prefix}metadata.annotations[${key}]: ${words}`,
    ),
    ...(spec.volumes ?? []).flatMap((volume, index) =>
      DEPRECATED_VOLUMES.filter(([source]) => volume[source] !== undefined).map(
        ([source, words]) =>
          `${prefix}spec.volumes[${index}].${source === 'storageos' ? 'storageOS' : source}: ${words}`,
      ),
    ),
    ...repetitionWarnings(spec, `${prefix}spec`),
    ...fractionWarnings(spec.overhead, `${prefix}spec.overhead`),
    ...containersOf(spec, `${prefix}spec`).flatMap(([container, at]) => containerWarnings(container, at)),
    ...portWarnings(spec, `${prefix}spec`),
    ...((spec.terminationGracePeriodSeconds ?? 0) < 0
      ? [
          `${prefix}spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
  ]
}

function nodeSelectionWarnings({ nodeSelector, affinity }: PodSpec, field: string): string[] {
  const at = `${field}.affinity.nodeAffinity`
  const needed = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const wished = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return [
    ...Object.keys(nodeSelector ?? {})
      .sort()
      .flatMap((key) => {
        const words = nodeLabelDeprecation(key)
        return words === undefined ? [] : [`${field}.nodeSelector[${key}]: ${words}`]
      }),
    ...needed.flatMap((term, index) =>
      termWarnings(term, `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`),
    ),
    ...wished.flatMap(({ preference }, index) =>
      termWarnings(preference, `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`),
    ),
  ]
}

const termWarnings = (term: k.V1NodeSelectorTerm | undefined, field: string): string[] =>
  (term?.matchExpressions ?? []).flatMap(({ key }, index) => {
    const words = nodeLabelDeprecation(key)
    return words === undefined ? [] : [`${field}.matchExpressions[${index}].key: ${key} is ${words}`]
  })

const spreadWarnings = ({ topologySpreadConstraints }: PodSpec, field: string): string[] =>
  (topologySpreadConstraints ?? []).flatMap(({ topologyKey, labelSelector }, index) => {
    const words = nodeLabelDeprecation(topologyKey)
    return [
      ...(words === undefined ? [] : [`${field}[${index}].topologyKey: ${topologyKey} is ${words}`]),
      ...(labelSelector ? [] : [`${field}[${index}].labelSelector: a null labelSelector results in matching no pod`]),
    ]
  })

function repetitionWarnings({ hostAliases = [], imagePullSecrets = [] }: PodSpec, field: string): string[] {
  const secrets = imagePullSecrets.map(({ name }) => name ?? '')
  return [
    ...repeated(hostAliases.map(({ ip }) => ip)).map(
      ([ip, index]) => `${field}.hostAliases[${index}].ip: duplicate ip ${JSON.stringify(ip)}`,
    ),
    ...repeated(secrets).map(
      ([name, index]) => `${field}.imagePullSecrets[${index}].name: duplicate name ${JSON.stringify(name)}`,
    ),
    ...secrets.flatMap((name, index) =>
      name === '' ? [`${field}.imagePullSecrets[${index}].name: invalid empty name ""`] : [],
    ),
  ]
}

/** Items that stood earlier in the list, with their places. */
const repeated = (items: readonly string[]): [string, number][] =>
  items.flatMap((item, index): [string, number][] => (items.indexOf(item) < index ? [[item, index]] : []))

/** Containers with their fields, in the order in which upstream visits them. */
function containersOf(spec: PodSpec, field: string): [Container, string][] {
  const list = (name: 'initContainers' | 'containers' | 'ephemeralContainers') =>
    (spec[name] ?? []).map((container, index): [Container, string] => [container, `${field}.${name}[${index}]`])
  return [...list('initContainers'), ...list('containers'), ...list('ephemeralContainers')]
}

const NANO_IN_UNIT = 1_000_000_000n

const fractionWarnings = (amounts: Record<string, string> | undefined, field: string): string[] =>
  ['memory', 'ephemeral-storage'].flatMap((name) => fractionWarning(name, amounts, field))

function fractionWarning(name: string, amounts: Record<string, string> | undefined, field: string): string[] {
  const text = amounts?.[name]
  if (text === undefined || parseQuantity(text).nano % NANO_IN_UNIT === 0n) return []
  return [`${field}[${name}]: fractional byte value ${JSON.stringify(text)} is invalid, must be an integer`]
}

function containerWarnings({ resources, env = [] }: Container, field: string): string[] {
  const { limits, requests } = resources ?? {}
  const hidden = repeated(env.map(({ name }) => name)).filter(([name, index]) => {
    const variable = env[index]
    const reference = `$(${name})`
    return (
      variable?.valueFrom !== undefined || variable?.value === reference || !(variable?.value ?? '').includes(reference)
    )
  })
  return [
    ...['memory', 'ephemeral-storage'].flatMap((name) => [
      ...fractionWarning(name, limits, `${field}.resources.limits`),
      ...fractionWarning(name, requests, `${field}.resources.requests`),
    ]),
    ...hidden.map(
      ([name, index]) =>
        `${field}.env[${index}]: hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`,
    ),
  ]
}

/** Two containers of a Pod share its address: the same port twice is seldom meant. */
function portWarnings(spec: PodSpec, field: string): string[] {
  const seen = new Map<string, [k.V1ContainerPort, string][]>()
  const warnings: string[] = []
  for (const [container, at] of containersOf(spec, field)) {
    container.ports?.forEach((port, index) => {
      const place = `${at}.ports[${index}]`
      const key = `${port.containerPort}/${port.protocol}`
      const others = seen.get(key) ?? []
      for (const [other, otherPlace] of others) {
        const same = (port.hostIP ?? '') === (other.hostIP ?? '') && (port.hostPort ?? 0) === (other.hostPort ?? 0)
        if (same) warnings.push(`${place}: duplicate port definition with ${otherPlace}`)
        else if (!port.hostPort || !other.hostPort)
          warnings.push(`${place}: overlapping port definition with ${otherPlace}`)
      }
      seen.set(key, [...others, [port, place]])
    })
  }
  return warnings
}
