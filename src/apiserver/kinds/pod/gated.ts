// What may change about the node selection of a Pod that waits for its scheduling gates.
// Follows validateNodeSelectorMutation and validateNodeAffinityMutation of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { V1NodeAffinity, V1NodeSelectorTerm } from '../../../objects/generated/kubernetes'
import type { PodSpec } from '../../../objects/kinds'
import { invalid, type FieldError } from '../../field-errors'
import { changed } from '../filled'
import { internalValue } from '../internal-diff'

interface Masked {
  /** the new spec with the old node selection, for the comparison of all the rest */
  readonly spec: PodSpec
  readonly errors: FieldError[]
}

export function withOldNodeSelection(next: PodSpec, previous: PodSpec): Masked {
  const errors = [
    ...validateNodeSelector(next.nodeSelector, previous.nodeSelector),
    ...validateNodeAffinity(next.affinity?.nodeAffinity, previous.affinity?.nodeAffinity),
  ]
  const { podAffinity, podAntiAffinity } = next.affinity ?? {}
  const nodeAffinity = previous.affinity?.nodeAffinity
  const affinity = {
    ...(podAffinity ? { podAffinity } : {}),
    ...(podAntiAffinity ? { podAntiAffinity } : {}),
    ...(nodeAffinity ? { nodeAffinity } : {}),
  }
  const kept = Object.keys(affinity).length > 0 ? affinity : previous.affinity
  const spec = changed(next, {
    nodeSelector: previous.nodeSelector,
    affinity: dequal(kept, previous.affinity) ? previous.affinity : kept,
  })
  return { spec, errors }
}

/** More labels may be asked for, none less. */
function validateNodeSelector(next: Record<string, string> = {}, previous: Record<string, string> = {}): FieldError[] {
  const kept = Object.entries(previous).every(([key, value]) => next[key] === value)
  return kept
    ? []
    : [
        invalid(
          'spec.nodeSelector',
          next,
          'only additions to spec.nodeSelector are allowed (no mutations or deletions)',
        ),
      ]
}

const FIELD = 'spec.affinity.nodeAffinity'

function validateNodeAffinity(next: V1NodeAffinity | undefined, previous: V1NodeAffinity | undefined): FieldError[] {
  const before = previous?.requiredDuringSchedulingIgnoredDuringExecution
  if (!before) return []
  const after = next?.requiredDuringSchedulingIgnoredDuringExecution
  const at = `${FIELD}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`
  const terms = after?.nodeSelectorTerms ?? []
  if (terms.length !== before.nodeSelectorTerms.length)
    return [
      invalid(
        at,
        internalValue('[]NodeSelectorTerm', after?.nodeSelectorTerms),
        'no additions/deletions to non-empty NodeSelectorTerms list are allowed',
      ),
    ]
  return before.nodeSelectorTerms.flatMap((term, index) => {
    const grown = terms[index]
    return grown && isGrown(grown, term)
      ? []
      : [
          invalid(
            `${at}[${index}]`,
            internalValue('NodeSelectorTerm', grown),
            'only additions are allowed (no mutations or deletions)',
          ),
        ]
  })
}

/** An empty term picks nothing, so adding to it would let the Pod go where it could not before. */
function isGrown(next: V1NodeSelectorTerm, previous: V1NodeSelectorTerm): boolean {
  const before = [previous.matchExpressions ?? [], previous.matchFields ?? []] as const
  if (before[0].length + before[1].length === 0) return dequal(next, previous)
  return (
    dequal((next.matchExpressions ?? []).slice(0, before[0].length), before[0]) &&
    dequal((next.matchFields ?? []).slice(0, before[1].length), before[1])
  )
}
