// `kubectl port-forward` and `kubectl proxy` of our own, before a served cluster: what comes through.
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import test, { type TestContext } from 'node:test'
import { serveCluster } from '../../apiserver/http/clients/testing/served-cluster'
import { runKubectl } from '../../kubectl/kubectl'
import { contextOf } from '../kubectl'

interface Running {
  /** what was said so far on either stream */
  said(): string
  /** resolves with what `pattern` captures when it is said */
  until(pattern: RegExp): Promise<string>
  readonly exitCode: Promise<number>
  interrupt(): void
}

/** Stopping waits for all connections: one that is left open keeps the test from ending. */
async function served(t: TestContext): Promise<(line: string) => Running> {
  const cluster = await serveCluster({ runtime: 'recorded' })
  t.after(() => cluster.stop())
  return (line) => run(line, cluster.kubeconfig)
}

function run(line: string, config: string): Running {
  const interrupt = new AbortController()
  const waiting: (() => void)[] = []
  let text = ''
  const say = (more: string): void => {
    text += more
    for (const wake of waiting.splice(0)) wake()
  }
  const words = line.split(' ')
  const context = contextOf(words, {
    env: { KUBECONFIG: config },
    cwd: tmpdir(),
    signal: interrupt.signal,
    isTerminal: false,
    stdin: () => '',
    stdout: say,
    stderr: say,
  })
  const exitCode = runKubectl(words, context)
  const until = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(text)
      if (found) return found[1] ?? ''
      await new Promise<void>((wake) => waiting.push(wake))
    }
  }
  return { said: () => text, until, exitCode, interrupt: () => interrupt.abort() }
}

test('port-forward carries connections to the Pod behind a Service', async (t) => {
  const kubectl = await served(t)
  assert.equal(await kubectl('create deployment web --image=nginx:1.25').exitCode, 0)
  assert.equal(await kubectl('expose deployment web --port=8080 --target-port=80').exitCode, 0)
  assert.equal(await kubectl('wait --for=condition=available deployment/web').exitCode, 0)

  const forward = kubectl('port-forward svc/web :8080 --address=127.0.0.1')
  const port = await forward.until(/Forwarding from 127\.0\.0\.1:(\d+) -> 80\n/)
  const response = await fetch(`http://127.0.0.1:${port}/`)
  assert.equal(response.status, 200)
  assert.match(await response.text(), /Welcome to nginx!/)

  const taken = kubectl(`port-forward svc/web ${port}:8080 --address=127.0.0.1`)
  assert.equal(await taken.exitCode, 1)
  assert.equal(
    taken.said(),
    `Unable to listen on port ${port}: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:${port}: bind: address already in use]
error: unable to listen on any of the requested ports: [{${port} 80}]
`,
  )

  forward.interrupt()
  assert.equal(await forward.exitCode, 0)
  assert.equal(forward.said(), `Forwarding from 127.0.0.1:${port} -> 80\nHandling connection for ${port}\n`)
})

test('port-forward ends with a connection that fails', async (t) => {
  const kubectl = await served(t)
  assert.equal(await kubectl('run web --image=nginx:1.25').exitCode, 0)
  assert.equal(await kubectl('wait --for=condition=Ready pod/web').exitCode, 0)

  const forward = kubectl('port-forward web :81 --address=127.0.0.1')
  const port = await forward.until(/Forwarding from 127\.0\.0\.1:(\d+) -> 81\n/)
  await assert.rejects(fetch(`http://127.0.0.1:${port}/`))
  assert.equal(await forward.exitCode, 1)
  // Nobody waits for Ctrl-C any more.
  forward.interrupt()
  assert.match(
    forward.said(),
    /an error occurred forwarding \d+ -> 81: .* connection refused .*\nerror: lost connection to pod\n$/,
  )
})

test('proxy asks the server, and refuses what its filter refuses', async (t) => {
  const kubectl = await served(t)
  const proxy = kubectl('proxy --port=0')
  const address = await proxy.until(/Starting to serve on (\S+)\n/)
  const answers = await Promise.all(
    ['/api/v1/namespaces/default', '/api/v1/namespaces/nothing', '/api/v1/namespaces/default/pods/x/exec'].map((path) =>
      fetch(`http://${address}${path}`),
    ),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 404, 403],
  )
  const [namespace] = answers
  assert.equal(((await namespace?.json()) as { kind: string }).kind, 'Namespace')
  proxy.interrupt()
  assert.equal(await proxy.exitCode, 0)
})
