import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { createCluster } from '../src/cluster/create-cluster'
async function play(recording: any) {
  const cluster = createCluster({ nodes: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'k8s-node01' }, status: { capacity: { cpu: '1', memory: '3840Mi', pods: '110' } } }] as any })
  for (const i of ['busybox:1.28', 'nginx:1.15.2']) if (!cluster.machines.kubelets.preload('k8s-node01', i)) console.log('no image', i)
  await cluster.pass(1000)
  const begun = cluster.now()
  for (const { ms, command, stdin } of recording.steps) {
    await cluster.pass(Math.max(0, begun + ms - cluster.now()))
    let m: RegExpExecArray | null
    if (/^kubectl (create|apply) -f -/.test(command)) {
      for (const d of parseAllDocuments(stdin)) { const o = d.toJS(); if (o) cluster.server.create(o.kind, o.metadata.namespace ?? 'default', o, { actor: 'kubectl' }) }
    } else if ((m = /^(?:time )?kubectl delete pod (\S+)/.exec(command))) cluster.server.delete('Pod', 'default', m[1]!, {}, { actor: 'kubectl' })
    else if (command.startsWith('kubectl create configmap app')) cluster.server.create('ConfigMap', 'default', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app' }, data: { color: 'blue', 'app.properties': 'a=1' } } as any, { actor: 'kubectl' })
    else if ((m = /^kubectl exec (\S+) (?:-c (\S+) )?-- (.*)/.exec(command))) {
      const sh = m[3]!.startsWith('sh -c') ? ['sh', '-c', m[3]!.slice(6).replace(/^['"]|['"]$/g, '')] : m[3]!.split(' ')
      let out = ''
      try {
        cluster.connection.exec('default', m[1]!, { command: sh, ...(m[2] ? { container: m[2] } : {}) }, { onOutput: (_s, t) => { out += t }, onEnd: (e) => { out += JSON.stringify(e) } })
        await cluster.pass(50)
      } catch (e) { out = String(e) }
      console.log('EXEC', command, '=>', JSON.stringify(out))
    } else if ((m = /^kubectl logs (\S+)/.exec(command))) {
      try { console.log('LOGS', command, JSON.stringify(cluster.connection.logs('default', m[1]!, { ...(command.includes('previous') ? { previous: true } : {}) }).text)) } catch (e) { console.log('LOGS', command, String(e)) }
    }
  }
  await cluster.pass(5000)
  return cluster
}
const eventsOf = (list: any[]) => {
  const s = new Map<string, number>()
  for (const { object } of list) if (object.kind === 'Event' && object.source?.component === 'kubelet' && object.involvedObject.kind === 'Pod') s.set(`${object.involvedObject.name} ${object.reason} ${object.message}`.replace(/\([0-9a-f-]{36}\)/, '(UID)').replace(/\d+ms/g, 'MS').replace(/10\.244\.\d+\.\d+/, 'IP').replace(/Image size: \d+/, 'Image size: N'), object.count)
  return s
}
const names = process.argv.slice(2)
const story = (entries: any[]): Map<string, string[]> => {
  const all = new Map<string, string[]>()
  for (const { type, object } of entries) {
    if (object.kind !== 'Pod') continue
    const { status } = object
    const ready = status.conditions?.find((c: any) => c.type === 'Ready')?.status === 'True' ? 'ready' : '-'
    const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].map(({ name, state, restartCount }: any) => {
      const { running, terminated, waiting } = state ?? {}
      return `${name}=${running ? 'running' : terminated ? `${terminated.reason ?? ''}:${terminated.exitCode}` : (waiting?.reason ?? '')}${restartCount > 0 ? `(${restartCount})` : ''}`
    })
    const text = [type === 'DELETED' ? 'gone' : status.phase, ready, ...containers].join(' ')
    const list = all.get(object.metadata.name) ?? []
    if (list.at(-1) !== text) list.push(text)
    all.set(object.metadata.name, list)
  }
  return all
}
;(async () => {
  for (const name of names) {
    const recording = JSON.parse(readFileSync(`/work/shared/reference/recordings/${name}.json`, 'utf8'))
    console.log('=====', name)
    try {
      const cluster = await play(recording)
      const mineAll = cluster.history.entries.map((e: any) => ({ type: e.type, object: e.after }))
      const want = story(recording.history)
      const got = story(mineAll)
      for (const [pod, lines] of want) {
        const mine = got.get(pod) ?? []
        if (JSON.stringify(lines) !== JSON.stringify(mine)) console.log(' STORY', pod, '\n   want', lines.join('\n        '), '\n   got ', mine.join('\n        '))
        else console.log(' same story', pod, lines.length)
      }
      const we = eventsOf(recording.history), ge = eventsOf(mineAll)
      for (const [k, n] of we) if (ge.get(k) !== n) console.log('  EVENT want', n, 'got', ge.get(k), k)
      for (const [k, n] of ge) if (!we.has(k)) console.log('  EVENT extra', n, k)
    } catch (e) { console.log('=====', name, 'THROWS', e) }
  }
})()
