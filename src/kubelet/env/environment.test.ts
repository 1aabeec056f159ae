import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Reader } from '../../apiserver/client'
import type { Container, Pod, Service } from '../../objects/kinds'
import { fieldValue, resourceValue } from './downward'
import { environment, hasPlainEnvironment } from './environment'
import { expand } from './expansion'
import { serviceEnvironment, ServiceEnvironments, serviceVariables } from './service-env'

const pod = {
  metadata: {
    name: 'p',
    namespace: 'default',
    uid: 'u',
    labels: { app: 'p', tier: 'a "b"' },
    annotations: { note: 'hello' },
  },
  spec: {
    nodeName: 'k8s-node01',
    serviceAccountName: 'sa',
    containers: [{ name: 'c', resources: { limits: { cpu: '250m', memory: '32Mi' }, requests: { cpu: '100m' } } }],
  },
  status: {},
} as unknown as Pod
const sources = { pod, podIP: '10.244.0.2', hostIP: '192.168.0.200', allocatable: { cpu: '4', memory: '8Gi' } }
const service = (name: string, clusterIP: string, ports: { name?: string; port: number; protocol?: string }[]) =>
  ({ metadata: { name, namespace: 'default' }, spec: { clusterIP, ports } }) as unknown as Service

function reader(objects: {
  configMaps?: Record<string, object>
  secrets?: Record<string, object>
  services?: Service[]
}): Reader {
  return {
    get: (kind: string, _namespace: string, name: string) =>
      kind === 'ConfigMap'
        ? objects.configMaps?.[name]
        : kind === 'Secret'
          ? objects.secrets?.[name]
          : objects.services?.find(({ metadata }) => metadata.name === name),
    list: () => objects.services ?? [],
  } as unknown as Reader
}

describe('$(VAR)', () => {
  // The cases of third_party/forked/golang/expansion's test.
  const variables: Record<string, string> = { VAR_A: 'A', VAR_B: 'B', VAR_REF: '$(VAR_A)', VAR_EMPTY: '' }
  const table: [string, string][] = [
    ['$(VAR_A)', 'A'],
    ['___$(VAR_B)___', '___B___'],
    ['$(VAR_A)-$(VAR_B)', 'A-B'],
    ['$(VAR_REF)', '$(VAR_A)'],
    ['$$(VAR_A)', '$(VAR_A)'],
    ['$$$(VAR_B)', '$B'],
    ['$$$$(VAR_A)', '$$(VAR_A)'],
    ['$(VAR_DNE)', '$(VAR_DNE)'],
    ['foo$(VAR_EMPTY)bar', 'foobar'],
    ['$(VAR_A', '$(VAR_A'],
    ['$VAR_A', '$VAR_A'],
    ['a$', 'a$'],
    ['', ''],
    ['f000-$(VAR_A', 'f000-$(VAR_A'],
    ['$?_boo_$!(VAR_DNE)', '$?_boo_$!(VAR_DNE)'],
    ['(VAR_A)$', '(VAR_A)$'],
  ]
  for (const [text, expected] of table)
    it(text, () =>
      assert.equal(
        expand(text, (name) => variables[name]),
        expected,
      ),
    )
})

describe('variables of Services', () => {
  it('of one port and of named ports', () => {
    assert.deepEqual(
      serviceVariables(
        service('my-web', '10.96.3.4', [
          { name: 'http', port: 80 },
          { name: 'dns', port: 53, protocol: 'UDP' },
        ]),
      ),
      {
        MY_WEB_SERVICE_HOST: '10.96.3.4',
        MY_WEB_SERVICE_PORT: '80',
        MY_WEB_SERVICE_PORT_HTTP: '80',
        MY_WEB_SERVICE_PORT_DNS: '53',
        MY_WEB_PORT: 'tcp://10.96.3.4:80',
        MY_WEB_PORT_80_TCP: 'tcp://10.96.3.4:80',
        MY_WEB_PORT_80_TCP_PROTO: 'tcp',
        MY_WEB_PORT_80_TCP_PORT: '80',
        MY_WEB_PORT_80_TCP_ADDR: '10.96.3.4',
        MY_WEB_PORT_53_UDP: 'udp://10.96.3.4:53',
        MY_WEB_PORT_53_UDP_PROTO: 'udp',
        MY_WEB_PORT_53_UDP_PORT: '53',
        MY_WEB_PORT_53_UDP_ADDR: '10.96.3.4',
      },
    )
  })
  it('none of a headless Service, and only the API server’s without links', () => {
    const services = [
      service('kubernetes', '10.96.0.1', [{ name: 'https', port: 443 }]),
      service('web', '10.96.3.4', [{ port: 80 }]),
      service('headless', 'None', [{ port: 80 }]),
    ]
    const read = reader({ services })
    assert.deepEqual(
      Object.keys(serviceEnvironment(read, 'default', false)).filter((name) => name.endsWith('HOST')),
      ['KUBERNETES_SERVICE_HOST'],
    )
    assert.deepEqual(
      Object.keys(serviceEnvironment(read, 'default', true)).filter((name) => name.endsWith('HOST')),
      ['KUBERNETES_SERVICE_HOST', 'WEB_SERVICE_HOST'],
    )
    const shared = new ServiceEnvironments(read)
    assert.equal(shared.of('default', true), shared.of('default', true))
  })
})

