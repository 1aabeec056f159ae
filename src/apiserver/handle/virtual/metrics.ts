// metrics.k8s.io/v1beta1. Follows metrics-server/pkg/api.
import type { MetricsReader, Usage } from '../../client'
import type { KubeObject } from '../../../objects/kube-object'
import { parseSelector } from '../../../objects/selector-text'
import { matches } from '../../../objects/selectors'
import { timeText } from '../../../objects/time'
import { failure, notFound } from '../../status'
import type { ApiResponse } from '../request'
import type { Handling } from '../write-verbs'

const API_VERSION = 'metrics.k8s.io/v1beta1'
const WINDOW = '15s'

const usageText = ({ cpu, memory }: Usage): object => ({
  cpu: `${Math.round(cpu)}m`,
  memory: `${Math.round(memory / 1024)}Ki`,
})

export function metricsAnswer({ server, path, request }: Handling): ApiResponse {
  const { metrics } = server
  if (!metrics) throw failure(404, 'NotFound', 'the server could not find the requested resource', {})
  const {
    definition: { kind, plural },
    namespace,
    name,
  } = path
  const measured = (object: KubeObject): object[] =>
    kind === 'NodeMetrics' ? nodeMetrics(metrics, object, server.loop.now()) : podMetrics(metrics, object)
  const about = kind === 'NodeMetrics' ? 'Node' : 'Pod'
  if (name !== undefined) {
    const object = server.store.get(about, namespace, name)
    const [found] = object ? measured(object) : []
    if (!found) throw notFound({ group: 'metrics.k8s.io', resource: plural }, name)
    return { status: 200, body: found }
  }
  const selector = parseSelector(request.query.get('labelSelector') ?? '')
  const items = server.store
    .list(about, namespace || undefined)
    .filter(({ metadata }) => matches(selector, metadata.labels))
    .flatMap(measured)
  return { status: 200, body: { kind: `${kind}List`, apiVersion: API_VERSION, metadata: {}, items } }
}

const about = (kind: string, { metadata }: KubeObject, timestamp: string): object => {
  const { name, namespace, labels } = metadata
  return {
    kind,
    apiVersion: API_VERSION,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      creationTimestamp: timestamp,
      ...(labels ? { labels } : {}),
    },
    timestamp,
    window: WINDOW,
  }
}

function nodeMetrics(metrics: MetricsReader, node: KubeObject, now: number): object[] {
  const usage = metrics.nodeMetrics(node.metadata.name)
  return usage ? [{ ...about('NodeMetrics', node, timeText(now)), usage: usageText(usage) }] : []
}

function podMetrics(metrics: MetricsReader, pod: KubeObject): object[] {
  const usage = metrics.podMetrics(pod.metadata.namespace ?? '', pod.metadata.name)
  if (!usage) return []
  const containers = Object.entries(usage.containers).map(([name, each]) => ({ name, usage: usageText(each) }))
  return [{ ...about('PodMetrics', pod, timeText(usage.timestamp)), containers }]
}
