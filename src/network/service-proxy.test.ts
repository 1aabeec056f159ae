import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Caller } from '../simulation/wire'
import { CLIENT, service, slice, world } from './testing/small-network'

describe('the service proxy', () => {
  it('goes round the ready endpoints, at the target port', () => {
    const { objects, serve, reach } = world()
    objects.put(
      service('web', { clusterIP: '10.96.5.5', clusterIPs: ['10.96.5.5'], ports: [{ port: 80, targetPort: 8080 }] }),
    )
    objects.put(slice('web', [['10.244.1.2'], ['10.244.1.3'], ['10.244.1.4', { ready: false }]]))
    for (const ip of ['10.244.1.2', '10.244.1.3', '10.244.1.4']) serve(ip)
    assert.deepEqual(
      [1, 2, 3, 4].map(() => reach('10.96.5.5', 80)),
      ['10.244.1.2', '10.244.1.3', '10.244.1.2', '10.244.1.3'],
    )
    assert.equal(reach('10.96.5.5', 81), 'timeout')
    objects.put(slice('web', [['10.244.1.4']]))
    assert.equal(reach('10.96.5.5', 80), '10.244.1.4')
  })

  it('refuses without endpoints, and knows nobody behind a Service that is gone', () => {
    const { objects, reach } = world()
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }] }))
    assert.equal(reach('10.96.5.5', 80), 'refused')
    objects.remove('Service', 'default', 'web')
    assert.equal(reach('10.96.5.5', 80), 'timeout')
  })

  it('falls back to endpoints that still serve while they terminate', () => {
    const { objects, serve, reach } = world()
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }] }))
    objects.put(
      slice('web', [
        ['10.244.1.2', { ready: false, serving: true, terminating: true }],
        ['10.244.1.3', { ready: false, serving: false }],
      ]),
    )
    serve('10.244.1.2')
    assert.equal(reach('10.96.5.5', 80), '10.244.1.2')
  })

  it('keeps a client at one endpoint for sessionAffinity ClientIP, until it has been away too long', () => {
    const { objects, serve, reach, loop } = world()
    objects.put(
      service('web', {
        clusterIP: '10.96.5.5',
        ports: [{ port: 80 }],
        sessionAffinity: 'ClientIP',
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } },
      }),
    )
    objects.put(slice('web', [['10.244.1.2'], ['10.244.1.3']]))
    for (const ip of ['10.244.1.2', '10.244.1.3']) serve(ip)
    const other: Caller = { ip: '10.244.1.98' }
    assert.deepEqual(
      [reach('10.96.5.5', 80), reach('10.96.5.5', 80), reach('10.96.5.5', 80, other)],
      ['10.244.1.2', '10.244.1.2', '10.244.1.3'],
    )
    loop.run({ until: () => false, deadline: 20_000 })
    objects.put(slice('web', [['10.244.1.3']]))
    assert.equal(reach('10.96.5.5', 80), '10.244.1.3')
  })

  it('listens on the node for a node port; a Local policy drops what has no endpoint there', () => {
    const { objects, serve, reach } = world()
    objects.put(service('web', { type: 'NodePort', clusterIP: '10.96.5.5', ports: [{ port: 80, nodePort: 30080 }] }))
    objects.put(slice('web', [['10.244.2.2', { node: 'k8s-node02' }]]))
    serve('10.244.2.2')
    assert.equal(reach('192.168.0.204', 30080), '10.244.2.2')
    assert.equal(reach('192.168.0.204', 30081), 'refused')
    objects.put(
      service('web', {
        type: 'NodePort',
        clusterIP: '10.96.5.5',
        externalTrafficPolicy: 'Local',
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    )
    assert.equal(reach('192.168.0.204', 30080), 'timeout')
    objects.put(service('web', { clusterIP: '10.96.5.5', internalTrafficPolicy: 'Local', ports: [{ port: 80 }] }))
    assert.equal(reach('10.96.5.5', 80), 'timeout')
    assert.equal(reach('10.96.5.5', 80, { ip: '10.244.2.9', node: 'k8s-node02' }), '10.244.2.2')
  })

  it('leaves Services alone that another proxy serves', () => {
    const { objects, serve, reach, resolve } = world()
    objects.put(slice('web', [['10.244.1.2']]))
    serve('10.244.1.2')
    for (const label of ['service.kubernetes.io/service-proxy-name', 'service.kubernetes.io/headless']) {
      const plain = service('web', { type: 'NodePort', clusterIP: '10.96.5.5', ports: [{ port: 80, nodePort: 30080 }] })
      objects.put({ ...plain, metadata: { ...plain.metadata, labels: { [label]: 'other' } } })
      assert.deepEqual(
        [reach('10.96.5.5', 80), reach('192.168.0.204', 30080), resolve('web.default.svc.cluster.local')],
        ['timeout', 'refused', ['10.96.5.5']],
      )
      objects.put(plain)
      assert.deepEqual([reach('10.96.5.5', 80), reach('192.168.0.204', 30080)], ['10.244.1.2', '10.244.1.2'])
    }
  })

  it('answers load balancers on the health check port, by the endpoints of the node', () => {
    const { objects, network } = world()
    const check = (): unknown[] => {
      const reached = network.wire.reach(CLIENT, '192.168.0.204', 32000)
      const answers: unknown[] = []
      if (typeof reached !== 'string')
        reached.http?.({ method: 'GET', path: '/healthz', headers: {}, body: '' }, CLIENT, ({ status, body }) =>
          answers.push(status, (JSON.parse(body) as { localEndpoints: number }).localEndpoints),
        )
      return answers
    }
    objects.put(
      service('web', {
        type: 'LoadBalancer',
        clusterIP: '10.96.5.5',
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 32000,
        ports: [{ port: 80, nodePort: 30080 }],
      }),
    )
    objects.put(slice('web', [['10.244.2.2', { node: 'k8s-node02' }]]))
    assert.deepEqual(check(), [503, 0])
    objects.put(
      slice('web', [['10.244.2.2', { node: 'k8s-node02' }], ['10.244.1.2'], ['10.244.1.3', { ready: false }]]),
    )
    assert.deepEqual(check(), [200, 1])
  })

  it('prefers endpoints of the same node or zone where hints say so', () => {
    const { objects, serve, reach } = world()
    const zone = (name: string) => ({ 'topology.kubernetes.io/zone': name })
    for (const [name, labels] of [
      ['k8s-node01', zone('a')],
      ['k8s-node02', zone('b')],
      ['k8s-node03', zone('b')],
      ['k8s-node04', zone('c')],
    ] as const)
      objects.put({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: {}, status: {} })
    objects.put(service('web', { clusterIP: '10.96.5.5', ports: [{ port: 80 }] }))
    for (const ip of ['10.244.1.2', '10.244.2.2']) serve(ip)
    const from = (node: string) => [1, 2].map(() => reach('10.96.5.5', 80, { ip: '10.244.9.9', node }))
    const hinted = (hints: readonly object[]) => {
      const plain = slice('web', [['10.244.1.2'], ['10.244.2.2', { node: 'k8s-node02' }]])
      return { ...plain, endpoints: plain.endpoints.map((endpoint, i) => ({ ...endpoint, hints: hints[i] })) }
    }
    const forZones = (name: string) => ({ forZones: [{ name }] })
    objects.put(hinted([forZones('a'), forZones('b')]))
    assert.deepEqual(
      [from('k8s-node01'), from('k8s-node03')],
      [
        ['10.244.1.2', '10.244.1.2'],
        ['10.244.2.2', '10.244.2.2'],
      ],
    )
    assert.deepEqual(from('k8s-node04').sort(), ['10.244.1.2', '10.244.2.2'])
    const forNodes = (node: string, name: string) => ({ ...forZones(name), forNodes: [{ name: node }] })
    objects.put(hinted([forNodes('k8s-node01', 'b'), forNodes('k8s-node02', 'b')]))
    assert.deepEqual(
      [from('k8s-node01'), from('k8s-node02')],
      [
        ['10.244.1.2', '10.244.1.2'],
        ['10.244.2.2', '10.244.2.2'],
      ],
    )
    assert.deepEqual(from('k8s-node03').sort(), ['10.244.1.2', '10.244.2.2'])
    objects.put(hinted([forZones('a'), {}]))
    assert.deepEqual(from('k8s-node01').sort(), ['10.244.1.2', '10.244.2.2'])
  })

  it('tells a closed port from a Pod that is gone', () => {
    const { network, serve, reach } = world()
    const close = serve('10.244.1.2')
    assert.equal(reach('10.244.1.2', 81), 'refused')
    close()
    assert.equal(reach('10.244.1.2', 8080), 'refused')
    assert.equal(reach('10.244.7.7', 80), 'no route')
    assert.equal(reach('8.8.8.8', 80), 'timeout')
    network.outside.addHost('example.com', '93.184.216.34', { 80: { http: () => {} } })
    assert.equal(reach('93.184.216.34', 80), 'somebody')
    assert.equal(reach('127.0.0.1', 80), 'refused')
  })

  it('lets nothing in or out of a node that is cut off, and all go on within it', () => {
    const { objects, network, serve, reach } = world()
    objects.put(service('web', { type: 'NodePort', clusterIP: '10.96.5.5', ports: [{ port: 80, nodePort: 30080 }] }))
    objects.put(service('kube-dns', { clusterIP: '10.96.0.10', ports: [{ name: 'dns', port: 53 }] }, 'kube-system'))
    objects.put(slice('web', [['10.244.1.2'], ['10.244.2.2', { node: 'k8s-node02' }]]))
    serve('10.244.1.2', 8080, 'k8s-node01')
    serve('10.244.2.2', 8080, 'k8s-node02')
    const elsewhere: Caller = { ip: '10.244.2.9', node: 'k8s-node02' }
    const plugIn = network.wire.unplug('k8s-node01')
    assert.deepEqual(
      [reach('10.244.1.2', 8080), reach('10.244.2.2', 8080), reach('8.8.8.8', 80)],
      ['10.244.1.2', 'timeout', 'timeout'],
    )
    assert.deepEqual(
      [reach('10.244.1.2', 8080, elsewhere), reach('10.244.2.2', 8080, elsewhere)],
      ['timeout', '10.244.2.2'],
    )
    // The proxy does not know: every second request goes nowhere, as long as the endpoint is ready.
    assert.deepEqual(
      [1, 2].map(() => reach('10.96.5.5', 80, elsewhere)),
      ['timeout', '10.244.2.2'],
    )
    assert.equal(reach('192.168.0.204', 30080, elsewhere), 'timeout')
    assert.equal(reach('10.96.0.10', 53), 'timeout')
    plugIn()
    assert.equal(reach('10.244.1.2', 8080, elsewhere), '10.244.1.2')
    assert.equal(reach('192.168.0.204', 30080, elsewhere), '10.244.1.2')
  })

  it('says once that network policies let everything through', () => {
    const { objects, said } = world()
    for (const name of ['a', 'b'])
      objects.put({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name, namespace: 'default' },
        spec: {},
      })
    assert.equal(said.length, 1)
    assert.match(said[0] ?? '', /^NotModelled: not modelled: NetworkPolicy/)
  })
})
