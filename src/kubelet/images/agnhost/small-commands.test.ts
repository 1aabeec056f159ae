// What the commands of agnhost say and how they end. Facts: test/images/agnhost, v1.36, and what Go does with signals.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Lab } from '../testing/lab'

const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
const unstamped = (text: string): string => text.replace(/^([IEF])\d{4} [\d:.]+ +1 [\w.]+:\d+\] /gm, '$1 ')

describe('SIGTERM', () => {
  const table: readonly (readonly [args: string[], endsAfterMs: number, exitCode: number, said: string])[] = [
    [['pause'], 0, 2, 'Paused\n'],
    [['netexec', '--udp-port=-1'], 0, 2, 'I Started HTTP server on port 8080\n'],
    [
      ['netexec', '--udp-port=-1', '--delay-shutdown', '10'],
      10_000,
      0,
      'I Started HTTP server on port 8080\nI Sleeping 10 seconds before terminating...\n',
    ],
    [
      ['serve-hostname'],
      60_000,
      0,
      'I Serving on port 9376.\nI Shutting down after receiving signal: terminated.\nI Awaiting pod deletion.\n',
    ],
    [['liveness'], 0, 2, ''],
    [['test-webserver'], 0, 2, ''],
    [['porter'], 0, 2, ''],
    [['fake-gitserver'], 0, 2, ''],
    [['guestbook'], 0, 2, ''],
  ]
  for (const [args, endsAfterMs, exitCode, said] of table)
    it(args.join(' '), async () => {
      const lab = new Lab()
      const container = lab.run(IMAGE, { args })
      await lab.pass(1_000)
      container.running.signal('SIGTERM')
      if (endsAfterMs > 0) await lab.pass(endsAfterMs - 1)
      assert.equal(container.exit, undefined)
      await lab.pass(1)
      assert.deepEqual([container.exit, unstamped(container.text())], [{ exitCode }, said])
    })
})

it('connect', async () => {
  const lab = new Lab()
  lab.run(IMAGE, { ip: '10.1.0.1', args: ['netexec'] })
  const client = lab.run(IMAGE, { ip: '10.1.0.2', args: ['pause'] })
  for (const [words, exitCode, stderr] of [
    ['10.1.0.1:8080', 0, ''],
    ['10.1.0.1:81', 1, 'REFUSED\n'],
    ['nobody.example:80', 1, 'DNS: lookup nobody.example on 10.96.0.10:53: no such host\n'],
    ['10.1.0.1', 1, 'UNKNOWN: address 10.1.0.1: missing port in address\n'],
    ['--timeout=3s 10.9.9.9:80', 1, 'TIMEOUT\n'],
    ['--protocol=udp 10.1.0.1:8081', 0, ''],
    ['--protocol=udp 10.1.0.1:99', 1, 'REFUSED: read udp 10.1.0.2:40000->10.1.0.1:99: read: connection refused\n'],
    [
      '--protocol=udp --timeout=3s --udp-data=nothing 10.1.0.1:8081',
      1,
      'TIMEOUT: read udp 10.1.0.2:40000->10.1.0.1:8081: i/o timeout\n',
    ],
    ['--protocol=sctp 10.1.0.1:80', 1, 'OTHER: protocol not supported\n'],
  ] as const) {
    const got = await lab.exec(client, ['/agnhost', 'connect', ...words.split(' ')])
    assert.deepEqual([words, got.exitCode, got.stderr], [words, exitCode, stderr])
  }
})

