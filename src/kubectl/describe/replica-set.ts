// Follows kubectl/pkg/describe describeReplicaSet and describeReplicationController, v1.36.
import type { ReplicaSet, ReplicationController } from '../../objects/kinds'
import { labelSelectorText, labelsOrNone, labelsText, selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import { describeWorkloadConditions } from './conditions-section'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { podPhases } from './pod-phases'
import { describePodTemplate } from './pod-template'
import { controllerText } from './texts'

export const describeReplicaSet: Describer<ReplicaSet> = async (set, w, context) => {
  const { metadata, spec, status } = set
  const phases = await podPhases(set, selectorText(selectorOf(spec.selector)), context).catch(
    (error: unknown) => `error in fetching pods: ${(error as Error).message}`,
  )
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'Selector', labelSelectorText(spec.selector))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  if (controllerText(set) !== '') w.field(0, 'Controlled By', controllerText(set))
  w.field(0, 'Replicas', `${status.replicas} current / ${spec.replicas} desired`)
  w.field(0, 'Pods Status', phases)
  describePodTemplate(spec.template, w)
  describeWorkloadConditions(w, status.conditions)
  await context.events(set, w)
}

export const describeReplicationController: Describer<ReplicationController> = async (controller, w, context) => {
  const { metadata, spec, status } = controller
  const phases = await podPhases(controller, labelsText(spec.selector), context)
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'Selector', labelsOrNone(spec.selector))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Replicas', `${status.replicas} current / ${spec.replicas} desired`)
  w.field(0, 'Pods Status', phases)
  describePodTemplate(spec.template, w)
  describeWorkloadConditions(w, status.conditions)
  await context.events(controller, w)
}
