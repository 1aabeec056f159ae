// Follows kubectl/pkg/describe describePodDisruptionBudgetV1 and describePriorityClass, v1.36.
import type { PodDisruptionBudget, PriorityClass } from '../../objects/kinds'
import { labelSelectorText, labelsOrNone } from '../../objects/selector-text'
import type { Describer } from './describer'

export const describePodDisruptionBudget: Describer<PodDisruptionBudget> = async (budget, w, context) => {
  const { metadata, spec, status } = budget
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  if (spec.minAvailable !== undefined) w.field(0, 'Min available', spec.minAvailable)
  else if (spec.maxUnavailable !== undefined) w.field(0, 'Max unavailable', spec.maxUnavailable)
  w.field(0, 'Selector', spec.selector ? labelSelectorText(spec.selector) : '<unset>')
  w.put(0, 'Status:\n')
  w.field(2, 'Allowed disruptions', status.disruptionsAllowed ?? 0)
  w.field(2, 'Current', status.currentHealthy ?? 0)
  w.field(2, 'Desired', status.desiredHealthy ?? 0)
  w.field(2, 'Total', status.expectedPods ?? 0)
  await context.events(budget, w)
}

export const describePriorityClass: Describer<PriorityClass> = async (priorityClass, w, context) => {
  const { metadata, value, globalDefault = false, preemptionPolicy, description = '' } = priorityClass
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Value', value)
  w.field(0, 'GlobalDefault', globalDefault)
  w.field(0, 'PreemptionPolicy', preemptionPolicy ?? 'PreemptLowerPriority')
  w.field(0, 'Description', description)
  w.field(0, 'Annotations', labelsOrNone(metadata.annotations))
  await context.events(priorityClass, w)
}
