import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MemoryFs } from '../files/memory-fs'
import { Lab } from '../images/testing/lab'
import type { ContainerSpec } from '../runtime/container-runtime'
import { Rig, type Program } from '../testing/rig.test'

/** Keeps the files of each container by its name. */
function recorder(): { program: Program; files: Map<string, MemoryFs>; specs: Map<string, ContainerSpec> } {
  const files = new Map<string, MemoryFs>()
  const specs = new Map<string, ContainerSpec>()
  return {
    files,
    specs,
    program: {
      start: ({ spec }) => {
        specs.set(`${spec.pod.name}/${spec.name}`, spec)
        files.set(`${spec.pod.name}/${spec.name}`, spec.files(new MemoryFs({ now: () => 0 })))
      },
    },
  }
}

function rigWithFiles() {
  const rig = new Rig({ nodes: ['k8s-node01', 'k8s-node02'] })
  const { program, files, specs } = recorder()
  rig.runtime.programs.set('nginx:1.25', program)
  const of = (name: string): MemoryFs => {
    const found = files.get(name)
    assert.ok(found, name)
    return found
  }
  return { rig, of, specs, files }
}
const container = (name: string, mounts: object[], more: object = {}) => ({
  name,
  image: 'nginx:1.25',
  volumeMounts: mounts,
  ...more,
})

