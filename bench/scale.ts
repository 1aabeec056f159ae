// The size that upstream supports, 150,000 Pods on 5,000 nodes, in one process: filled from nothing, a tenth of it updated,
// nodes lost and back, a namespace deleted. SCALE=0.1 is a tenth of it, TIMELINE=1 keeps the history.
import { createCluster, type Cluster } from '../src/cluster/create-cluster'
import type { Pod } from '../src/objects/kinds'
import { cpuMs, nodes, settle, workload } from './workloads'
import { rssMb, type Row } from './rows'

const CALLER = { actor: 'kubectl' }
const SCALE = Number(process.env.SCALE ?? 1)
const NODES = 5_000 * SCALE
const NAMESPACES = 5
const DAEMON_SETS = 5
const DEPLOYMENTS = Math.max(NAMESPACES * 2, 125 * SCALE)
const REPLICAS = (125_000 * SCALE) / DEPLOYMENTS
const NODES_LOST = Math.max(1, 50 * SCALE)
/** Until lost nodes are noticed, their Pods evicted (of one node in ten seconds) and made elsewhere. */
const LOSS_MS = 1_000_000

interface Fleet {
  readonly cluster: Cluster
  readonly deployments: readonly { readonly namespace: string; readonly name: string }[]
  readonly rows: Row[]
}

const namespaceOf = (i: number): string => `ns-${i % NAMESPACES}`

function stage({ rows }: Fleet, what: string, pods: number, work: () => void): void {
  const begun = cpuMs()
  work()
  const ms = cpuMs() - begun
  rows.push({
    what,
    value: ms / 1000,
    unit: 's',
    ...(pods > 0 ? { reference: `${Math.round((pods / ms) * 1000).toLocaleString('en')} Pods/s` } : {}),
  })
  rows.push({ what: `${what}: memory`, value: rssMb(), unit: 'MB' })
  if (process.env.VERBOSE) process.stderr.write(`${what}: ${(ms / 1000).toFixed(1)} s, ${rssMb()} MB\n`)
}

const statusOf = (cluster: Cluster, kind: string, namespace: string, name: string): Record<string, number> =>
  (cluster.history.get(kind, namespace, name) as unknown as { status: Record<string, number> }).status

function fill({ cluster, deployments }: Fleet): void {
  const { server } = cluster
  for (let i = 0; i < NAMESPACES; i++)
    server.create('Namespace', '', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceOf(i) } }, CALLER)
  settle(cluster, () => true)
  for (let i = 0; i < DAEMON_SETS; i++)
    server.create('DaemonSet', namespaceOf(i), workload('DaemonSet', { name: `daemon-${i}`, image: 'agent:1' }), CALLER)
  for (const { namespace, name } of deployments)
    server.create(
      'Deployment',
      namespace,
      workload('Deployment', { name, image: 'nginx:1', replicas: REPLICAS }),
      CALLER,
    )
  settle(cluster, () => isRolledOut({ cluster, deployments }) && daemonsReady(cluster))
}

const daemonsReady = (cluster: Cluster): boolean =>
  Array.from({ length: DAEMON_SETS }, (_, i) => statusOf(cluster, 'DaemonSet', namespaceOf(i), `daemon-${i}`)).every(
    ({ numberReady }) => numberReady === NODES,
  )

const isRolledOut = ({ cluster, deployments }: Pick<Fleet, 'cluster' | 'deployments'>): boolean =>
  deployments.every(({ namespace, name }) => {
    const { updatedReplicas, readyReplicas, replicas } = statusOf(cluster, 'Deployment', namespace, name)
    return updatedReplicas === REPLICAS && readyReplicas === REPLICAS && replicas === REPLICAS
  })

function update({ cluster, deployments }: Fleet): void {
  const some = deployments.slice(0, Math.ceil(deployments.length / 10))
  const body = { spec: { template: { spec: { containers: [{ name: 'c', image: 'nginx:2' }] } } } }
  for (const { namespace, name } of some)
    cluster.server.patch({ kind: 'Deployment', namespace, name, patch: { type: 'strategic', body } }, CALLER)
  settle(cluster, () => isRolledOut({ cluster, deployments: some }))
}

const lost = (): string[] => Array.from({ length: NODES_LOST }, (_, i) => `node-${i}`)

function lose({ cluster, deployments }: Fleet): void {
  for (const node of lost()) cluster.machines.kubelets.powerOff(node)
  cluster.loop.run({ until: () => false, deadline: cluster.now() + LOSS_MS })
  if (!isRolledOut({ cluster, deployments })) throw new Error('what ran on the lost nodes was not made elsewhere')
}

function regain({ cluster }: Fleet): void {
  for (const node of lost()) cluster.machines.kubelets.powerOn(node)
  settle(cluster, () => daemonsReady(cluster))
}

function deleteNamespace({ cluster }: Fleet): void {
  cluster.server.delete('Namespace', '', namespaceOf(0), {}, CALLER)
  settle(cluster, () => cluster.history.get('Namespace', '', namespaceOf(0)) === undefined)
}

const podsIn = (cluster: Cluster, namespace?: string): number =>
  (cluster.history.list('Pod', namespace) as readonly Pod[]).length

export function measure(): Row[] {
  const rows: Row[] = []
  let cluster: Cluster | undefined
  const deployments = Array.from({ length: DEPLOYMENTS }, (_, i) => ({ namespace: namespaceOf(i), name: `app-${i}` }))
  const make = () => {
    cluster = createCluster({ runtime: 'instant', nodes: nodes(NODES), timeline: process.env.TIMELINE === '1' })
  }
  stage({ rows } as Fleet, `a cluster of ${NODES} nodes`, 0, make)
  const fleet: Fleet = { cluster: cluster as unknown as Cluster, deployments, rows }
  const total = DEPLOYMENTS * REPLICAS + DAEMON_SETS * NODES
  stage(fleet, `${total.toLocaleString('en')} Pods from nothing`, total, () => fill(fleet))
  stage(fleet, 'a tenth of the Deployments updated', Math.ceil(DEPLOYMENTS / 10) * REPLICAS, () => update(fleet))
  stage(fleet, `${NODES_LOST} nodes lost, their Pods made elsewhere`, (NODES_LOST * total) / NODES, () => lose(fleet))
  stage(fleet, 'the nodes come back', 0, () => regain(fleet))
  stage(
    fleet,
    'ten minutes in which nothing happens',
    0,
    () => void fleet.cluster.loop.run({ until: () => false, deadline: fleet.cluster.now() + 600_000 }),
  )
  stage(fleet, 'a namespace deleted', podsIn(fleet.cluster, namespaceOf(0)), () => deleteNamespace(fleet))
  return rows
}

if (require.main === module)
  for (const { what, value, unit, reference = '' } of measure())
    process.stdout.write(`${what.padEnd(60)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(3)} ${reference}\n`)