describe('the downward API', () => {
  it('fields', () => {
    const table: [string, string | undefined][] = [
      ['metadata.name', 'p'],
      ['metadata.namespace', 'default'],
      ['metadata.uid', 'u'],
      ['spec.nodeName', 'k8s-node01'],
      ['spec.serviceAccountName', 'sa'],
      ['status.podIP', '10.244.0.2'],
      ['status.hostIP', '192.168.0.200'],
      ["metadata.labels['app']", 'p'],
      ["metadata.annotations['none']", ''],
      ['metadata.labels', 'app="p"\ntier="a \\"b\\""'],
      ['spec.nope', undefined],
    ]
    for (const [path, expected] of table) assert.equal(fieldValue(path, sources), expected, path)
  })
  it('resources in units of the divisor, rounded up; without a limit what the node has', () => {
    const [container] = pod.spec.containers as [Container]
    const table: [string, string | undefined, string][] = [
      ['limits.cpu', '1m', '250'],
      ['limits.cpu', undefined, '1'],
      ['limits.cpu', '0', '1'],
      ['requests.cpu', '1m', '100'],
      ['limits.memory', undefined, '33554432'],
      ['limits.memory', '1Mi', '32'],
      ['requests.memory', undefined, '0'],
    ]
    for (const [resource, divisor, expected] of table)
      assert.equal(
        resourceValue({ resource, ...(divisor ? { divisor } : {}) }, container, sources),
        expected,
        `${resource} ${divisor ?? ''}`,
      )
    assert.equal(resourceValue({ resource: 'limits.cpu' }, { name: 'free' }, sources), '4')
  })
})

describe('the environment of a container', () => {
  const read = reader({
    configMaps: { app: { data: { color: 'blue', 'app.properties': 'a=1' } } },
    secrets: { s: { data: { password: btoa('geheim') } } },
  })
  const of = (container: Partial<Container>) =>
    environment({
      ...sources,
      read,
      services: { WEB_SERVICE_HOST: '10.96.3.4' },
      container: { name: 'c', ...container },
    })

  it('is envFrom, env and Services, later ones seeing earlier ones', () => {
    assert.deepEqual(
      of({
        envFrom: [{ prefix: 'X_', configMapRef: { name: 'app' } }],
        env: [
          { name: 'COLOR', valueFrom: { configMapKeyRef: { name: 'app', key: 'color' } } },
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'password' } } },
          { name: 'ME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'TEXT', value: '$(ME) at $(WEB_SERVICE_HOST) $(LATER)' },
          { name: 'LATER', value: '1' },
          { name: 'MAYBE', valueFrom: { configMapKeyRef: { name: 'nope', key: 'x', optional: true } } },
        ],
      }),
      {
        variables: {
          'X_app.properties': 'a=1',
          X_color: 'blue',
          COLOR: 'blue',
          PASSWORD: 'geheim',
          ME: 'p',
          TEXT: 'p at 10.96.3.4 $(LATER)',
          LATER: '1',
          WEB_SERVICE_HOST: '10.96.3.4',
        },
      },
    )
  })
  it('says what is missing, as recorded', () => {
    const ref = (name: string, key: string) => ({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name, key } } }] })
    assert.deepEqual(of(ref('missing', 'color')), { error: 'configmap "missing" not found' })
    assert.deepEqual(of(ref('app', 'nope')), { error: "couldn't find key nope in ConfigMap default/app" })
    assert.deepEqual(of({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'nope' } } }] }), {
      error: "couldn't find key nope in Secret default/s",
    })
    assert.deepEqual(of({ envFrom: [{ secretRef: { name: 'nope' } }] }), { error: 'secret "nope" not found' })
  })
  // test/e2e/common/node/file_key.go
  it('takes keys of a file that is in a volume', () => {
    const text = "# comment\nCONFIG_1='value 1'\n\n CONFIG_2='a=b' # more\nBARE=x\n"
    const key = (name: string, more: object = {}) =>
      environment({
        ...sources,
        read,
        services: {},
        container: {
          name: 'c',
          env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'f.env', key: name, ...more } } }],
        },
        file: (volume, path) => (volume === 'v' && path === 'f.env' ? text : undefined),
      })
    assert.deepEqual(key('CONFIG_1'), { variables: { A: 'value 1' } })
    assert.deepEqual(key('CONFIG_2'), { variables: { A: 'a=b' } })
    assert.deepEqual(key('BARE'), { error: 'environment variable key "BARE" not found in file "f.env"' })
    assert.deepEqual(key('NOPE', { optional: true }), { variables: {} })
    assert.deepEqual(key('A', { path: 'nope' }), { error: "couldn't parse env file" })
  })
  it('is looked at before the start only where it can fail', () => {
    assert.equal(
      hasPlainEnvironment({
        name: 'c',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        ],
      }),
      true,
    )
    assert.equal(hasPlainEnvironment({ name: 'c', envFrom: [{ configMapRef: { name: 'app' } }] }), false)
  })
})
