import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MIB } from './image'
import { commandLine } from './simulated-container'
import { isNginxTag } from './nginx'
import { folderNode } from '../files/tree'
import { Lab } from './testing/lab'

const sh = (script: string): readonly string[] => ['sh', '-c', script]

describe('registries', () => {
  it('have the tags that there are', () => {
    for (const tag of [
      '1.7.9',
      '1.9.1',
      '1.15.2',
      '1.15.3',
      '1.21.6',
      '1.25',
      '1.25-alpine',
      'latest',
      'stable',
      'alpine',
      '1',
    ])
      assert.equal(isNginxTag(tag), true, tag)
    for (const tag of ['1.91', '1.161', '787977da', '1.9.99', '2', '1.25.3.1', ''])
      assert.equal(isNginxTag(tag), false, tag)
  })

  it('answer as containerd tells it', () => {
    const { runtime } = new Lab()
    assert.deepEqual(runtime.pullImage('nginx:1.91'), {
      found: false,
      ms: 900,
      message:
        'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:1.91": failed to resolve image: docker.io/library/nginx:1.91: not found',
    })
    // test/e2e/common/node/runtime.go: should not be able to pull image from invalid registry
    assert.deepEqual(runtime.pullImage('invalid.registry.k8s.io/invalid/alpine:3.1'), {
      found: false,
      ms: 900,
      message:
        'rpc error: code = Unknown desc = failed to pull and unpack image "invalid.registry.k8s.io/invalid/alpine:3.1": failed to resolve image: failed to do request: Head "https://invalid.registry.k8s.io/v2/invalid/alpine/manifests/3.1": dial tcp: lookup invalid.registry.k8s.io: no such host',
    })
    const found = runtime.pullImage('nginx:1.25')
    assert.ok(found.found)
    assert.equal(found.ref, 'docker.io/library/nginx:1.25')
    assert.match(found.digest, /^docker\.io\/library\/nginx@sha256:[0-9a-f]{64}$/)
    assert.deepEqual(runtime.pullImage('nginx:1.25'), found)
    for (const image of [
      'myapp:v1',
      'registry.example.com/team/app:2',
      'k8s.gcr.io/fluentd-elasticsearch:1.20',
      'gcr.io/google-samples/xtrabackup:1.0',
      'mysql:5.7',
      'mysql:5.7.23',
      'busybox:1.28',
      'registry.cn-beijing.aliyuncs.com/dotbalo/nginx:anything',
    ])
      assert.equal(runtime.pullImage(image).found, true, image)
  })

  it('do what the scenario says', () => {
    const { runtime } = new Lab()
    runtime.images.takesToPull('nginx:1.25', 60_000)
    runtime.images.missing('busybox')
    runtime.images.exists('nginx:1.91')
    runtime.images.unreachable('registry.local')
    runtime.images.unauthorized('private/app')
    assert.equal(runtime.pullImage('nginx:1.25').ms, 60_000)
    assert.notEqual(runtime.pullImage('nginx:1.24').ms, 60_000)
    assert.equal(runtime.pullImage('busybox:1.28').found, false)
    assert.equal(runtime.pullImage('nginx:1.91').found, true)
    assert.equal(runtime.pullImage('registry.local/a:1').found, false)
    assert.equal(runtime.pullImage('private/app:1').found, false)
  })
})

