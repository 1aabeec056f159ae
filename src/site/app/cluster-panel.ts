// The cluster at one instant: nodes with their Pods, workloads in figures, endpoints, and what happened up to then.
import { h, type VNode } from 'vue'
import type { ScenarioRecord } from '../../objects/run-record'
import { shortTime } from '../timeline/axis'
import type { ClusterAt, NodeAt, PodAt, ServiceAt, WorkloadAt } from '../timeline/instant'
import { imageText } from '../timeline/picture'
import type { Words } from '../words/words'
import { happenedUntil, type Happening } from './happenings'

export function clusterPanel(state: ClusterAt, record: ScenarioRecord, words: Words): VNode {
  const { timeline } = words
  return h('div', { class: 'cluster' }, [
    h('div', { class: 'nodes' }, [
      ...state.nodes.map((node) => nodeBox(node, words)),
      state.unscheduled.length > 0 ? h('div', { class: 'node none' }, [h('h4', timeline.unscheduled), podList(state.unscheduled, words)]) : undefined,
    ]),
    h('div', { class: 'beside' }, [
      h('div', { class: 'figures-at' }, [workloadTable(state.workloads, words), ...state.services.map((service) => endpoints(service, words))]),
      happened(happenedUntil(record, state.at), state, words),
    ]),
  ])
}

const nodeBox = (node: NodeAt, words: Words): VNode => h('div', { key: node.name, class: node.status.startsWith('Ready') ? 'node' : 'node bad' }, [
  h('h4', [node.name, h('small', node.status)]), node.pods.length > 0 ? podList(node.pods, words) : h('p', { class: 'empty' }, words.timeline.noPods),
])

const podList = (pods: readonly PodAt[], words: Words): VNode => h('ul', pods.map((pod) => h('li', { key: pod.object, class: `at-${pod.state}`, title: [pod.image, pod.ip].filter(Boolean).join(' · ') }, [
  h('i', { class: `swatch s s-${pod.state}`, 'aria-hidden': 'true' }), h('span', { class: 'name' }, pod.name), h('small', podText(pod, words)),
])))

export const podText = ({ status, ready, restarts, image }: Pick<PodAt, 'status' | 'ready' | 'restarts' | 'image'>, { timeline }: Words): string =>
  [`${status} ${ready}`, restarts > 0 ? timeline.restarted(restarts) : '', image ? imageText(image) : ''].filter(Boolean).join(' · ')

function workloadTable(workloads: readonly WorkloadAt[], { timeline }: Words): VNode | undefined {
  if (workloads.length === 0) return undefined
  const heads = [timeline.workloads, timeline.desired, timeline.current, timeline.updated, timeline.ready, timeline.available]
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': timeline.workloads }, [h('table', [
    h('thead', [h('tr', heads.map((head) => h('th', { scope: 'col' }, head)))]),
    h('tbody', workloads.map(({ kind, name, desired, current, updated, ready, available }) => h('tr', { key: `${kind}/${name}` }, [
      h('th', { scope: 'row' }, [h('small', kind), ` ${name}`]), ...[desired, current, kind === 'ReplicaSet' ? '' : updated, ready, available].map((figure) => h('td', figure)),
    ]))),
  ])])
}

const endpoints = ({ name, pods }: ServiceAt, { timeline }: Words): VNode => h('p', { class: 'endpoints', key: name }, [h('strong', `${timeline.services} ${name}: `), pods.join(', ') || timeline.noEndpoints])

const happened = (rows: readonly Happening[], { at }: ClusterAt, { timeline, scenario }: Words): VNode => h('div', { class: 'happened' }, [
  h('h4', timeline.happened),
  rows.length > 0
    ? h('ol', rows.map((row) => h('li', { class: { just: row.at === at, Warning: row.isWarning } }, [
        h('time', shortTime(row.at)), h('span', [h('b', row.type === 'event' ? row.reason : scenario[row.type]), ` ${row.about}`, row.text ? h('small', ` ${row.type === 'event' ? '' : `${scenario.by} `}${row.text}`) : undefined]),
      ])))
    : h('p', { class: 'empty' }, scenario.nothing),
])
