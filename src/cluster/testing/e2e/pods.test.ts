// What upstream's end-to-end tests of single Pods do and expect: test/e2e/node/pods.go, test/e2e/common/node/{runtime,expansion}.go, v1.36.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Pod } from '../../../objects/kinds'
import { Client, CORE } from './client'

const IMAGE = 'registry.k8s.io/e2e-test-images/busybox:1.36.1-1'

const pod = (
  name: string,
  script: string,
  { container = {}, ...spec }: Record<string, object | string | number> = {},
) => ({
  metadata: { name },
  spec: { containers: [{ name: 'c', image: IMAGE, command: ['sh', '-c', script], ...(container as object) }], ...spec },
})

const get = (client: Client, name: string): Promise<Pod> => client.get<Pod>(`${CORE}/pods/${name}`)

it('a negative time of grace is one second, when a Pod is made and when it is changed', async () => {
  const client = new Client()
  const grace = async (): Promise<number | undefined> => (await get(client, 'p')).spec.terminationGracePeriodSeconds
  await client.create(`${CORE}/pods`, pod('p', 'sleep 10000', { terminationGracePeriodSeconds: -1 }))
  assert.equal(await grace(), 1)
  const found = await get(client, 'p')
  await client.ask('PUT', `${CORE}/pods/p`, { ...found, spec: { ...found.spec, terminationGracePeriodSeconds: -1 } })
  assert.equal(await grace(), 1)
})

describe('a container that fails first, succeeds then, and stays the third time', () => {
  const script =
    "f=/restart-count/n; count=$(echo 'hello' >> $f ; wc -l $f | awk {'print $1'}); if [ $count -eq 1 ]; then exit 1; fi; if [ $count -eq 2 ]; then exit 0; fi; while true; do sleep 1; done"
  const table = [
    ['Always', 'Running', 2, 'running', true],
    ['OnFailure', 'Succeeded', 1, 'terminated', false],
    ['Never', 'Failed', 0, 'terminated', false],
  ] as const
  for (const [restartPolicy, ...expected] of table)
    it(restartPolicy, async () => {
      const client = new Client('realistic')
      const volumeMounts = [{ name: 'v', mountPath: '/restart-count' }]
      const volumes = [{ name: 'v', emptyDir: { medium: 'Memory' } }]
      await client.create(`${CORE}/pods`, pod('p', script, { restartPolicy, volumes, container: { volumeMounts } }))
      await client.cluster.pass(60_000)
      const { status } = await get(client, 'p')
      const [container] = status.containerStatuses ?? []
      assert.deepEqual(
        [status.phase, container?.restartCount, ...Object.keys(container?.state ?? {}), container?.ready],
        expected,
      )
    })
})

it('a path below a volume that a variable spells waits for its annotation', async () => {
  const client = new Client('realistic')
  const env = [
    { name: 'POD_NAME', value: 'foo' },
    { name: 'ANNOTATION', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['mysubpath']" } } },
  ]
  const volumeMounts = [{ name: 'w', mountPath: '/m', subPathExpr: '$(ANNOTATION)/$(POD_NAME)' }]
  await client.create(
    `${CORE}/pods`,
    pod('p', 'tail -f /dev/null', { volumes: [{ name: 'w', emptyDir: {} }], container: { env, volumeMounts } }),
  )
  await client.cluster.pass(10_000)
  const state = async () => (await get(client, 'p')).status.containerStatuses?.[0]?.state
  assert.equal((await state())?.waiting?.reason, 'CreateContainerConfigError')
  await client.patch(`${CORE}/pods/p`, { metadata: { annotations: { mysubpath: 'mypath' } } })
  await client.until('it runs', async () => (await state())?.running !== undefined, 60_000)
})
