// Who a Pod of a StatefulSet is. Follows pkg/controller/statefulset/stateful_set_utils.go, v1.36.
import type { Draft } from '../../objects/kube-object'
import type { PersistentVolumeClaim, Pod, PodTemplateSpec, StatefulSet, Volume } from '../../objects/kinds'
import { podFromTemplate } from '../pod-control/pod-from-template'

export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name'
export const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index'
export const REVISION_LABEL = 'controller-revision-hash'

export const replicasOf = ({ spec }: StatefulSet): number => spec.replicas ?? 1
export const startOf = ({ spec }: StatefulSet): number => spec.ordinals?.start ?? 0
export const minReadySecondsOf = ({ spec }: StatefulSet): number => spec.minReadySeconds ?? 0

export const podNameOf = (set: StatefulSet, ordinal: number): string => `${set.metadata.name}-${ordinal}`

/** `web-3` -> web and 3. A name without a number at its end has no owner and the ordinal -1. */
export function parentAndOrdinal(name: string): { parent: string; ordinal: number } {
  const dash = dashBeforeNumber(name)
  return dash < 0 ? { parent: '', ordinal: -1 } : { parent: name.slice(0, dash), ordinal: ordinalAfter(name, dash) }
}

/** Where the dash before the number at the end of a name is; -1 without one. Asked of every Pod in every sync. */
function dashBeforeNumber(name: string): number {
  let place = name.length - 1
  while (place >= 0 && isDigit(name.charCodeAt(place))) place--
  return place < name.length - 1 && name[place] === '-' ? place : -1
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

function ordinalAfter(name: string, dash: number): number {
  const number = Number(name.slice(dash + 1))
  return number < 2 ** 31 ? number : -1
}

export function ordinalOf({ metadata: { name } }: Pod): number {
  const dash = dashBeforeNumber(name)
  return dash < 0 ? -1 : ordinalAfter(name, dash)
}

export const isMember = ({ metadata: { name: parent } }: StatefulSet, { metadata: { name } }: Pod): boolean =>
  dashBeforeNumber(name) === parent.length && name.startsWith(parent)

export const isInRange = (set: StatefulSet, ordinal: number): boolean =>
  ordinal >= startOf(set) && ordinal < startOf(set) + replicasOf(set)

export const revisionOf = ({ metadata: { labels } }: Pod): string => labels?.[REVISION_LABEL] ?? ''

const identityLabels = (name: string, ordinal: number): Record<string, string> => ({
  [POD_NAME_LABEL]: name,
  [POD_INDEX_LABEL]: String(ordinal),
})

/** The label of the ordinal does not count: it came later, and Pods of old need not be written for it. */
export function hasIdentity(set: StatefulSet, pod: Pod): boolean {
  const { name, labels } = pod.metadata
  const { parent, ordinal } = parentAndOrdinal(name)
  const named = ordinal >= 0 && parent === set.metadata.name && name === podNameOf(set, ordinal)
  return named && labels?.[POD_NAME_LABEL] === name
}

export function hasStorage(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(pod)
  if (claimTemplatesOf(set).length === 0) return ordinal >= 0
  const claims = new Map(
    (pod.spec.volumes ?? []).map(({ name, persistentVolumeClaim }) => [name, persistentVolumeClaim?.claimName]),
  )
  return (
    ordinal >= 0 &&
    claimTemplatesOf(set).every((template) => claims.get(templateName(template)) === claimName(set, template, ordinal))
  )
}

type ClaimTemplate = NonNullable<StatefulSet['spec']['volumeClaimTemplates']>[number]

const claimTemplatesOf = ({ spec }: StatefulSet): readonly ClaimTemplate[] => spec.volumeClaimTemplates ?? []
const templateName = ({ metadata }: ClaimTemplate): string => metadata?.name ?? ''
const claimName = (set: StatefulSet, template: ClaimTemplate, ordinal: number): string =>
  `${templateName(template)}-${podNameOf(set, ordinal)}`

/** The claims of one Pod, in the order of the templates (upstream's order is chance), with the selector's labels. */
export function claimsOf(set: StatefulSet, ordinal: number): Draft<PersistentVolumeClaim>[] {
  return claimTemplatesOf(set).map((template) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...template.metadata,
      name: claimName(set, template, ordinal),
      namespace: set.metadata.namespace ?? '',
      labels: { ...template.metadata?.labels, ...set.spec.selector.matchLabels },
    },
    spec: template.spec ?? {},
  }))
}

/** The volumes of the claims come first; a volume of the template of the same name gives way. */
export function withStorage(set: StatefulSet, ordinal: number, volumes: readonly Volume[] = []): Volume[] {
  const templates = claimTemplatesOf(set)
  const claimed = templates.map((template) => ({
    name: templateName(template),
    persistentVolumeClaim: { claimName: claimName(set, template, ordinal) },
  }))
  return [...claimed, ...volumes.filter(({ name }) => !claimed.some((volume) => volume.name === name))]
}

/** The Pod of an ordinal, of the given version. */
export function podOf(
  set: StatefulSet,
  ordinal: number,
  version: { template: PodTemplateSpec; revision: string },
): Draft<Pod> {
  const name = podNameOf(set, ordinal)
  const pod = podFromTemplate(version.template, set)
  const volumes = withStorage(set, ordinal, pod.spec.volumes)
  const { serviceName } = set.spec
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      name,
      labels: { ...pod.metadata.labels, ...identityLabels(name, ordinal), [REVISION_LABEL]: version.revision },
    },
    spec: {
      ...pod.spec,
      hostname: name,
      ...(serviceName ? { subdomain: serviceName } : {}),
      ...(volumes.length ? { volumes } : {}),
    },
  }
}

/** A Pod that was adopted, with the labels and volumes of its identity. */
export function corrected(set: StatefulSet, pod: Pod): Pod {
  const { name, labels } = pod.metadata
  const ordinal = ordinalOf(pod)
  const named = { ...pod, metadata: { ...pod.metadata, labels: { ...labels, ...identityLabels(name, ordinal) } } }
  return hasStorage(set, pod)
    ? named
    : { ...named, spec: { ...pod.spec, volumes: withStorage(set, ordinal, pod.spec.volumes) } }
}