describe('the command line of a container', () => {
  const image = { entrypoint: ['entry'], command: ['default'] }
  for (const { command, args, wanted } of [
    { command: undefined, args: undefined, wanted: ['entry', 'default'] },
    { command: undefined, args: ['a'], wanted: ['entry', 'a'] },
    { command: ['c'], args: undefined, wanted: ['c'] },
    { command: ['c'], args: ['a'], wanted: ['c', 'a'] },
  ])
    it(`${command} ${args} -> ${wanted}`, () => assert.deepEqual(commandLine({ command, args }, image), wanted))

  it('that names no program does not start', () => {
    const lab = new Lab()
    assert.throws(() => lab.run('busybox', { command: ['nope'] }), {
      message:
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH',
    })
    assert.throws(
      () => lab.run('nginx', { command: ['/nope'] }),
      /exec: "\/nope": stat \/nope: no such file or directory$/,
    )
    assert.throws(() => lab.run('busybox', { command: ['/etc/passwd'] }), /exec: "\/etc\/passwd": permission denied$/)
    assert.throws(() => lab.run('busybox', { command: ['/etc'] }), /exec: "\/etc": is a directory$/)
    assert.throws(
      () => lab.run('registry.k8s.io/pause:3.9', { command: ['sh'] }),
      /exec: "sh": executable file not found in \$PATH$/,
    )
  })

  for (const script of [
    'tail /dev/zero',
    'dd if=/dev/zero of=/dev/null bs=200M count=1',
    'head -c 60m /dev/zero | tail',
    'x=a; while true; do x=$x$x; done',
  ])
    it(`${script}: takes more memory than it may, and is killed`, async () => {
      const lab = new Lab()
      const container = lab.run('busybox', { command: ['sh', '-c', script], spec: { memoryLimit: 32 * 2 ** 20 } })
      await lab.pass(2_000)
      assert.deepEqual(
        [lab.exitOf(container), container.text()],
        [{ exitCode: 137, reason: 'OOMKilled', signal: 9 }, ''],
      )
    })

  it('of an image that nobody described starts a server on its declared ports', async () => {
    const lab = new Lab()
    const container = lab.run('acme/shop:7', {
      command: ['/app/server', '--fast'],
      pod: 'shop-1',
      spec: {
        ports: [
          { name: 'http', containerPort: 8080, protocol: 'TCP' },
          { name: 'admin', containerPort: 9090, protocol: 'TCP' },
        ],
      },
    })
    for (const port of [8080, 9090])
      assert.equal((await lab.exec(container, ['curl', '-s', `localhost:${port}`])).stdout, 'shop-1\n')
    assert.equal(container.running.steady?.({ kind: 'http', port: 8080, path: '/' }), true)
    container.running.signal('SIGTERM')
    await lab.pass(0)
    assert.deepEqual(container.exit, { exitCode: 0 })
  })
})

