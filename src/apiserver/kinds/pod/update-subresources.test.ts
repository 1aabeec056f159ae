// As pkg/apis/core/validation (ValidatePodResize, ValidatePodEphemeralContainersUpdate), v1.36, judges.
import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createCluster } from '../../../cluster/create-cluster'
import type { Pod } from '../../../objects/kinds'
import type { ApiServer } from '../../api-server'
import { handle } from '../../handle/handle'
import { Query } from '../../handle/request'

let server: ApiServer
const container = {
  name: 'c',
  image: 'nginx',
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
}

beforeEach(() => {
  const cluster = createCluster({ runtime: 'instant', timeline: false })
  server = cluster.server
  cluster.apiFor('test').create('Pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default' },
    spec: { containers: [container] },
  } as never)
})

function patch(subresource: string, body: object) {
  const response = handle(server, {
    method: 'PATCH',
    path: `/api/v1/namespaces/default/pods/p/${subresource}`,
    query: new Query(),
    headers: { 'content-type': 'application/strategic-merge-patch+json', 'user-agent': 'test/1' },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    pod: response.body as Pod,
    message: (response.body as { message?: string }).message,
  }
}
const resources = (change: object) => patch('resize', { spec: { containers: [{ name: 'c', resources: change }] } })

describe('resize', () => {
  it('changes the resources of containers and nothing else', () => {
    const { status, pod } = patch('resize', {
      metadata: { labels: { a: 'b' } },
      spec: { containers: [{ name: 'c', image: 'other', resources: { requests: { cpu: '200m' } } }] },
    })
    assert.equal(status, 200)
    assert.deepEqual(pod.spec.containers[0]?.resources, {
      limits: { memory: '128Mi' },
      requests: { cpu: '200m', memory: '64Mi' },
    })
    assert.deepEqual(
      [pod.spec.containers[0]?.image, pod.metadata.labels, pod.metadata.generation],
      ['nginx', undefined, 2],
    )
  })

  const refused: [what: string, change: object, message: string][] = [
    [
      'a request taken away',
      { requests: { cpu: null } },
      'spec.containers[0].resources.requests: Forbidden: resource requests cannot be removed',
    ],
    [
      'a limit taken away',
      { limits: { memory: null } },
      'spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed',
    ],
    [
      'another resource',
      { requests: { 'ephemeral-storage': '1Gi' } },
      'spec: Forbidden: only cpu and memory resources are mutable',
    ],
    [
      'another class of service',
      { requests: { cpu: '1', memory: '128Mi' }, limits: { cpu: '1' } },
      'spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    ],
  ]
  for (const [what, change, message] of refused)
    it(`refuses ${what}`, () => {
      const answer = resources(change)
      assert.deepEqual([answer.status, answer.message], [422, `Pod "p" is invalid: ${message}`])
    })
})

describe('ephemeralcontainers', () => {
  const debug = { name: 'd', image: 'busybox', targetContainerName: 'c' }

  it('adds containers and changes nothing else', () => {
    const { status, pod } = patch('ephemeralcontainers', {
      spec: { terminationGracePeriodSeconds: 1, ephemeralContainers: [debug] },
    })
    assert.equal(status, 200)
    assert.deepEqual(
      pod.spec.ephemeralContainers?.map(({ name, image, targetContainerName }) => ({
        name,
        image,
        targetContainerName,
      })),
      [debug],
    )
    assert.equal(pod.spec.terminationGracePeriodSeconds, 30)
  })

  it('neither changes nor removes one that is there', () => {
    patch('ephemeralcontainers', { spec: { ephemeralContainers: [debug] } })
    assert.match(
      patch('ephemeralcontainers', { spec: { ephemeralContainers: [{ name: 'd', image: 'other' }] } }).message ?? '',
      /^Pod "p" is invalid: spec\.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be changed\n/,
    )
    assert.equal(
      patch('ephemeralcontainers', { spec: { ephemeralContainers: [{ name: 'd', $patch: 'delete' }] } }).message,
      'Pod "p" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be removed\n',
    )
  })
})
