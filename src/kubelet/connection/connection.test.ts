import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ApiError } from '../../apiserver/status'
import { Rig, type ProgramRun } from '../testing/rig.test'

const busybox = (name: string, command: string) => ({ name, image: 'busybox:1.28', command: [command] })
const refused = (message: string) => (error: unknown) =>
  error instanceof ApiError && (assert.equal(error.message, message), true)

describe('logs', () => {
  it('of a container that runs: all, the last lines, from a time on, with times, as they come', () => {
    const rig = new Rig()
    let run: ProgramRun | undefined
    rig.runtime.programs.set('talks', {
      start: (started) => {
        run = started
        started.loop.after(0, () => started.hooks.onOutput('stdout', 'one\n'))
        started.loop.after(2000, () => started.hooks.onOutput('stderr', 'two\n'))
      },
    })
    rig.pod('p', { containers: [busybox('c', 'talks')] })
    rig.pass(5000)
    const { connection } = rig.kubelets
    assert.equal(connection.logs('default', 'p', {}).text, 'one\ntwo\n')
    assert.equal(connection.logs('default', 'p', { tailLines: 1 }).text, 'two\n')
    assert.equal(connection.logs('default', 'p', { sinceSeconds: 3 }).text, 'two\n')
    assert.equal(connection.logs('default', 'p', { limitBytes: 2 }).text, 'on')
    assert.match(
      connection.logs('default', 'p', { timestamps: true, tailLines: 1 }).text,
      /^2026-01-01T00:00:02\.\d{9}Z two\n$/,
    )
    const heard: string[] = []
    connection.logs('default', 'p', { follow: true }).follow(
      (text) => heard.push(text),
      () => heard.push('end'),
    )
    run?.hooks.onOutput('stdout', 'three\n')
    run?.exit(0)
    rig.pass(10)
    assert.deepEqual(heard, ['three\n', 'end'])
  })

  it('of the start before, and what is refused, as recorded', () => {
    const rig = new Rig()
    rig.runtime.missing.add('nginx:1.91')
    rig.runtime.programs.set('fails', {
      start: ({ loop, hooks, exit, spec }) =>
        void loop.after(1000, () => {
          hooks.onOutput('stdout', `try ${spec.attempt}\n`)
          exit(1)
        }),
    })
    rig.pod('p', { containers: [busybox('c', 'fails')] })
    rig.pod('pull', { containers: [{ name: 'c', image: 'nginx:1.91' }] })
    rig.pod('two', {
      containers: [busybox('writer', 'x'), busybox('reader', 'x')],
      initContainers: [busybox('init', 'x')],
    })
    rig.pass(2600)
    const { connection } = rig.kubelets
    assert.equal(connection.logs('default', 'p', { previous: true }).text, 'try 0\n')
    rig.pass(2000)
    // Both starts have ended: the older one's log is gone.
    assert.match(
      connection.logs('default', 'p', { previous: true }).text,
      /^unable to retrieve container logs for containerd:\/\/[0-9a-f]{64}$/,
    )
    assert.equal(connection.logs('default', 'p', {}).text, 'try 1\n')
    assert.throws(
      () => connection.logs('default', 'pull', {}),
      refused('container "c" in pod "pull" is waiting to start: image can\'t be pulled'),
    )
    rig.pass(8000)
    assert.throws(
      () => connection.logs('default', 'pull', {}),
      refused('container "c" in pod "pull" is waiting to start: trying and failing to pull image'),
    )
    assert.throws(
      () => connection.logs('default', 'two', {}),
      refused(
        'a container name must be specified for pod two, choose one of: [writer reader] or one of the init containers: [init]',
      ),
    )
    assert.throws(
      () => connection.logs('default', 'two', { container: 'nope' }),
      refused('container nope is not valid for pod two'),
    )
    assert.throws(
      () => connection.logs('default', 'two', { container: 'writer', previous: true }),
      refused('previous terminated container "writer" in pod "two" not found'),
    )
    assert.throws(() => connection.logs('default', 'nobody', {}), refused('pods "nobody" not found'))
  })
})

