// Follows kubectl/pkg/describe DescribePodTemplate, v1.36.
import { labelSelectorText } from '../../objects/selector-text'
import type { PodSpec, PodTemplateSpec } from '../../objects/kinds'
import { compareCodePoints } from '../output/go-json'
import { describeContainers } from './containers'
import type { DescribeWriter } from './describe-writer'
import { describeAnnotations, describeLabels, describeTolerations } from './labels-section'
import { describeVolumes } from './volumes'

export function describePodTemplate(template: PodTemplateSpec | undefined, w: DescribeWriter): void {
  w.put(0, 'Pod Template:\n')
  if (!template) return w.put(1, '<unset>')
  const { metadata, spec } = template
  describeLabels(w, '  Labels', metadata?.labels)
  if (Object.keys(metadata?.annotations ?? {}).length > 0)
    describeAnnotations(w, '  Annotations', metadata?.annotations)
  if (spec?.serviceAccountName) w.field(1, 'Service Account', spec.serviceAccountName)
  const initial = spec?.initContainers ?? []
  if (initial.length > 0) describeContainers(w, initial, { label: 'Init Containers', space: '  ' })
  describeContainers(w, spec?.containers ?? [], { label: 'Containers', space: '  ' })
  describeVolumes(w, spec?.volumes ?? [], '  ')
  describeTopologySpread(w, spec, '  ')
  if (spec?.priorityClassName) w.field(1, 'Priority Class Name', spec.priorityClassName)
  describeLabels(w, '  Node-Selectors', spec?.nodeSelector)
  describeTolerations(w, '  Tolerations', spec?.tolerations)
}

export function describeTopologySpread(w: DescribeWriter, spec: PodSpec | undefined, space: string): void {
  const constraints = [...(spec?.topologySpreadConstraints ?? [])]
  if (constraints.length === 0) return
  constraints.sort((a, b) => compareCodePoints(a.topologyKey, b.topologyKey))
  w.put(0, `${space}Topology Spread Constraints:\t`)
  constraints.forEach(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }, i) => {
    const selector = labelSelector ? ` for selector ${labelSelectorText(labelSelector)}` : ''
    const start = i === 0 ? '' : `${space}\t`
    w.put(0, `${start}${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}\n`)
  })
}
