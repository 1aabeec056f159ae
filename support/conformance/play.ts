import { createCluster, type Cluster } from '../../src/cluster/create-cluster'
import { createClusterTerminal } from '../../src/cluster/terminal'
import { useRecordedImages } from '../../src/cluster/testing/recorded-node'
import type { Submitted } from '../../src/apiserver/write/create'
import type { Event } from '../../src/objects/kinds'
import type { Played } from './compare'
import { playedFigures } from './figures'
import { livesOf, type PodLife } from './pod-statuses'
import type { RecordedEvent, RecordedFigures, Recording } from './recording'

/** What the recorder waited for after the last command. */
const AFTERWARDS_MS = 5_000

/** The nodes of the recordings: 1 CPU, 3840Mi and 110 Pods each. */
function recordedNodes({ runtime }: Recording): Submitted[] {
  const node = (name: string, more: { labels?: Record<string, string>; taints?: object[] } = {}): Submitted =>
    ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
      spec: more.taints ? { taints: more.taints } : {},
      status: {
        capacity: { cpu: '1', memory: '3840Mi', pods: '110' },
        allocatable: { cpu: '1', memory: '3840Mi', pods: '110' },
      },
    }) as Submitted
  if (runtime === 'containerd') return [node('k8s-node01')]
  const master = node('k8s-master01', {
    labels: { 'node-role.kubernetes.io/master': '' },
    taints: [{ key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' }],
  })
  return [master, node('k8s-node01'), node('k8s-node02')]
}

/** Where the recorded API server listened. */
const API_PORT = 16443

/** The recorded cluster before the first command. */
export function clusterOf(recording: Recording, start: number | undefined): Cluster {
  const isReal = recording.runtime === 'containerd'
  const cluster = createCluster({
    nodes: recordedNodes(recording),
    runtime: isReal ? 'recorded' : 'instant',
    apiPort: API_PORT,
    ...(start === undefined ? {} : { start }),
  })
  if (isReal) asInTheRecording(cluster, recording)
  return cluster
}

/** Gives the commands of a recording to the model, each at its virtual time, and keeps what was answered. */
export async function play(
  recording: Recording,
): Promise<Played & { cluster: Cluster; lives: PodLife[]; figures: RecordedFigures[] }> {
  const cluster = clusterOf(recording, startOf(recording))
  const terminal = createClusterTerminal(cluster, {})
  await cluster.pass(1000)
  for (const { metadata } of cluster.history.list('Event'))
    cluster.apiFor('kube-apiserver').delete('Event', metadata.namespace ?? '', metadata.name)
  for (const { command, stdin } of recording.setup) await terminal.run(command, stdin)
  const first = cluster.history.entries.length
  const begun = cluster.now()
  const answers: Played['answers'][number][] = []
  for (const { ms, command, stdin } of recording.steps) {
    await cluster.pass(Math.max(0, begun + ms - cluster.now()))
    answers.push(await terminal.run(command, stdin))
  }
  await cluster.pass(AFTERWARDS_MS)
  return {
    cluster,
    answers,
    events: eventsOf(cluster, first),
    lives: livesOf(cluster, first),
    figures: playedFigures(cluster, first),
  }
}

/** Names of a CronJob's Jobs hold the minute: its first one is a minute after the beginning. */
function startOf({ events }: Recording): number | undefined {
  const minute = events
    .map(({ message }) => /^Created job \w+-(\d{8})$/.exec(message)?.[1])
    .find((each) => each !== undefined)
  return minute === undefined ? undefined : (Number(minute) - 1) * 60_000
}

/** The images of the recorded registry. Which of them lay on the recorded node was chance: those that it did not pull are laid there. */
function asInTheRecording(cluster: Cluster, { events }: Recording): void {
  useRecordedImages(cluster)
  const pulled = new Set(events.flatMap(({ message }) => /^Pulling image "(.+)"$/.exec(message)?.[1] ?? []))
  const present = events.flatMap(({ message }) => /^Container image "(.+)" already present/.exec(message)?.[1] ?? [])
  for (const image of new Set(present.filter((each) => !pulled.has(each))))
    cluster.machines.kubelets.preload('k8s-node01', image)
}

const eventsOf = (cluster: Cluster, first: number): RecordedEvent[] =>
  cluster.history.entries
    .slice(first)
    .filter(({ kind, type }) => kind === 'Event' && type !== 'DELETED')
    .map(({ after }) => {
      const { involvedObject, reason = '', message = '' } = after as Event
      return { kind: involvedObject.kind ?? '', name: involvedObject.name ?? '', reason, message }
    })