describe('exec and port-forward', () => {
  it('exec gives output and exit code, and the runtime’s words when the command is not there', () => {
    const rig = new Rig()
    rig.runtime.programs.set('serves', {
      exec: ({ command, onOutput, onExit }) => {
        if (command[0] === 'nope')
          return onExit({
            exitCode: 127,
            startError:
              'OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH',
          })
        onOutput('stdout', 'p\n')
        onExit({ exitCode: 7 })
      },
    })
    rig.pod('p', { containers: [busybox('c', 'serves')] })
    const heard: string[] = []
    const handlers = {
      onOutput: (stream: string, text: string) => heard.push(`${stream} ${text}`),
      onEnd: ({ exitCode, error }: { exitCode: number; error?: string }) => heard.push(`${exitCode} ${error ?? ''}`),
    } as never
    assert.throws(
      () => rig.kubelets.connection.exec('default', 'p', { command: ['hostname'] }, handlers),
      refused('unable to upgrade connection: container not found ("c")'),
    )
    rig.pass(2000)
    rig.kubelets.connection.exec('default', 'p', { command: ['hostname'] }, handlers)
    rig.kubelets.connection.exec('default', 'p', { command: ['nope'] }, handlers)
    assert.deepEqual(
      heard.map((line) => line.replace(/"[0-9a-f]{64}"/, 'ID')),
      [
        'stdout p\n',
        '7 ',
        '127 Internal error occurred: error executing command in container: failed to exec in container: failed to start exec ID: OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH',
      ],
    )
    rig.kubelets.cutNetwork('k8s-node01')
    assert.throws(
      () => rig.kubelets.connection.exec('default', 'p', { command: ['hostname'] }, handlers),
      refused(
        'Get "https://192.168.0.200:10250/exec/default/p": dial tcp 192.168.0.200:10250: connect: no route to host',
      ),
    )
  })

  it('port-forward speaks HTTP with a listener, and says when nobody listens', () => {
    const rig = new Rig()
    rig.pod('p', { containers: [busybox('c', 'x')] })
    rig.pass(2000)
    rig.wire.listen('10.244.0.2', 80, {
      http: ({ path }, _caller, answer) =>
        answer({ status: 200, headers: { 'content-type': 'text/plain' }, body: `you asked ${path}` }),
    })
    const connection = rig.kubelets.connection.portForward('default', 'p', 80)
    let heard = ''
    connection.onData((data) => {
      heard += data
    })
    connection.write('GET /a HTTP/1.1\r\nHost: localhost\r\n\r\nGET /b HTTP/1.1\r\n')
    connection.write('Host: localhost\r\n\r\n')
    assert.equal(
      heard,
      ['/a', '/b']
        .map((path) => `HTTP/1.1 200 OK\r\ncontent-length: 12\r\ncontent-type: text/plain\r\n\r\nyou asked ${path}`)
        .join(''),
    )
    assert.throws(
      () => rig.kubelets.connection.portForward('default', 'p', 81),
      /IPv4: dial tcp4 127\.0\.0\.1:81: connect: connection refused/,
    )
  })

  // test/e2e/kubectl/portforward.go: should support a client that connects, sends DATA, and disconnects
  it('who writes no more over port-forward still hears the rest, for a second if the other side does not end', () => {
    const rig = new Rig()
    rig.pod('p', { containers: [busybox('c', 'x')] })
    rig.pass(2000)
    rig.wire.listen('10.244.0.2', 80, {
      tcp: (connection) =>
        connection.onEnd(() => {
          for (const ms of [100, 500, 1500]) rig.loop.after(ms, () => connection.write(`after ${ms}\n`))
        }),
    })
    const connection = rig.kubelets.connection.portForward('default', 'p', 80)
    const heard: string[] = []
    connection.onData((data) => heard.push(data))
    connection.onEnd(() => heard.push('end'))
    connection.end()
    rig.pass(3000)
    assert.deepEqual(heard, ['after 100\n', 'after 500\n', 'end'])
  })
})
