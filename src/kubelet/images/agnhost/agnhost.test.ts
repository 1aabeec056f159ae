import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Lab } from '../testing/lab'

const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.53'

// What Kubernetes' own end-to-end tests look for: test/e2e/common/node, test/e2e/common/storage, test/e2e/network, v1.36.
describe('agnhost', () => {
  it('entrypoint-tester says how it was called', async () => {
    const lab = new Lab()
    const plain = lab.run(IMAGE, { args: ['entrypoint-tester', 'override', 'arguments'] })
    const other = lab.run(IMAGE, { command: ['/agnhost-2', 'entrypoint-tester', 'override', 'command'] })
    await lab.pass(10)
    assert.deepEqual(
      [plain.text(), other.text()],
      ['[/agnhost entrypoint-tester override arguments]\n', '[/agnhost-2 entrypoint-tester override command]\n'],
    )
  })

  it('netexec answers, and asks others', async () => {
    const lab = new Lab()
    lab.run(IMAGE, { pod: 'one', ip: '10.1.0.1', args: ['netexec', '--http-port=8083'] })
    lab.run(IMAGE, { pod: 'two', ip: '10.1.0.2', args: ['netexec', '--http-port', '8080'] })
    const client = lab.run('busybox', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    const get = (path: string) => lab.exec(client, ['wget', '-qO-', `http://10.1.0.1:8083${path}`])
    for (const [path, body] of [
      ['/hostname', 'one'],
      ['/healthz', ''],
      ['/echo?msg=hi', 'hi'],
      ['/clientip', '10.1.0.3:40000'],
      ['/shell?shellCommand=echo%20hi', '{"output":"hi\\n"}'],
      ['/shell?shellCommand=exit%203', '{"error":"exit status 3"}'],
      ['/dial?host=10.1.0.2&port=8080&request=hostname&protocol=http&tries=2', '{"responses":["two","two"]}'],
      ['/dial?host=10.1.0.2&port=8081&request=hostname&protocol=udp&tries=1', '{"responses":["two"]}'],
      [
        '/dial?host=10.1.0.2&port=99&request=hostname&protocol=http&tries=1',
        '{"errors":["Get \\"http://10.1.0.2:99/hostname\\": dial tcp 10.1.0.2:99: connect: connection refused"]}',
      ],
    ] as const)
      assert.equal((await get(path)).stdout, body, path)
    // test/e2e/framework/network: node-pod communication over UDP
    assert.equal((await lab.exec(client, 'echo hostName | nc -w 1 -u 10.1.0.2 8081')).stdout, 'two')
  })

  // test/e2e/network/no_snat.go
  it('no-snat-test tells whether others see its own address', async () => {
    const lab = new Lab()
    const run = (ip: string, env: Record<string, string>) =>
      lab.run(IMAGE, { ip, args: ['no-snat-test', '--port', '8080'], env: { ...env, NODE_IP: '192.168.0.1' } })
    run('10.1.0.1', { POD_IP: '10.1.0.1' })
    run('10.1.0.2', { POD_IP: '10.1.0.9' })
    const lost = run('10.1.0.4', {})
    const client = lab.run('busybox', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    const get = (path: string) => lab.exec(client, ['wget', '-qO-', `http://${path}`])
    assert.equal((await get('10.1.0.1:8080/whoami')).stdout, '10.1.0.3:40000')
    assert.deepEqual(await get('10.1.0.1:8080/checknosnat?ips=10.1.0.1:8080,10.1.0.2:8080'), {
      stdout: '',
      stderr: '',
      exitCode: 0,
    })
    assert.equal((await get('10.1.0.2:8080/checknosnat?ips=10.1.0.1:8080')).exitCode, 1)
    assert.equal(lost.text(), 'POD_IP env var was not present in the environment\n')
    assert.equal(lab.exitOf(lost)?.exitCode, 1)
  })

  it('netexec logs what it was asked, as tests of lifecycle hooks look for', async () => {
    const lab = new Lab()
    const handler = lab.run(IMAGE, { ip: '10.1.0.1', args: ['netexec', '--udp-port=-1'] })
    const client = lab.run('busybox', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    const get = (path: string) => lab.exec(client, ['wget', '-qO-', `http://10.1.0.1:8080${path}`])
    await get('/echo?msg=prestop')
    assert.deepEqual(
      handler
        .text()
        .split('\n')
        .map((line) => line.replace(/^I\d{4} [\d:.]+ +1 log.go:\d+\] /, '')),
      ['Started HTTP server on port 8080', 'GET /echo?msg=prestop&code=', ''],
    )
    // Without its server of datagrams it is never well.
    assert.equal((await get('/healthz')).exitCode, 1)
  })

  it('guestbook: a replica registers, what is set at the front is got there', async () => {
    const lab = new Lab()
    lab.names.set('agnhost-primary.default.svc.cluster.local', '10.1.0.1')
    lab.names.set('agnhost-replica.default.svc.cluster.local', '10.1.0.2')
    lab.run(IMAGE, { ip: '10.1.0.1', args: ['guestbook', '--http-port', '6379'] })
    lab.run(IMAGE, { ip: '10.1.0.2', args: ['guestbook', '--replicaof', 'agnhost-primary', '--http-port', '6379'] })
    lab.run(IMAGE, { ip: '10.1.0.4', args: ['guestbook', '--backend-port', '6379'] })
    const client = lab.run('busybox', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    const get = (query: string) => lab.exec(client, ['wget', '-qO-', `http://10.1.0.4/guestbook?${query}`])
    await lab.pass(1_000)
    const answers = []
    for (const query of ['cmd=get&key=messages&value=', 'cmd=set&key=messages&value=TestEntry', 'cmd=get&key=messages'])
      answers.push((await get(query)).stdout)
    assert.deepEqual(answers, ['{"data":""}', '{"message":"Updated"}', '{"data":"TestEntry"}'])
  })

  it('port-forward-tester takes one connection and answers in pieces', async () => {
    const lab = new Lab()
    const tester = lab.run(IMAGE, {
      ip: '10.1.0.1',
      args: ['port-forward-tester'],
      env: { BIND_PORT: '80', EXPECTED_CLIENT_DATA: 'abc', CHUNKS: '2', CHUNK_SIZE: '3', CHUNK_INTERVAL: '100' },
    })
    const client = lab.run('busybox', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    assert.equal((await lab.exec(client, 'printf abc | nc 10.1.0.1 80')).stdout, 'xxxxxx')
    await lab.pass(1_000)
    assert.equal(
      tester.text(),
      'Accepted client connection\nReceived expected client data\nShutting down connection\nDone\n',
    )
    assert.equal(tester.exit?.exitCode, 0)
  })

  it('liveness is well for ten seconds', async () => {
    const lab = new Lab()
    lab.run(IMAGE, { ip: '10.1.0.1', args: ['liveness'] })
    const client = lab.run('busybox', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    const get = () => lab.exec(client, ['wget', '-qO-', 'http://10.1.0.1:8080/healthz'])
    assert.equal((await get()).exitCode, 0)
    await lab.pass(11_000)
    assert.equal((await get()).exitCode, 1)
  })

  // test/e2e/common/node/container_probe.go: a redirect that the server knows, and readiness of test-webserver at /
  it('answers as Go answers by itself: redirects, lists of folders', async () => {
    const lab = new Lab()
    lab.run(IMAGE, { ip: '10.1.0.1', args: ['liveness'] })
    lab.run(IMAGE, { ip: '10.1.0.2', args: ['test-webserver'], volumes: { '/data': lab.volume() } })
    const client = lab.run('debian', { ip: '10.1.0.3', command: ['sleep', '1000'] })
    const get = async (url: string) => (await lab.exec(client, ['curl', '-si', url])).stdout
    const local = await get('http://10.1.0.1:8080/redirect?loc=healthz')
    assert.match(local, /^HTTP\/1.1 302 Found\r?\n(.*\r?\n)*Location: \/healthz\r?\n/)
    assert.match(
      await get('http://10.1.0.1:8080/redirect?loc=http%3A%2F%2F0.0.0.0%2F'),
      /<a href="http:\/\/0.0.0.0\/">Found<\/a>\.\n/,
    )
    assert.match(await get('http://10.1.0.2/'), /^HTTP\/1.1 200 OK[^]*<pre>\n[^]*<a href="data\/">data\/<\/a>\n/)
    assert.match(
      await get('http://10.1.0.2/data'),
      /^HTTP\/1.1 301 Moved Permanently\r?\n(.*\r?\n)*Location: data\/\r?\n/,
    )
  })

  // test/e2e/network/netpol: a loop around /agnhost connect
  it('runs by its path in a script, too', async () => {
    const lab = new Lab()
    const server = lab.run(IMAGE, { ip: '10.1.0.1', args: ['netexec'] })
    const command = (port: number) =>
      `for i in $(seq 1 2); do /agnhost connect 10.1.0.1:${port} --timeout 1s && exit 0 || sleep 1; done; exit 1`
    const [open, closed] = [await lab.exec(server, command(8080)), await lab.exec(server, command(81))]
    assert.deepEqual([open.exitCode, closed.exitCode, closed.stderr], [0, 1, 'REFUSED\nREFUSED\n'])
    assert.equal(
      (await lab.exec(server, '/agnhost-2 entrypoint-tester x | cat')).stdout,
      '[/agnhost-2 entrypoint-tester x]\n',
    )
  })

  it('what it does not know it says', async () => {
    const lab = new Lab()
    const unknown = lab.run(IMAGE, { args: ['nonsense'] })
    await lab.pass(10)
    assert.deepEqual(
      [unknown.exit?.exitCode, unknown.text()],
      [1, 'Error: unknown command "nonsense" for "app"\nRun \'app --help\' for usage.\n'],
    )
  })
})
