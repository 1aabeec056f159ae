import { createCluster } from '../src/cluster/create-cluster'
const nodes = Array.from({length: 200}, (_, i) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: `n${i}` } }))
const c = createCluster({ runtime: 'instant', nodes: nodes as any, timeline: false })
c.loop.run({ until: () => false, deadline: c.now() + 2000 })
const t0 = Date.now()
for (let i = 0; i < 20000; i++) c.server.create('Pod', 'default', { apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}` }, spec: { nodeName: `n${i % 200}`, containers: [{ name: 'c', image: 'nginx:1.25' }] } } as any, { actor: 'kubectl' })
const t1 = Date.now()
c.loop.run({ until: () => false, deadline: c.now() + 3000 })
const t2 = Date.now()
console.log('create', t1 - t0, 'run', t2 - t1, (c.server.read.get('Pod','default','p7') as any).status.phase)
const g = (globalThis as any).gc
g(); const before = process.memoryUsage().heapUsed
const k: any = c.machines.kubelets
for (const n of nodes) { const a: any = k.agentOf(n.metadata.name); a.workers.clear(); a.taken.clear() }
g(); g(); const after = process.memoryUsage().heapUsed
console.log('heap', before/1e6, 'kubelet per pod', (before-after)/20000)
