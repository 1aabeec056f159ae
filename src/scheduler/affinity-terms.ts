// Terms of Pod affinity and anti-affinity, taken apart once. Follows pkg/scheduler/framework/types.go (AffinityTerm), v1.36.
import type { V1PodAffinityTerm, V1WeightedPodAffinityTerm } from '../objects/generated/kubernetes'
import { canonicalText } from '../objects/hash'
import type { Pod } from '../objects/kinds'
import { matches, selectorOf, type Labels, type Requirement, type Selector } from '../objects/selectors'

/** One term: which Pods it means, and in which topology. */
export interface AffinityTerm {
  /** equal terms of equal namespaces have equal keys */
  readonly key: string
  readonly namespaces: ReadonlySet<string>
  /** further namespaces, by their labels; undefined picks none */
  readonly namespaceSelector: Selector | undefined
  /** undefined picks no Pod */
  readonly selector: Selector | undefined
  readonly topologyKey: string
}

export interface WeightedTerm {
  readonly term: AffinityTerm
  readonly weight: number
}

export interface AffinityTerms {
  readonly required: readonly AffinityTerm[]
  readonly requiredAnti: readonly AffinityTerm[]
  readonly preferred: readonly WeightedTerm[]
  readonly preferredAnti: readonly WeightedTerm[]
}

export type NamespaceLabels = (namespace: string) => Labels

/** undefined for a Pod without Pod affinity. */
export function affinityTermsOf(pod: Pod): AffinityTerms | undefined {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {}
  if (!podAffinity && !podAntiAffinity) return undefined
  const term = (each: V1PodAffinityTerm): AffinityTerm => takeApart(each, pod)
  const weighted = ({ weight, podAffinityTerm }: V1WeightedPodAffinityTerm): WeightedTerm => ({
    weight,
    term: term(podAffinityTerm),
  })
  return {
    required: (podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(term),
    requiredAnti: (podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(term),
    preferred: (podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(weighted),
    preferredAnti: (podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(weighted),
  }
}

function takeApart(term: V1PodAffinityTerm, pod: Pod): AffinityTerm {
  const own = !term.namespaces?.length && !term.namespaceSelector
  const namespaces = own ? [pod.metadata.namespace ?? ''] : [...(term.namespaces ?? [])].sort()
  const namespaceSelector = selectorOf(term.namespaceSelector)
  const selector = withLabelKeys(selectorOf(term.labelSelector), term, pod.metadata.labels)
  return {
    key: canonicalText([namespaces, namespaceSelector ?? null, selector ?? null, term.topologyKey]),
    namespaces: new Set(namespaces),
    namespaceSelector,
    selector,
    topologyKey: term.topologyKey,
  }
}

/** matchLabelKeys and mismatchLabelKeys look at the Pod's own labels. Keys that the Pod lacks say nothing. */
function withLabelKeys(selector: Selector | undefined, term: V1PodAffinityTerm, labels: Labels): Selector | undefined {
  if (!selector) return selector
  return [
    ...selector,
    ...labelRequirements(term.matchLabelKeys, 'In', labels),
    ...labelRequirements(term.mismatchLabelKeys, 'NotIn', labels),
  ]
}

/** A requirement for each key that the labels have: equal to their value, or different from it. */
export const labelRequirements = (
  keys: readonly string[] | undefined,
  operator: 'In' | 'NotIn',
  labels: Labels,
): Requirement[] =>
  (keys ?? []).flatMap((key) => {
    const value = labels?.[key]
    return value === undefined ? [] : [{ key, operator, values: [value] }]
  })

/** Whether the term means a Pod of this namespace with these labels. */
export function termMatches(
  term: AffinityTerm,
  namespace: string,
  labels: Labels,
  namespaceLabels: NamespaceLabels,
): boolean {
  if (!term.selector || !matches(term.selector, labels)) return false
  if (term.namespaces.has(namespace)) return true
  return term.namespaceSelector !== undefined && matches(term.namespaceSelector, namespaceLabels(namespace))
}
