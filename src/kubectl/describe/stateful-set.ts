// Follows kubectl/pkg/describe describeStatefulSet, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { StatefulSet } from '../../objects/kinds'
import { selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import { goPrint } from '../output/go-print'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { podPhases } from './pod-phases'
import { describePodTemplate } from './pod-template'
import { longTime, quantity, storageClassOf } from './texts'

export const describeStatefulSet: Describer<StatefulSet> = async (set, w, context) => {
  const { metadata, spec, status } = set
  const selector = selectorText(selectorOf(spec.selector))
  const phases = await podPhases(set, selector, context)
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp))
  w.field(0, 'Selector', selector)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Replicas', `${spec.replicas} desired | ${status.replicas ?? 0} total`)
  w.field(0, 'Update Strategy', spec.updateStrategy?.type ?? '')
  const { partition, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {}
  if (partition !== undefined) {
    w.field(1, 'Partition', partition)
    if (maxUnavailable !== undefined) w.field(1, 'MaxUnavailable', maxUnavailable)
  }
  w.field(0, 'Pods Status', phases)
  describePodTemplate(spec.template, w)
  describeClaimTemplates(spec.volumeClaimTemplates ?? [], w)
  await context.events(set, w)
}

function describeClaimTemplates(templates: readonly k.V1PersistentVolumeClaim[], w: DescribeWriter): void {
  if (templates.length === 0) return w.put(0, 'Volume Claims:\t<none>\n')
  w.put(0, 'Volume Claims:\n')
  for (const claim of templates) {
    const { metadata, spec } = claim
    w.field(1, 'Name', metadata?.name ?? '')
    w.field(1, 'StorageClass', storageClassOf(claim))
    describeLabels(w, 'Labels', metadata?.labels, '  ')
    describeLabels(w, 'Annotations', metadata?.annotations, '  ')
    const capacity = spec?.resources?.requests?.['storage']
    w.field(1, 'Capacity', capacity === undefined ? '<default>' : quantity(capacity))
    w.field(1, 'Access Modes', goPrint(spec?.accessModes ?? []))
  }
}
