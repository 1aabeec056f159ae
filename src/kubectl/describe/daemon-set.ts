// Follows kubectl/pkg/describe describeDaemonSet, v1.36.
import type { DaemonSet } from '../../objects/kinds'
import { labelsOrNone, selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { podPhases } from './pod-phases'
import { describePodTemplate } from './pod-template'

export const describeDaemonSet: Describer<DaemonSet> = async (set, w, context) => {
  const { metadata, spec, status } = set
  const selector = selectorText(selectorOf(spec.selector))
  const phases = await podPhases(set, selector, context)
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'Selector', selector)
  w.field(0, 'Node-Selector', labelsOrNone(spec.template.spec?.nodeSelector))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.put(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}\n`)
  w.put(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}\n`)
  w.put(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}\n`)
  w.put(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}\n`)
  w.put(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled}\n`)
  w.field(0, 'Pods Status', phases)
  describePodTemplate(spec.template, w)
  await context.events(set, w)
}