it('serve-hostname and porter over datagrams, streams and HTTP', async () => {
  const lab = new Lab()
  const both = lab.run(IMAGE, { args: ['serve-hostname', '--tcp'] })
  lab.run(IMAGE, { ip: '10.1.0.1', pod: 'one', args: ['serve-hostname', '--http=false', '--tcp', '--udp'] })
  lab.run(IMAGE, {
    ip: '10.1.0.2',
    args: ['porter', '--json-response'],
    env: { SERVE_PORT_80: 'foo', SERVE_UDP_PORT_53: 'bar', SERVE_PORT_X: 'none' },
  })
  lab.run(IMAGE, { ip: '10.1.0.4', args: ['porter'], env: { SERVE_TCP_PORT_80: '<a href="/x">test</a>' } })
  const client = lab.run('debian', { ip: '10.1.0.3', command: ['sleep', '1000'] })
  const said = async (script: string) => (await lab.exec(client, script)).stdout
  assert.equal(await said('nc 10.1.0.1 9376'), 'one')
  assert.equal(await said('echo x | nc -w 1 -u 10.1.0.1 9376'), 'one')
  assert.equal(await said('curl -s -X POST 10.1.0.2'), '{"Method":"POST","Body":"foo"}')
  assert.equal(await said('echo x | nc -w 1 -u 10.1.0.2 53'), 'bar')
  assert.match(
    await said('curl -si 10.1.0.4'),
    /^HTTP\/1.1 200 OK\r?\n(.*\r?\n)*Content-Type: text\/html; charset=utf-8\r?\n/,
  )
  assert.deepEqual(
    [lab.exitOf(both)?.exitCode, unstamped(both.text())],
    [1, "I Can't server TCP/UDP mode and HTTP mode at the same time\n"],
  )
})

// test/e2e/kubectl/logs.go: ten lines in ten seconds
it('logs-generator writes the first line at once, and the others evenly', async () => {
  const lab = new Lab()
  const container = lab.run(IMAGE, { args: ['logs-generator', '--log-lines-total', '10', '--run-duration', '10s'] })
  const wrong = lab.run(IMAGE, { args: ['logs-generator', '-d', '1m'] })
  await lab.pass(20_000)
  assert.deepEqual(
    container.log.map(({ at }) => at),
    [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000],
  )
  assert.match(
    container.log[3]?.text ?? '',
    /^I0101 00:00:03\.000000 +1 logs_generator\.go:78\] 3 (GET|POST|PUT) \/api\/v1\/namespaces\/(kube-system|default|ns)\/pods\/[a-z\d]{3,4} [2-5]\d\d\n$/,
  )
  assert.deepEqual(
    [container.exit, wrong.exit, unstamped(wrong.text())],
    [{ exitCode: 0 }, { exitCode: 255 }, 'F Invalid total number of lines: 0\n'],
  )
})

// test/e2e/common/storage: empty_dir.go, projected_*.go
describe('mounttest', () => {
  const table: readonly (readonly [args: string[], exitCode: number, said: string])[] = [
    [
      ['--new_file_0666=/v/f', '--file_perm=/v/f'],
      0,
      'content of file "/v/f": mount-tester new file\n\nperms of file "/v/f": -rw-rw-rw-\n',
    ],
    [['--fs_type=/v', '--file_mode=/v'], 0, 'mount type of "/v": 61267\nmode of file "/v": drwxr-xr-x\n'],
    [
      ['--file_perm=/v/no', '--file_content=/v/no', '--file_owner=/v'],
      1,
      'error from Stat("/v/no"): stat /v/no: no such file or directory\n' +
        'owner UID of "/v": 0\nowner GID of "/v": 0\n' +
        'error reading file content for "/v/no": open /v/no: no such file or directory\n',
    ],
    [
      ['--file_content_in_loop=/v/no', '--retry_time=3', '--break_on_expected_content=false'],
      1,
      'Error reading file /v/no: open /v/no: no such file or directory, retrying\n'.repeat(2),
    ],
    [
      ['--new_file_0644=/v/f', '--file_content_in_loop=/v/f'],
      0,
      'content of file "/v/f": mount-tester new file\n\n'.repeat(2),
    ],
    [
      ['--file_content_in_loop=/etc/hosts', '--retry_time=1'],
      0,
      'content of file "/etc/hosts": 127.0.0.1\tlocalhost\n10.244.1.1\tp\n\nUnexpected content. Expected: mount-tester new file\n. Retrying',
    ],
  ]
  for (const [args, exitCode, said] of table)
    it(args.join(' '), async () => {
      const lab = new Lab()
      const tester = lab.run(IMAGE, { pod: 'p', args: ['mounttest', ...args], volumes: { '/v': lab.volume() } })
      await lab.pass(200_000)
      assert.deepEqual([tester.text(), tester.exit], [said, { exitCode }])
    })
})
