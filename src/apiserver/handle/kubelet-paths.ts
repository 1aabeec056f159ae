// What a kubelet's own server answers, as far as it follows from objects. Follows pkg/kubelet/server/server.go and
// pkg/kubelet/apis/stats/v1alpha1, v1.36.
import type { Node, Pod } from '../../objects/kinds'
import { timeText } from '../../objects/time'
import type { ApiServer } from '../api-server'
import type { Usage } from '../client'
import type { ApiResponse } from './request'

const text = (status: number, body: string): ApiResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
})

export function kubeletAnswer(server: ApiServer, node: Node, path: string): ApiResponse {
  switch (path.replace(/\/$/, '')) {
    case '/healthz':
      return text(200, 'ok')
    case '/pods':
    case '/runningpods':
      return {
        status: 200,
        body: { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: server.store.podsOnNode(node.metadata.name) },
      }
    case '/stats/summary':
      return { status: 200, body: summary(server, node) }
    default:
      return text(404, '404 page not found\n')
  }
}

const NANO_A_MILLI = 1_000_000

const figures = ({ cpu, memory }: Usage, time: string): object => ({
  cpu: { time, usageNanoCores: cpu * NANO_A_MILLI },
  memory: { time, usageBytes: memory, workingSetBytes: memory },
})

function summary({ metrics, store, loop }: ApiServer, { metadata }: Node): object {
  const time = timeText(loop.now())
  const usage = metrics?.nodeMetrics(metadata.name)
  const pods = [...store.podsOnNode(metadata.name)] as Pod[]
  return {
    node: { nodeName: metadata.name, startTime: metadata.creationTimestamp, ...(usage ? figures(usage, time) : {}) },
    pods: pods.map(({ metadata: { name, namespace = '', uid }, status }) => {
      const containers = Object.entries(metrics?.podMetrics(namespace, name)?.containers ?? {})
      return {
        podRef: { name, namespace, uid },
        startTime: status.startTime ?? null,
        containers: containers.map(([container, each]) => ({
          name: container,
          startTime: status.startTime ?? null,
          ...figures(each, time),
        })),
      }
    }),
  }
}
