import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { createCluster } from '../src/cluster/create-cluster'
const norm = (o: any): any => {
  const t = JSON.stringify(o, (k, v) => (v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v))
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'T').replace(/containerd:\/\/[0-9a-f]{64}/g, 'ID').replace(/sha256:[0-9a-f]+/g, 'SHA').replace(/kube-api-access-\w{5}/g, 'KAA').replace(/10\.244\.\d+\.\d+/g, 'IP').replace(/192\.168\.0\.\d+/g, 'HOST').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UID').replace('"limits":{"memory":"9007199254740988Ki"}', '')
  return t
}
async function run(name: string) {
  const recording = JSON.parse(readFileSync(`/work/shared/reference/recordings/${name}.json`, 'utf8'))
  const cluster = createCluster({ nodes: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'k8s-node01' }, status: { capacity: { cpu: '1', memory: '3840Mi', pods: '110' } } }] as any })
  for (const i of ['busybox:1.28', 'nginx:1.15.2']) cluster.machines.kubelets.preload('k8s-node01', i)
  await cluster.pass(1000)
  const begun = cluster.now()
  for (const { ms, command, stdin } of recording.steps) {
    await cluster.pass(Math.max(0, begun + ms - cluster.now()))
    let m: RegExpExecArray | null
    if (/^kubectl (create|apply) -f -/.test(command)) for (const d of parseAllDocuments(stdin)) { const o = d.toJS(); if (o) cluster.server.create(o.kind, 'default', o, { actor: 'kubectl' }) }
    else if ((m = /^(?:time )?kubectl delete pod (\S+)/.exec(command))) cluster.server.delete('Pod', 'default', m[1]!, {}, { actor: 'kubectl' })
  }
  await cluster.pass(3000)
  const statuses = (list: any[]) => { const all = new Map<string, string[]>(); for (const o of list) { if (o.kind !== 'Pod') continue; const l = all.get(o.metadata.name) ?? []; const t = norm({ g: o.metadata.generation, d: o.metadata.deletionTimestamp, dg: o.metadata.deletionGracePeriodSeconds, s: o.status }); if (l.at(-1) !== t) l.push(t); all.set(o.metadata.name, l) } return all }
  const want = statuses(recording.history.map((e: any) => e.object)), got = statuses(cluster.history.entries.map((e: any) => e.after))
  for (const [pod, w] of want) { const g = got.get(pod) ?? []; console.log('==', name, pod, w.length, g.length); let shown = 0; for (let i = 0; i < w.length && shown < 3; i++) if (!g.includes(w[i]!)) { shown++; console.log('  not found #', i, '\n  W', w[i]!.slice(0, 2400), '\n  G', (g[i] ?? '').slice(0, 2400)) } }
}
;(async () => { for (const n of process.argv.slice(2)) await run(n) })()
