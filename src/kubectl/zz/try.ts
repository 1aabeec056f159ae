import { createCluster } from '../../cluster/create-cluster'
import { createClusterTerminal } from '../../cluster/terminal'
import { readFileSync } from 'node:fs'
;(async () => {
  const cluster = createCluster({ start: Date.parse('2026-07-01T10:00:00Z') })
  const terminal = createClusterTerminal(cluster, {})
  await cluster.pass(5000)
  for (const part of readFileSync(process.argv[2] as string, 'utf8').split('\n%\n')) {
    if (part.startsWith('pass ')) { await cluster.pass(Number(part.slice(5)) * 1000); continue }
    if (part.startsWith('bg ')) { const b = await terminal.runInBackground(part.slice(3)); (globalThis as any).b = b; continue }
    if (part.startsWith('stop')) { await (globalThis as any).b.stop(); console.log('BG:\n' + (globalThis as any).b.output()); continue }
    const [line = '', ...stdin] = part.split('\n')
    console.log('$', line)
    try { const a = await terminal.run(line, stdin.length ? stdin.join('\n') + '\n' : ''); console.log(a.stdout + (a.stderr ? 'ERR ' + a.stderr : '') + (a.exitCode ? `[exit ${a.exitCode}]` : '')) } catch (e) { console.log('THROWN', (e as Error).stack?.split('\n').slice(0, 5).join('\n')) }
  }
  process.exit(0)
})()
