// metrics.k8s.io, as the metrics server serves it where it is installed.
import type { KindDefinition } from '../kind'

const metrics = (kind: string, plural: string, namespaced: boolean): KindDefinition => ({
  kind,
  group: 'metrics.k8s.io',
  version: 'v1beta1',
  plural,
  singular: '',
  namespaced,
  verbs: ['get', 'list'],
})

export const metricsKinds: readonly KindDefinition[] = [
  metrics('NodeMetrics', 'nodes', false),
  metrics('PodMetrics', 'pods', true),
]