describe('volumes', () => {
  it('emptyDir is shared by the containers of a Pod and goes with it', () => {
    const { rig, of } = rigWithFiles()
    const spec = {
      volumes: [{ name: 'v', emptyDir: {} }],
      containers: [
        container('writer', [{ name: 'v', mountPath: '/data' }]),
        container('reader', [{ name: 'v', mountPath: '/data', readOnly: true }]),
      ],
    }
    rig.pod('p', spec)
    rig.pass(2000)
    of('p/writer').writeFileSync('/data/f', 'hello\n')
    assert.equal(of('p/reader').readTextSync('/data/f'), 'hello\n')
    assert.throws(() => of('p/reader').writeFileSync('/data/g', 'x'), /EROFS/)
    rig.delete('p')
    rig.pass(3000)
    rig.pod('p', spec)
    rig.pass(2000)
    assert.deepEqual(of('p/writer').readdirSync('/data'), [])
  })

  it('emptyDir outlives a container that is restarted', () => {
    const { rig, of, specs } = rigWithFiles()
    const ends: (() => void)[] = []
    rig.runtime.programs.set('fails', {
      start: (run) => {
        specs.set('now', run.spec)
        ends.push(() => run.exit(1))
      },
    })
    rig.pod('p', {
      volumes: [{ name: 'v', emptyDir: {} }],
      containers: [container('c', [{ name: 'v', mountPath: '/data' }], { command: ['fails'] })],
    })
    rig.pass(2000)
    specs.get('now')?.files(new MemoryFs()).writeFileSync('/data/f', 'kept')
    ends[0]?.()
    rig.pass(2000)
    assert.equal(specs.get('now')?.attempt, 1)
    assert.equal(specs.get('now')?.files(new MemoryFs()).readTextSync('/data/f'), 'kept')
    assert.ok(of)
  })

  it('hostPath is the node’s: the next Pod there finds it, one elsewhere does not', () => {
    const { rig, of } = rigWithFiles()
    const spec = {
      volumes: [{ name: 'v', hostPath: { path: '/srv/data', type: 'DirectoryOrCreate' } }],
      containers: [container('c', [{ name: 'v', mountPath: '/data' }])],
    }
    rig.pod('a', spec)
    rig.pass(1000)
    of('a/c').writeFileSync('/data/f', '1')
    rig.pod('b', spec)
    rig.pod('elsewhere', { ...spec, nodeName: 'k8s-node02' })
    rig.pass(1000)
    assert.equal(of('b/c').readTextSync('/data/f'), '1')
    assert.equal(of('elsewhere/c').existsSync('/data/f'), false)
    rig.pod('strict', {
      volumes: [{ name: 'h', hostPath: { path: '/nowhere', type: 'Directory' } }],
      containers: [container('c', [{ name: 'h', mountPath: '/h' }])],
    })
    rig.pass(200)
    assert.deepEqual(rig.events('strict'), [
      'FailedMount MountVolume.SetUp failed for volume "h" : hostPath type check failed: /nowhere is not a directory',
    ])
  })

  it('all that a projected volume lacks is told at once', () => {
    const { rig } = rigWithFiles()
    const sources = [{ secret: { name: 'key' } }, { configMap: { name: 'app' } }, { secret: { name: 'key' } }]
    rig.pod('p', {
      volumes: [{ name: 'all', projected: { sources } }],
      containers: [container('c', [{ name: 'all', mountPath: '/all' }])],
    })
    rig.pass(200)
    assert.deepEqual(rig.events('p'), [
      'FailedMount MountVolume.SetUp failed for volume "all" : [secret "key" not found, configmap "app" not found]',
    ])
  })

  it('a claim’s data live on its volume: another Pod on another node finds them', () => {
    const { rig, of } = rigWithFiles()
    rig.server.create(
      'PersistentVolume',
      '',
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: 'pv' },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          csi: { driver: 'rbd', volumeHandle: 'x' },
        },
      } as never,
      { actor: 'test' },
    )
    rig.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'www-web-0' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: '',
        volumeName: 'pv',
        resources: { requests: { storage: '1Gi' } },
      },
    })
    const spec = {
      volumes: [{ name: 'www', persistentVolumeClaim: { claimName: 'www-web-0' } }],
      containers: [container('c', [{ name: 'www', mountPath: '/usr/share/nginx/html' }])],
    }
    rig.pod('web-0', spec)
    rig.pass(1000)
    assert.deepEqual(
      rig.events('web-0'),
      [
        'FailedMount Unable to attach or mount volumes: unmounted volumes=[www kube-api-access], unattached volumes=[], failed to process volumes=[www]: error processing PVC default/www-web-0: PVC is not bound',
      ].map((line) => line.replace('kube-api-access', rig.get('web-0').spec.volumes?.[1]?.name ?? '')),
    )
    const claim = rig.server.read.get('PersistentVolumeClaim', 'default', 'www-web-0')
    assert.ok(claim)
    rig.server.update(
      'PersistentVolumeClaim',
      { ...claim, status: { ...claim.status, phase: 'Bound' } } as never,
      { actor: 'test' },
      'status',
    )
    rig.pass(12_000)
    of('web-0/c').writeFileSync('/usr/share/nginx/html/index.html', 'hello web-0\n')
    rig.delete('web-0')
    rig.pass(3000)
    rig.pod('web-0', { ...spec, nodeName: 'k8s-node02' })
    rig.pass(2000)
    assert.equal(of('web-0/c').readTextSync('/usr/share/nginx/html/index.html'), 'hello web-0\n')
  })

  it('keys become files, with items, modes and sub-paths', () => {
    const { rig, of } = rigWithFiles()
    rig.apply({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'app' },
      data: { color: 'blue', 'app.properties': 'a=1' },
    })
    rig.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      type: 'Opaque',
      data: { password: btoa('geheim') },
    })
    rig.pod(
      'p',
      {
        volumes: [
          { name: 'all', configMap: { name: 'app' } },
          { name: 'one', configMap: { name: 'app', items: [{ key: 'color', path: 'sub/colour', mode: 0o600 }] } },
          { name: 's', secret: { secretName: 's', defaultMode: 0o400 } },
          {
            name: 'me',
            downwardAPI: {
              items: [
                { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
                { path: 'cpu', resourceFieldRef: { containerName: 'c', resource: 'limits.cpu', divisor: '1m' } },
              ],
            },
          },
        ],
        containers: [
          container(
            'c',
            [
              { name: 'all', mountPath: '/etc/app' },
              { name: 'one', mountPath: '/one' },
              { name: 's', mountPath: '/s' },
              { name: 'me', mountPath: '/etc/me' },
              { name: 'all', mountPath: '/file', subPath: 'color' },
            ],
            { resources: { limits: { cpu: '250m' } } },
          ),
        ],
      },
      { labels: { app: 'p' } },
    )
    rig.pass(2000)
    const files = of('p/c')
    assert.deepEqual(
      files.readdirSync('/etc/app').map((name) => name.replace(/^\.\.\d.*/, '..<time>')),
      ['..<time>', '..data', 'app.properties', 'color'],
    )
    assert.deepEqual(
      [
        files.readlinkSync('/etc/app/color'),
        files.readlinkSync('/etc/app/..data').startsWith('..2026_01_01_00_00_00.'),
      ],
      ['..data/color', true],
    )
    assert.equal(files.readTextSync('/one/sub/colour'), 'blue')
    assert.equal(files.statSync('/one/sub/colour').mode & 0o777, 0o600)
    assert.equal(files.readTextSync('/s/password'), 'geheim')
    assert.equal(files.statSync('/s/password').mode & 0o777, 0o400)
    assert.deepEqual([files.readTextSync('/etc/me/labels'), files.readTextSync('/etc/me/cpu')], ['app="p"', '250'])
    assert.equal(files.readTextSync('/file'), 'blue')
    assert.throws(() => files.writeFileSync('/etc/app/new', ''), /EROFS/)
    assert.deepEqual(files.readdirSync('/var/run/secrets/kubernetes.io/serviceaccount').slice(1), [
      '..data',
      'ca.crt',
      'namespace',
      'token',
    ])
  })

  // test/e2e/auth/service_accounts.go: should set ownership and permission when RunAsUser or FsGroup is present
  it('fsGroup and runAsUser say whose the files are', () => {
    const { rig, of } = rigWithFiles()
    rig.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { k: 'v' } })
    const access = (name: string, path: string) => {
      const { mode, uid, gid } = of(name).statSync(path)
      return [mode.toString(8), uid, gid]
    }
    const spec = (securityContext: object) => ({
      securityContext,
      volumes: [
        { name: 'e', emptyDir: {} },
        { name: 'c', configMap: { name: 'c', defaultMode: 0o400 } },
        { name: 't', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
      ],
      containers: [
        container('c', [
          { name: 'e', mountPath: '/e' },
          { name: 'e', mountPath: '/below', subPath: 'a/b' },
          { name: 'c', mountPath: '/c' },
          { name: 't', mountPath: '/t' },
        ]),
      ],
    })
    rig.pod('plain', spec({}))
    rig.pod('user', spec({ runAsUser: 1000 }))
    rig.pod('group', spec({ fsGroup: 2000 }))
    rig.pass(3000)
    const paths = ['/e', '/below', '/c/k', '/t/token']
    assert.deepEqual(
      ['plain', 'user', 'group'].map((name) => paths.map((path) => access(`${name}/c`, path))),
      [
        [
          ['777', 0, 0],
          ['777', 0, 0],
          ['400', 0, 0],
          ['644', 0, 0],
        ],
        [
          ['777', 0, 0],
          ['777', 0, 0],
          ['400', 0, 0],
          ['600', 1000, 0],
        ],
        [
          ['2777', 0, 2000],
          ['2777', 0, 2000],
          ['440', 0, 2000],
          ['640', 0, 2000],
        ],
      ],
    )
  })

  // test/e2e/common/node/image_volume.go
  it('an image is a volume, pulled before the container starts, and read-only', () => {
    const lab = new Lab()
    const { rig, of } = rigWithFiles()
    Object.assign(rig.runtime, { imageFiles: (image: string) => lab.runtime.imageFiles?.(image) })
    rig.pod('p', {
      volumes: [
        { name: 'image', image: { reference: 'busybox:1.28' } },
        { name: 'lacking', nfs: { server: 's', path: '/' } },
      ],
      containers: [container('c', [{ name: 'image', mountPath: '/volume', subPath: 'etc' }])],
    })
    rig.pass(1000)
    assert.deepEqual(
      rig
        .events('p')
        .filter((text) => text.startsWith('FailedMount'))
        .slice(0, 1),
      ['FailedMount MountVolume.SetUp failed for volume "lacking" : not modelled: volumes of the kind nfs (x2)'],
    )
    rig.pod('q', {
      volumes: [{ name: 'image', image: { reference: 'busybox:1.28' } }],
      containers: [container('c', [{ name: 'image', mountPath: '/volume', subPath: 'etc' }])],
    })
    rig.pass(10_000)
    assert.ok(rig.events('q').includes('Pulling Pulling image "busybox:1.28"'))
    assert.match(of('q/c').readTextSync('/volume/passwd'), /^root:/)
    assert.throws(() => of('q/c').writeFileSync('/volume/passwd', ''), /EROFS/)
  })

  // test/e2e/common/node/expansion.go: should fail substituting values in a volume subpath with absolute path
  it('a path below a volume must not lead out of it', () => {
    const { rig } = rigWithFiles()
    const pod = (name: string, value: string) =>
      rig.pod(name, {
        volumes: [{ name: 'v', emptyDir: {} }],
        containers: [
          container('c', [{ name: 'v', mountPath: '/v', subPathExpr: '$(WHERE)' }], {
            env: [{ name: 'WHERE', value }],
          }),
        ],
      })
    pod('absolute', '/tmp')
    pod('above', '../up')
    rig.pass(3000)
    assert.deepEqual(
      ['absolute', 'above'].map((name) => rig.get(name).status.containerStatuses?.[0]?.state?.waiting),
      [
        {
          reason: 'CreateContainerConfigError',
          message: 'error SubPath `/tmp` must not be an absolute path',
        },
        {
          reason: 'CreateContainerConfigError',
          message: "unable to provision SubPath `../up`: must not contain '..'",
        },
      ],
    )
  })

  it('a volume follows its ConfigMap with the next regular sync; the environment and sub-paths do not', () => {
    const { rig, of, specs } = rigWithFiles()
    rig.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app' }, data: { color: 'blue' } })
    rig.pod('p', {
      volumes: [{ name: 'v', configMap: { name: 'app' } }],
      containers: [
        container(
          'c',
          [
            { name: 'v', mountPath: '/v' },
            { name: 'v', mountPath: '/file', subPath: 'color' },
          ],
          { env: [{ name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'app', key: 'color' } } }] },
        ),
      ],
    })
    rig.pass(10_000)
    rig.server.patch(
      {
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'app',
        patch: { type: 'merge', body: { data: { color: 'red', more: '1' } } },
      },
      { actor: 'test' },
    )
    rig.pass(49_000)
    assert.equal(of('p/c').readTextSync('/v/color'), 'blue')
    rig.pass(2_000)
    assert.equal(of('p/c').readTextSync('/v/color'), 'red')
    assert.deepEqual(of('p/c').readdirSync('/v').slice(1), ['..data', 'color', 'more'])
    assert.equal(of('p/c').readTextSync('/file'), 'blue')
    assert.equal(specs.get('p/c')?.env()['COLOR'], 'blue')
  })
})
