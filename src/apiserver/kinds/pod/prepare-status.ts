// Follows podStatusStrategy.PrepareForUpdate of pkg/registry/core/pod, v1.36.
import type { V1PodCondition } from '../../../objects/generated/kubernetes'
import type { Pod } from '../../../objects/kinds'
import { changed, mapped } from '../filled'

/** What a writer of the status leaves out of the class of service and of the generations stays. */
export function preparePodStatus(next: Pod, { status: before }: Pod): Pod {
  const { status } = next
  return changed(next, {
    status: changed(status, {
      ...(status.qosClass ? {} : { qosClass: before.qosClass }),
      ...(status.observedGeneration ? {} : { observedGeneration: before.observedGeneration }),
      ...(status.conditions && before.conditions && status.conditions !== before.conditions
        ? { conditions: withGenerations(status.conditions, before.conditions) }
        : {}),
    }),
  })
}

/** Types may occur more than once: the first of one takes after the first of the old ones. */
function withGenerations(conditions: V1PodCondition[], before: readonly V1PodCondition[]): V1PodCondition[] {
  const generations = new Map<string, (number | undefined)[]>()
  for (const { type, observedGeneration } of before)
    generations.set(type, [...(generations.get(type) ?? []), observedGeneration])
  const next = mapped(conditions, (condition) => {
    const observedGeneration = generations.get(condition.type)?.shift()
    return condition.observedGeneration || !observedGeneration ? condition : { ...condition, observedGeneration }
  })
  return next ?? conditions
}
