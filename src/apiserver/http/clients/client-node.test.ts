// A full round with the JavaScript client, in the two versions that are in use.
import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import type { V1ConfigMap, V1Deployment, V1Status } from '@kubernetes/client-node'
import { serveCluster, type ServedCluster } from './testing/served-cluster'

const current = () => import('@kubernetes/client-node')
type Client = Awaited<ReturnType<typeof current>>
const CLIENTS: Readonly<Record<string, () => Promise<Client>>> = {
  '2.x': current,
  '1.4': () => import('client-node-1') as unknown as Promise<Client>,
}

const deployment = (name: string): V1Deployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image: 'nginx:1.25' }] } },
  },
})

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition()) return
    await new Promise((wake) => setTimeout(wake, 25))
  }
  assert.fail(`never ${what}`)
}

for (const [version, load] of Object.entries(CLIENTS))
  describe(`@kubernetes/client-node ${version}`, () => {
    let served: ServedCluster
    let client: Client | undefined
    let why = ''
    before(async () => {
      client = await load().catch((error: Error) => ((why = error.message), undefined))
      served = await serveCluster({})
    })
    after(() => served.stop())

    const clientOf = (k8s: Client) => {
      const config = new k8s.KubeConfig()
      config.loadFromFile(served.kubeconfig)
      return config
    }

    it('creates, reads, lists, patches in three ways, applies, scales and deletes', async (t) => {
      if (!client) return t.skip(`the client cannot be loaded here: ${why}`)
      const apps = clientOf(client).makeApiClient(client.AppsV1Api)
      const { PatchStrategy, setHeaderOptions } = client
      const at = { namespace: 'default', name: 'web' }
      const made = await apps.createNamespacedDeployment({ namespace: 'default', body: deployment('web') })
      assert.equal(made.metadata?.generation, 1)
      assert.equal((await apps.readNamespacedDeployment(at)).spec?.revisionHistoryLimit, 10)
      assert.deepEqual(
        (await apps.listNamespacedDeployment({ namespace: 'default', labelSelector: '!nope' })).items.map(
          ({ metadata }) => metadata?.name,
        ),
        ['web'],
      )
      const patch = (body: object, strategy: (typeof PatchStrategy)[keyof typeof PatchStrategy], more: object = {}) =>
        apps.patchNamespacedDeployment({ ...at, ...more, body }, setHeaderOptions('Content-Type', strategy))
      assert.equal(
        (await patch([{ op: 'replace', path: '/spec/replicas', value: 2 }], PatchStrategy.JsonPatch)).spec?.replicas,
        2,
      )
      assert.equal((await patch({ spec: { replicas: 3 } }, PatchStrategy.MergePatch)).spec?.replicas, 3)
      const strategic = await patch(
        { spec: { template: { spec: { containers: [{ name: 'd', image: 'redis' }] } } } },
        PatchStrategy.StrategicMergePatch,
      )
      assert.deepEqual(
        strategic.spec?.template.spec?.containers.map(({ name }) => name),
        ['d', 'c'],
      )
      const applied = await patch(
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 4 } },
        PatchStrategy.ServerSideApply,
        { fieldManager: 'test', force: true },
      )
      assert.equal(applied.spec?.replicas, 4)
      // Between reading and writing the status may change: the version that was read is given up.
      const { resourceVersion: _, ...metadata } = (await apps.readNamespacedDeploymentScale(at)).metadata ?? {}
      assert.equal(
        (await apps.replaceNamespacedDeploymentScale({ ...at, body: { metadata, spec: { replicas: 1 } } })).spec
          ?.replicas,
        1,
      )
      assert.equal((await apps.deleteNamespacedDeployment(at)).status, 'Success')
      await assert.rejects(apps.readNamespacedDeployment(at), (error: { code?: number }) => error.code === 404)
    })

    it('keeps an informer up to date', async (t) => {
      if (!client) return t.skip(`the client cannot be loaded here: ${why}`)
      const config = clientOf(client)
      const core = config.makeApiClient(client.CoreV1Api)
      const told: string[] = []
      const informer = client.makeInformer<V1ConfigMap>(config, '/api/v1/namespaces/default/configmaps', () =>
        core.listNamespacedConfigMap({ namespace: 'default' }),
      )
      for (const verb of ['add', 'update', 'delete'] as const)
        informer.on(verb, ({ metadata }) => void (metadata?.name === 'mine' && told.push(verb)))
      await informer.start()
      await core.createNamespacedConfigMap({ namespace: 'default', body: { metadata: { name: 'mine' } } })
      await core.replaceNamespacedConfigMap({
        namespace: 'default',
        name: 'mine',
        body: { metadata: { name: 'mine' }, data: { a: 'b' } },
      })
      await core.deleteNamespacedConfigMap({ namespace: 'default', name: 'mine' })
      await until(() => told.length === 3, 'told of all three')
      assert.deepEqual(told, ['add', 'update', 'delete'])
      await informer.stop()
    })

    it('runs a command in a Pod and reads its log', async (t) => {
      if (!client) return t.skip(`the client cannot be loaded here: ${why}`)
      const config = clientOf(client)
      const core = config.makeApiClient(client.CoreV1Api)
      await core.createNamespacedPod({
        namespace: 'default',
        body: {
          metadata: { name: 'p' },
          spec: { containers: [{ name: 'c', image: 'busybox', command: ['sh', '-c', 'echo ready; sleep 1000'] }] },
        },
      })
      await until(
        async () => (await core.readNamespacedPod({ namespace: 'default', name: 'p' })).status?.phase === 'Running',
        'running',
      )
      const out = new PassThrough()
      let text = ''
      out.on('data', (data) => (text += String(data)))
      const status = await new Promise<V1Status>((done, fail) => {
        new client!.Exec(config)
          .exec('default', 'p', 'c', ['sh', '-c', 'echo from $(hostname); exit 2'], out, null, null, false, done)
          .catch(fail)
      })
      assert.equal(text, 'from p\n')
      assert.equal(status.message, 'command terminated with non-zero exit code: command terminated with exit code 2')
      assert.equal(await core.readNamespacedPodLog({ namespace: 'default', name: 'p' }), 'ready\n')
    })
  })
