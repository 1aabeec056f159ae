// Many Pods that only live: 10,000 with a probe every ten seconds, for an hour of virtual time. PODS=1000 takes fewer.
import { createCluster, type Cluster } from '../src/cluster/create-cluster'
import type { Pod } from '../src/objects/kinds'
import { isPodReady } from '../src/objects/pods'
import { cpuMs, nodes, settle, workload } from './workloads'
import { rssMb, type Row } from './rows'

const PODS = Number(process.env.PODS ?? 10_000)
const PODS_A_NODE = 100
const PERIOD_SECONDS = 10
const HOUR_MS = 3_600_000

const probed = {
  containers: [
    {
      name: 'c',
      image: 'nginx:1.25',
      ports: [{ containerPort: 80 }],
      readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: PERIOD_SECONDS },
    },
  ],
}

const isReady = (cluster: Cluster): boolean =>
  (cluster.history.list('Pod', 'default') as readonly Pod[]).filter(isPodReady).length === PODS

export function measure(): Row[] {
  const cluster = createCluster({ nodes: nodes(Math.ceil(PODS / PODS_A_NODE)), timeline: false })
  const manifest = workload('Deployment', { image: 'nginx:1.25', replicas: PODS }) as unknown as {
    spec: { template: { spec: unknown } }
  }
  manifest.spec.template.spec = probed
  cluster.server.create('Deployment', 'default', manifest as never, { actor: 'kubectl' })
  settle(cluster, () => isReady(cluster))
  const begun = cpuMs()
  cluster.loop.run({ until: () => false, deadline: cluster.now() + HOUR_MS })
  const seconds = (cpuMs() - begun) / 1000
  const probes = (PODS * HOUR_MS) / (PERIOD_SECONDS * 1000)
  return [
    {
      what: `${PODS.toLocaleString('en')} Pods probed for an hour`,
      value: seconds,
      unit: 's',
      reference: `${probes.toLocaleString('en')} probes`,
    },
    { what: 'probes', value: probes / seconds, unit: 'probes/s' },
    { what: 'memory with them', value: rssMb(), unit: 'MB' },
  ]
}
