import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CLIENT, service, slice, world } from './testing/small-network'

describe('cluster DNS', () => {
  const filled = () => {
    const made = world()
    const { objects } = made
    objects.put(
      service('web', {
        clusterIP: '10.96.5.5',
        clusterIPs: ['10.96.5.5'],
        ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
      }),
    )
    objects.put(service('nginx', { clusterIP: 'None', ports: [{ name: 'web', port: 80, protocol: 'TCP' }] }))
    objects.put(service('empty', { clusterIP: 'None', ports: [] }))
    objects.put(service('alias', { type: 'ExternalName', externalName: 'web.default.svc.cluster.local' }))
    objects.put(
      slice(
        'nginx',
        [
          ['10.244.1.7', { hostname: 'web-0' }],
          ['10.244.2.7', { hostname: 'web-1' }],
          ['10.244.2.8', { hostname: 'web-2', ready: false }],
          ['10.244.2.9'],
        ],
        [{ name: 'web', port: 80, protocol: 'TCP' }],
      ),
    )
    return made
  }

  it('answers addresses', () => {
    const { resolve } = filled()
    for (const [name, wanted] of [
      ['web.default.svc.cluster.local', ['10.96.5.5']],
      ['WEB.default.svc.cluster.local.', ['10.96.5.5']],
      ['nginx.default.svc.cluster.local', ['10.244.1.7', '10.244.2.7', '10.244.2.9']],
      ['web-0.nginx.default.svc.cluster.local', ['10.244.1.7']],
      ['web-2.nginx.default.svc.cluster.local', 'NXDOMAIN'],
      ['10-244-2-9.nginx.default.svc.cluster.local', ['10.244.2.9']],
      ['web.other.svc.cluster.local', 'NXDOMAIN'],
      ['empty.default.svc.cluster.local', 'NXDOMAIN'],
      ['default.svc.cluster.local', 'NOERROR'],
      ['nowhere.svc.cluster.local', 'NXDOMAIN'],
      ['alias.default.svc.cluster.local', ['web.default.svc.cluster.local', '10.96.5.5']],
      ['10-244-1-7.default.pod.cluster.local', ['10.244.1.7']],
      ['10-244-1-7.nowhere.pod.cluster.local', 'NXDOMAIN'],
      ['a.b.web.default.svc.cluster.local', 'NXDOMAIN'],
      ['example.com', 'NXDOMAIN'],
      ['dns-version.cluster.local', 'NOERROR'],
    ] as const)
      assert.deepEqual({ name, answer: resolve(name) }, { name, answer: wanted })
  })

  it('answers ports and names of addresses', () => {
    const { resolve } = filled()
    assert.deepEqual(resolve('_web._tcp.nginx.default.svc.cluster.local', 'SRV').slice(0, 2), [
      '0 33 80 web-0.nginx.default.svc.cluster.local.',
      '0 33 80 web-1.nginx.default.svc.cluster.local.',
    ])
    assert.deepEqual(
      resolve('_http._tcp.web.default.svc.cluster.local', 'SRV')[0],
      '0 100 80 web.default.svc.cluster.local.',
    )
    assert.deepEqual(resolve('_nope._tcp.web.default.svc.cluster.local', 'SRV'), 'NXDOMAIN')
    assert.deepEqual(resolve('5.5.96.10.in-addr.arpa', 'PTR'), ['web.default.svc.cluster.local.'])
    assert.deepEqual(resolve('7.1.244.10.in-addr.arpa', 'PTR'), ['web-0.nginx.default.svc.cluster.local.'])
    assert.deepEqual(resolve('1.1.1.1.in-addr.arpa', 'PTR'), 'NXDOMAIN')
    assert.deepEqual(resolve('dns-version.cluster.local', 'TXT'), ['"1.1.0"'])
  })

  it('follows readiness and deletion at once', () => {
    const { objects, resolve } = filled()
    objects.put(slice('nginx', [['10.244.1.8', { hostname: 'web-0' }]], [{ name: 'web', port: 80, protocol: 'TCP' }]))
    assert.deepEqual(resolve('web-0.nginx.default.svc.cluster.local'), ['10.244.1.8'])
    assert.deepEqual(resolve('7.1.244.10.in-addr.arpa', 'PTR'), 'NXDOMAIN')
    objects.remove('Service', 'default', 'nginx')
    assert.deepEqual(resolve('web-0.nginx.default.svc.cluster.local'), 'NXDOMAIN')
  })

  it('is reached at the address of the Service kube-dns', () => {
    const { objects, network } = filled()
    objects.put(
      service(
        'kube-dns',
        { clusterIP: '10.96.0.10', clusterIPs: ['10.96.0.10'], ports: [{ name: 'dns', port: 53 }] },
        'kube-system',
      ),
    )
    const server = network.wire.reach(CLIENT, '10.96.0.10', 53)
    assert.ok(typeof server !== 'string')
    assert.deepEqual(
      server.dns?.({ name: 'web.default.svc.cluster.local', type: 'A' }, CLIENT).records.map((record) => record.data),
      ['10.96.5.5'],
    )
  })
})
