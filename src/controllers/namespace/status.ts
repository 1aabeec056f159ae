// Conditions of a namespace that goes away. Follows pkg/controller/namespace/deletion/status_condition_utils.go, v1.36.
import { withCondition } from '../../objects/conditions'
import type * as k from '../../objects/generated/kubernetes'
import type { KubeObject } from '../../objects/kube-object'
import type { Namespace } from '../../objects/kinds'

export interface Remaining {
  readonly resource: string
  readonly objects: readonly KubeObject[]
}
/** Deletions that the API server refused, in its words. */
export type Failures = readonly string[]

type Condition = k.V1NamespaceCondition

export function deletionConditions(
  remaining: readonly Remaining[],
  failures: Failures,
  nowText: string,
): readonly Condition[] {
  const left = remaining.filter(({ objects }) => objects.length > 0).sort((a, b) => (a.resource < b.resource ? -1 : 1))
  const finalizers = finalizerCounts(left)
  return [
    ok('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
    ok(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    failures.length === 0
      ? ok(
          'NamespaceDeletionContentFailure',
          'ContentDeleted',
          'All content successfully deleted, may be waiting on finalization',
        )
      : bad(
          'NamespaceDeletionContentFailure',
          'ContentDeletionFailed',
          `Failed to delete all resource types, ${failures.length} remaining: ${[...failures].sort().join(', ')}`,
        ),
    left.length === 0
      ? ok('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed')
      : bad(
          'NamespaceContentRemaining',
          'SomeResourcesRemain',
          `Some resources are remaining: ${left.map(instances).join(', ')}`,
        ),
    finalizers.length === 0
      ? ok('NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished')
      : bad(
          'NamespaceFinalizersRemaining',
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${finalizers.join(', ')}`,
        ),
  ].map((condition) => ({ ...condition, lastTransitionTime: nowText }))
}

const ok = (type: string, reason: string, message: string): Condition => ({ type, status: 'False', reason, message })
const bad = (type: string, reason: string, message: string): Condition => ({ type, status: 'True', reason, message })
const instances = ({ resource, objects }: Remaining): string => `${resource} has ${objects.length} resource instances`

function finalizerCounts(remaining: readonly Remaining[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { objects } of remaining)
    for (const finalizer of objects.flatMap(({ metadata }) => metadata.finalizers ?? []))
      counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1)
  return [...counts].sort().map(([finalizer, count]) => `${finalizer} in ${count} resource instances`)
}

export function withDeletionConditions(namespace: Namespace, conditions: readonly Condition[]): Namespace {
  let all = namespace.status.conditions
  for (const condition of conditions) all = withCondition(all, condition)
  return { ...namespace, status: { ...namespace.status, phase: 'Terminating', conditions: all } }
}