describe('programs', () => {
  it('nginx serves the volume at its document root', async () => {
    const lab = new Lab()
    const volume = lab.volume()
    const web = lab.run('nginx:1.9.1', { pod: 'web-0', volumes: { '/usr/share/nginx/html': volume } })
    assert.equal((await lab.exec(web, 'curl -s -o /dev/null -w "%{http_code}" localhost')).stdout, '403')
    await lab.exec(web, 'echo hello $(hostname) > /usr/share/nginx/html/index.html')
    assert.equal((await lab.exec(web, ['curl', 'localhost'])).stdout, 'hello web-0\n')
    web.running.signal('SIGKILL')
    const again = lab.run('nginx:1.9.1', { pod: 'web-0', volumes: { '/usr/share/nginx/html': volume } })
    assert.equal((await lab.exec(again, ['wget', '-qO-', 'localhost'])).stdout, 'hello web-0\n')
    assert.match(again.text(), /"GET \/ HTTP\/1\.1" 200 12 "-" "Wget" "-"\n$/)
  })

  it('nginx needs its folders: another user, or a root that is read-only, has to be given them', async () => {
    const lab = new Lab()
    const run = (image: string, spec: object, volumes: readonly string[] = []) =>
      lab.run(image, { spec, volumes: Object.fromEntries(volumes.map((path) => [path, folderNode(0o777)])) })
    const all = ['/var/cache/nginx', '/var/run']
    const cases = [
      run('nginx:1.25', { runAsUser: 1000 }),
      run('nginx:1.25', { runAsUser: 1000 }, ['/var/cache/nginx']),
      run('nginx:1.25', { readOnlyRootFilesystem: true }),
      run('nginx:1.25', { runAsUser: 1000 }, all),
      run('nginx:1.25', { readOnlyRootFilesystem: true }, all),
      run('nginxinc/nginx-unprivileged:1.25', { runAsUser: 101 }),
    ]
    await lab.pass(100)
    assert.deepEqual(
      cases.map((each) => [
        each.exit?.exitCode,
        each
          .text()
          .split('\n')
          .filter((line) => line.startsWith('nginx: [emerg]'))[0],
      ]),
      [
        [1, 'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)'],
        [1, 'nginx: [emerg] open() "/var/run/nginx.pid" failed (13: Permission denied)'],
        [1, 'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'],
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ],
    )
  })

  it('mysqld that may not write its files does not stay', async () => {
    const lab = new Lab()
    const env = { MYSQL_ALLOW_EMPTY_PASSWORD: '1' }
    const own = lab.run('mysql:5.7', { env, spec: { runAsUser: 1000 } })
    const refused = lab.run('mysql:5.7', {
      env,
      spec: { runAsUser: 1000 },
      volumes: { '/var/lib/mysql': folderNode() },
    })
    await lab.pass(30_000)
    assert.equal(own.exit, undefined)
    assert.equal(refused.exit?.exitCode, 1)
    assert.match(
      refused.text(),
      /mysqld: Can't create\/write to file '[^']+' \(Errcode: 13 - Permission denied\)\n.*\[ERROR\] Aborting\n/,
    )
  })

  it('nginx reads its configuration, and again on a reload', async () => {
    const lab = new Lab()
    const conf = lab.volume()
    const helper = lab.run('busybox', { command: ['sleep', '60'], volumes: { '/c': conf } })
    await lab.exec(helper, `printf 'server { listen 8080; location / { return 200 "one\\\\n"; } }' > /c/default.conf`)
    const web = lab.run('nginx', { volumes: { '/etc/nginx/conf.d': conf } })
    assert.equal((await lab.exec(web, ['curl', '-s', 'localhost:8080'])).stdout, 'one\n')
    await lab.exec(helper, `sed -i 's/one/two/' /c/default.conf`)
    assert.equal((await lab.exec(web, 'nginx -s reload; curl -s localhost:8080')).stdout, 'two\n')
    await lab.exec(helper, `echo 'server { listen' > /c/default.conf`)
    const broken = lab.run('nginx', { volumes: { '/etc/nginx/conf.d': conf } })
    await lab.pass(0)
    assert.equal(broken.exit?.exitCode, 1)
    assert.match(broken.text(), /^nginx: \[emerg\] unexpected end of file/)
  })

  it('two that want one port of a Pod: the second does not start', async () => {
    const lab = new Lab()
    lab.run('nginx', { ip: '10.244.1.50' })
    const second = lab.run('nginx', { ip: '10.244.1.50' })
    await lab.pass(0)
    assert.equal(second.exit?.exitCode, 1)
    assert.equal(second.text(), 'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n')
  })

  it('redis slaves copy their master and refuse writes', async () => {
    const lab = new Lab()
    lab.names.set('redis-ms-0.redis-ms.default.svc.cluster.local', '10.244.1.60')
    const start = sh(
      'if [ "$(hostname)" = redis-ms-0 ]; then exec redis-server; else exec redis-server --slaveof redis-ms-0.redis-ms 6379; fi',
    )
    const master = lab.run('redis:5', { pod: 'redis-ms-0', ip: '10.244.1.60', command: start })
    const slave = lab.run('redis:5', { pod: 'redis-ms-1', command: start })
    await lab.pass(3_000)
    assert.equal((await lab.exec(master, ['redis-cli', 'set', 'greeting', 'hello world'])).stdout, 'OK\n')
    assert.equal((await lab.exec(slave, ['redis-cli', 'get', 'greeting'])).stdout, 'hello world\n')
    assert.equal(
      (await lab.exec(slave, ['redis-cli', 'set', 'a', 'b'])).stdout,
      "READONLY You can't write against a read only replica.\n",
    )
    assert.match(
      (await lab.exec(slave, 'redis-cli info replication')).stdout,
      /role:slave\r\nmaster_host:redis-ms-0\.redis-ms\r\nmaster_port:6379\r\nmaster_link_status:up/,
    )
    assert.match((await lab.exec(master, 'redis-cli info replication')).stdout, /role:master\r\nconnected_slaves:1/)
    assert.equal((await lab.exec(slave, ['redis-cli', '-h', 'redis-ms-0.redis-ms', 'ping'])).stdout, 'PONG\n')
    master.running.signal('SIGTERM')
    await lab.pass(2_000)
    assert.match((await lab.exec(slave, 'redis-cli info replication')).stdout, /master_link_status:down/)
  })

  it('eureka servers of a StatefulSet know what was registered with one of them', async () => {
    const lab = new Lab()
    const zone = 'http://eureka-0.eureka-svc:8761/eureka/,http://eureka-1.eureka-svc:8761/eureka/'
    const servers = [0, 1].map((i) => {
      lab.names.set(`eureka-${i}.eureka-svc.default.svc.cluster.local`, `10.244.1.7${i}`)
      return lab.run('springcloud/eureka:1.0', {
        pod: `eureka-${i}`,
        ip: `10.244.1.7${i}`,
        env: { EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: zone },
      })
    })
    await lab.pass(10_000)
    const [first, second] = servers
    assert.ok(first && second)
    await lab.exec(
      first,
      `curl -s -X POST -d '{"instance":{"hostName":"order-1","ipAddr":"10.0.0.1"}}' localhost:8761/eureka/apps/order`,
    )
    assert.match((await lab.exec(second, ['curl', '-s', 'localhost:8761/eureka/apps/ORDER'])).stdout, /"id":"order-1"/)
  })

  it('perl and bc compute pi', async () => {
    const lab = new Lab()
    const perl = lab.run('perl:5.34', { command: ['perl', '-Mbignum=bpi', '-wle', 'print bpi(20)'] })
    const bare = lab.run('perl:5.34')
    const bc = lab.run('busybox', { command: sh('echo "scale=10; 4*a(1)" | bc -l') })
    await lab.pass(5_000)
    assert.equal(perl.text(), '3.1415926535897932385\n')
    assert.equal(bc.text(), '3.1415926532\n')
    assert.deepEqual([perl.exit, bare.exit, bc.exit], [{ exitCode: 0 }, { exitCode: 0 }, { exitCode: 0 }])
  })

  it('each request of hpa-example costs processor time, and a limit makes it slower', async () => {
    const lab = new Lab()
    lab.names.set('php-apache.default.svc.cluster.local', '10.244.1.80')
    const server = lab.run('registry.k8s.io/hpa-example', { ip: '10.244.1.80', spec: { cpuLimit: 500 } })
    const load = lab.run('busybox:1.28', { command: sh('while sleep 0.01; do wget -q -O- http://php-apache; done') })
    await lab.pass(60_000)
    assert.ok(
      server.running.usage().cpu > 350 && server.running.usage().cpu <= 500,
      `${server.running.usage().cpu}m under load`,
    )
    load.running.signal('SIGKILL')
    await lab.pass(60_000)
    assert.ok(server.running.usage().cpu <= 1, `${server.running.usage().cpu}m in peace`)
  })
})

describe('words about containers', () => {
  it('exits, restarts of the same rule each time', async () => {
    const lab = new Lab()
    lab.runtime.containers.exits({ pod: 'web-*' }, 3, 5_000)
    const container = lab.run('nginx', { pod: 'web-1' })
    const other = lab.run('nginx', { pod: 'api-1' })
    await lab.pass(4_000)
    assert.equal(container.exit, undefined)
    await lab.pass(2_000)
    assert.deepEqual([container.exit, other.exit], [{ exitCode: 3 }, undefined])
  })

  it('stops answering, hangs, answers again', async () => {
    const lab = new Lab()
    const web = lab.run('nginx', { pod: 'web', ip: '10.244.1.90' })
    const client = lab.run('curlimages/curl', { command: ['sleep', 'infinity'] })
    const code = async () =>
      (await lab.exec(client, ['curl', '-s', '-m', '2', '-o', '/dev/null', '10.244.1.90'])).exitCode
    assert.equal(await code(), 0)
    lab.runtime.containers.stopsAnswering({ pod: 'web' })
    assert.equal(web.changes, 1)
    assert.equal(await code(), 7)
    lab.runtime.containers.hangs({ pod: 'web' })
    assert.equal(await code(), 28)
    lab.runtime.containers.answersAgain({ pod: 'web' })
    assert.equal(await code(), 0)
  })

  it('becomes ready only after a while', async () => {
    const lab = new Lab()
    lab.runtime.containers.becomesReadyAfter({ image: 'nginx' }, 10_000)
    const web = lab.run('nginx', { pod: 'web', ip: '10.244.1.91' })
    const client = lab.run('busybox', { command: ['sleep', 'infinity'] })
    assert.equal((await lab.exec(client, ['wget', '-qO-', '10.244.1.91'])).exitCode, 1)
    await lab.pass(10_000)
    assert.ok(web.changes > 0)
    assert.equal((await lab.exec(client, ['wget', '-qO-', '10.244.1.91'])).exitCode, 0)
  })

  it('uses more memory than its limit and is killed for it', async () => {
    const lab = new Lab()
    const web = lab.run('nginx', { pod: 'web', spec: { memoryLimit: 64 * MIB } })
    lab.runtime.containers.usesMemory({ pod: 'web' }, 100 * MIB)
    await lab.pass(0)
    assert.deepEqual(web.exit, { exitCode: 137, reason: 'OOMKilled', signal: 9 })
    const hog = lab.run('polinux/stress', {
      command: ['stress'],
      args: ['--vm', '1', '--vm-bytes', '250M', '--vm-hang', '1'],
      spec: { memoryLimit: 100 * MIB },
    })
    await lab.pass(0)
    assert.equal(hog.exit?.reason, 'OOMKilled')
    const burner = lab.run('polinux/stress', { command: ['stress', '--cpu', '2'], spec: { cpuLimit: 1_500 } })
    await lab.pass(30_000)
    assert.equal(burner.running.usage().cpu, 1_500)
  })
})
