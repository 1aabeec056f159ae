// The cluster at one instant: workloads in figures, nodes with their Pods, endpoints, and what happened just then.
import { h, type VNode } from 'vue'
import type { ScenarioRecord } from '../../objects/run-record'
import { shortTime } from '../timeline/axis'
import type { ClusterAt, NodeAt, PodAt, ServiceAt, WorkloadAt } from '../timeline/instant'
import { stateSwatch } from '../timeline/picture'
import type { Words } from '../words/words'

const HAPPENED_MAX = 12

export function clusterPanel(state: ClusterAt, record: ScenarioRecord, words: Words): VNode {
  const { timeline } = words
  return h('div', { class: 'cluster' }, [
    h('div', { class: 'nodes' }, [
      ...state.nodes.map((node) => nodeBox(node, words)),
      state.unscheduled.length > 0 ? h('div', { class: 'node none' }, [h('h4', timeline.unscheduled), podList(state.unscheduled, words)]) : undefined,
    ]),
    h('div', { class: 'figures-at' }, [workloadTable(state.workloads, words), ...state.services.map((service) => endpoints(service, words))]),
    happened(state, record, words),
  ])
}

const nodeBox = (node: NodeAt, words: Words): VNode => h('div', { class: node.status.startsWith('Ready') ? 'node' : 'node bad' }, [
  h('h4', [node.name, h('small', node.status)]), node.pods.length > 0 ? podList(node.pods, words) : h('p', { class: 'empty' }, words.timeline.noPods),
])

const podList = (pods: readonly PodAt[], words: Words): VNode => h('ul', pods.map((pod) => h('li', { key: pod.object, class: `at-${pod.state}`, title: [pod.image, pod.ip].filter(Boolean).join(' · ') }, [
  stateSwatch(pod.state), h('span', { class: 'name' }, pod.name), h('small', `${pod.status} ${pod.ready}${pod.restarts > 0 ? ` · ${pod.restarts} ${words.timeline.restarts}` : ''}`),
])))

function workloadTable(workloads: readonly WorkloadAt[], { timeline }: Words): VNode | undefined {
  if (workloads.length === 0) return undefined
  const heads = [timeline.workloads, timeline.desired, timeline.current, timeline.updated, timeline.ready, timeline.available]
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': timeline.workloads }, [h('table', [
    h('thead', [h('tr', heads.map((head) => h('th', { scope: 'col' }, head)))]),
    h('tbody', workloads.map(({ kind, name, desired, current, updated, ready, available }) => h('tr', { key: `${kind}/${name}` }, [
      h('th', { scope: 'row' }, `${kind} ${name}`), ...[desired, current, kind === 'ReplicaSet' ? '' : updated, ready, available].map((figure) => h('td', figure)),
    ]))),
  ])])
}

const endpoints = ({ name, pods }: ServiceAt, { timeline }: Words): VNode => h('p', { class: 'endpoints', key: name }, [h('strong', `${timeline.services} ${name}: `), pods.join(', ') || timeline.noEndpoints])

function happened({ at }: ClusterAt, { events, writes, objects }: ScenarioRecord, { timeline, scenario }: Words): VNode {
  const nameOf = (place: number): string => (objects[place] ? `${objects[place].kind} ${objects[place].name}` : '')
  const told = events.filter((event) => event.at === at)
  const written = writes.filter((write) => write.at === at && write.type !== 'MODIFIED')
  const rows = [
    ...written.map(({ type, object, actor }) => h('li', [h('b', type === 'ADDED' ? scenario.created : scenario.deleted), ` ${nameOf(object)} `, h('small', `${scenario.by} ${actor}`)])),
    ...told.map(({ type, reason, message, about }) => h('li', { class: type }, [h('b', reason), ` ${nameOf(about)}: ${message}`])),
  ]
  return h('div', { class: 'happened' }, [
    h('h4', `${timeline.happened} (${shortTime(at)})`),
    rows.length > 0 ? h('ul', [...rows.slice(0, HAPPENED_MAX), rows.length > HAPPENED_MAX ? h('li', scenario.more(rows.length - HAPPENED_MAX)) : undefined]) : h('p', { class: 'empty' }, scenario.nothing),
  ])
}
