import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Pod } from '../../objects/kinds'
import { hostnameFault, hostsFile, podHostname, resolvConf } from './host-files'

const podOf = (spec: object, name = 'web-0'): Pod =>
  ({
    metadata: { name, namespace: 'default' },
    spec: { nodeName: 'k8s-node01', containers: [], ...spec },
    status: {},
  }) as unknown as Pod
const DNS = { clusterDNS: '10.96.0.10', clusterDomain: 'cluster.local', nodeNameserver: '192.168.0.1' }

it('the host name is the Pod’s name, spec.hostname, or the node’s', () => {
  assert.equal(podHostname(podOf({})), 'web-0')
  assert.equal(podHostname(podOf({ hostname: 'db' })), 'db')
  assert.equal(podHostname(podOf({ hostNetwork: true })), 'k8s-node01')
  assert.equal(
    podHostname(podOf({ setHostnameAsFQDN: true, subdomain: 'nginx' })),
    'web-0.nginx.default.svc.cluster.local',
  )
  assert.equal(podHostname(podOf({}, `${'a'.repeat(62)}-b`)), 'a'.repeat(62))
})

it('/etc/hosts', () => {
  const head =
    '# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n'
  assert.equal(hostsFile(podOf({}), '10.244.0.2'), `${head}10.244.0.2\tweb-0\n`)
  assert.equal(
    hostsFile(podOf({ subdomain: 'nginx', hostname: 'web-0' }), '10.244.0.2'),
    `${head}10.244.0.2\tweb-0.nginx.default.svc.cluster.local\tweb-0\n`,
  )
  assert.equal(
    hostsFile(podOf({ hostAliases: [{ ip: '1.2.3.4', hostnames: ['foo', 'bar'] }] }), '10.244.0.2'),
    `${head}10.244.0.2\tweb-0\n\n# Entries added by HostAliases.\n1.2.3.4\tfoo\tbar\n`,
  )
})

it('/etc/hosts has the whole name of a Pod with dots in it, and an override', () => {
  const own = (pod: Pod): string | undefined => hostsFile(pod, '10.244.0.2').split('\n').at(-2)
  assert.equal(own(podOf({}, 'web.v1')), '10.244.0.2\tweb.v1')
  assert.equal(own(podOf({ hostnameOverride: 'my.host', subdomain: 'nginx' })), '10.244.0.2\tmy.host')
})

// pkg/kubelet/util/nodename_linux_test.go
it('a full name that no kernel takes', () => {
  const long = podOf({ setHostnameAsFQDN: true, subdomain: 'sub'.repeat(12) }, 'test-pod-hostname')
  assert.equal(hostnameFault(podOf({ setHostnameAsFQDN: true, subdomain: 'nginx' })), undefined)
  assert.equal(hostnameFault(podOf({ setHostnameAsFQDN: true }, 'a'.repeat(90))), undefined)
  assert.equal(
    hostnameFault(long),
    `failed to construct FQDN from pod hostname and cluster domain, FQDN ${podHostname(long)} is too long (64 characters is the max, 80 characters requested)`,
  )
})

it('/etc/resolv.conf by dnsPolicy and dnsConfig', () => {
  const cluster =
    'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n'
  assert.equal(resolvConf(podOf({}), DNS), cluster)
  assert.equal(resolvConf(podOf({ dnsPolicy: 'Default' }), DNS), 'nameserver 192.168.0.1\n')
  assert.equal(resolvConf(podOf({ hostNetwork: true }), DNS), 'nameserver 192.168.0.1\n')
  assert.equal(resolvConf(podOf({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }), DNS), cluster)
  assert.equal(
    resolvConf(
      podOf({
        dnsPolicy: 'None',
        dnsConfig: {
          nameservers: ['9.9.9.9'],
          searches: ['x.y'],
          options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
        },
      }),
      DNS,
    ),
    'search x.y\nnameserver 9.9.9.9\noptions ndots:2 edns0\n',
  )
  assert.equal(
    resolvConf(podOf({ dnsConfig: { options: [{ name: 'ndots', value: '1' }] } }), DNS),
    cluster.replace('ndots:5', 'ndots:1'),
  )
})
