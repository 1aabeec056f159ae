// What is refused of policies, ingresses and what belongs to them. Cases are those of upstream's tables
// (pkg/apis/{networking,storage,discovery}/validation/validation_test.go, v1.36).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faults, taken } from './testing/take'

const manifestOf = (apiVersion: string, kind: string, fields: object, metadata: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', ...metadata },
  ...fields,
})
const policy = (spec: object) =>
  manifestOf('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ...spec } })
const from = (...peers: object[]) => policy({ ingress: [{ from: peers }] })
const ports = (...list: object[]) => policy({ egress: [{ ports: list }] })
const ingress = (spec: object, metadata: object = {}) =>
  manifestOf('networking.k8s.io/v1', 'Ingress', { spec }, metadata)
const service = { service: { name: 's', port: { number: 80 } } }
const path = (fields: object) =>
  ingress({ rules: [{ http: { paths: [{ pathType: 'Prefix', path: '/', backend: service, ...fields }] } }] })
const backend = (fields: object) => ingress({ defaultBackend: fields })
const ingressClass = (parameters: object, controller = 'foo.co/bar') =>
  manifestOf('networking.k8s.io/v1', 'IngressClass', { spec: { controller, parameters } })
const reference = { apiGroup: 'example.com', kind: 'K', name: 'n' }
const storageClass = (fields: object) =>
  manifestOf('storage.k8s.io/v1', 'StorageClass', { provisioner: 'kubernetes.io/foo', ...fields })
const slice = (fields: object, addressType = 'IPv4') =>
  manifestOf('discovery.k8s.io/v1', 'EndpointSlice', { addressType, endpoints: [], ports: [], ...fields })
const endpoint = (fields: object, addressType?: string) =>
  slice({ endpoints: [{ addresses: ['10.0.0.1'], ...fields }] }, addressType)

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'

const cases: readonly [what: string, manifest: object, errors: readonly string[]][] = [
  ['a block with exceptions', from({ ipBlock: { cidr: '192.168.0.0/16', except: ['192.168.3.0/24'] } }), []],
  [
    'a block without a network',
    from({ ipBlock: { cidr: '' } }),
    ['spec.ingress[0].from[0].ipBlock.cidr: Required value'],
  ],
  [
    'a block that is none: its exceptions are not looked at',
    from({ ipBlock: { cidr: '192.168.0.0/16/x', except: ['y'] } }),
    [`spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "192.168.0.0/16/x": ${CIDR}`],
  ],
  [
    'exceptions outside, as large, and none at all',
    from({ ipBlock: { cidr: '192.168.8.0/24', except: ['192.168.9.1/24', '192.168.8.0/24', 'x', '192.168.0.0/16'] } }),
    [
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "192.168.9.1/24": must not have bits set beyond the prefix length',
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "192.168.9.1/24": must be a strict subset of `cidr`',
      'spec.ingress[0].from[0].ipBlock.except[1]: Invalid value: "192.168.8.0/24": must be a strict subset of `cidr`',
      `spec.ingress[0].from[0].ipBlock.except[2]: Invalid value: "x": ${CIDR}`,
      'spec.ingress[0].from[0].ipBlock.except[3]: Invalid value: "192.168.0.0/16": must be a strict subset of `cidr`',
    ],
  ],
  [
    'no peer, and two of them',
    from({}, { podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
    [
      'spec.ingress[0].from[0]: Required value: must specify a peer',
      'spec.ingress[0].from[1]: Forbidden: may not specify both ipBlock and another peer',
    ],
  ],
  [
    'ends of ports',
    ports(
      { port: 35000, endPort: 32768 },
      { port: 'dns', endPort: 32768 },
      { endPort: 32768 },
      { port: 1, endPort: 70000 },
    ),
    [
      'spec.egress[0].ports[0].endPort: Invalid value: 35000: must be greater than or equal to `port`',
      'spec.egress[0].ports[1].endPort: Invalid value: 32768: may not be specified when `port` is non-numeric',
      'spec.egress[0].ports[2].endPort: Invalid value: 32768: may not be specified when `port` is not specified',
      'spec.egress[0].ports[3].endPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
  ],
  [
    'policy types',
    policy({ policyTypes: ['foo', 'bar'] }),
    ['foo', 'bar'].map(
      (type, i) => `spec.policyTypes[${i}]: Unsupported value: "${type}": supported values: "Ingress", "Egress"`,
    ),
  ],
  [
    'a path without its type: the backend is not looked at',
    path({ pathType: undefined, backend: {} }),
    ['spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified'],
  ],
  [
    'a path that is wrong in two ways',
    path({ path: 'foo//', backend: {} }),
    [
      'spec.rules[0].http.paths[0].path: Invalid value: "foo//": must be an absolute path',
      'spec.rules[0].http.paths[0].path: Invalid value: "foo//": must not contain \'//\'',
      'spec.rules[0].http.paths[0].backend: Invalid value: "": resource or service backend is required',
    ],
  ],
  [
    'a resource as the backend',
    backend({ resource: { apiGroup: 'Example.com', kind: 'a/b', name: '' } }),
    [
      `spec.defaultBackend.resource.apiGroup: Invalid value: "Example.com": ${SUBDOMAIN}`,
      'spec.defaultBackend.resource.kind: Invalid value: "a/b": may not contain \'/\'',
      'spec.defaultBackend.resource.name: Required value: name is required',
    ],
  ],
  ['a Service whose name begins with a digit', backend({ service: { name: '1-x', port: { name: 'http' } } }), []],
  [
    'an address as a host',
    ingress({ rules: [{ host: '127.0.0.1' }] }),
    ['spec.rules[0].host: Invalid value: "127.0.0.1": must be a DNS name, not an IP address'],
  ],
  ['an address as a host of a certificate', ingress({ defaultBackend: service, tls: [{ hosts: ['127.0.0.1'] }] }), []],
  [
    'the class twice, the same',
    ingress(
      { defaultBackend: service, ingressClassName: 'a' },
      { annotations: { 'kubernetes.io/ingress.class': 'a' } },
    ),
    [],
  ],
  [
    'the class twice, not the same',
    ingress(
      { defaultBackend: service, ingressClassName: 'a' },
      { annotations: { 'kubernetes.io/ingress.class': 'b' } },
    ),
    [
      'annotations.kubernetes.io/ingress.class: Invalid value: "b": must match `ingressClassName` when both are specified',
    ],
  ],
  ['parameters of a class for all', ingressClass(reference), []],
  [
    'parameters without kind and name, of an unknown scope',
    ingressClass({ kind: '', name: '', scope: 'Galaxy' }),
    [
      'spec.parameters.kind: Required value: kind is required',
      'spec.parameters.name: Required value: name is required',
      'spec.parameters.scope: Unsupported value: "Galaxy": supported values: "Cluster", "Namespace"',
    ],
  ],
  [
    'parameters in a namespace that is not named',
    ingressClass({ ...reference, scope: 'Namespace' }),
    ["spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'"],
  ],
  [
    'parameters in a namespace that cannot be',
    ingressClass({ ...reference, scope: 'Namespace', namespace: 'foo_ns' }),
    [`spec.parameters.namespace: Invalid value: "foo_ns": ${LABEL}`],
  ],
  [
    'a namespace where none belongs',
    ingressClass({ ...reference, namespace: 'foo' }),
    ["spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'"],
  ],
  [
    'a controller without a path',
    ingressClass(reference, 'invalid'),
    ['spec.controller: Invalid value: "invalid": must be a domain-prefixed path (such as "acme.io/foo")'],
  ],
  [
    'a controller of a wrong domain',
    ingressClass(reference, 'foo_x/bar'),
    [`spec.controller: Invalid value: "foo_x": ${SUBDOMAIN}`],
  ],
  [
    'a controller of a wrong path',
    ingressClass(reference, 'foo.co/bar{}'),
    [
      `spec.controller: Invalid value: "bar{}": Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')`,
    ],
  ],
  [
    'topologies of a class',
    storageClass({
      parameters: { '': 'x' },
      allowedTopologies: [
        {
          matchLabelExpressions: [
            { key: 'a', values: [] },
            { key: 'a', values: ['x', 'x'] },
          ],
        },
        { matchLabelExpressions: [{ key: 'b', values: ['x', 'y'] }] },
        { matchLabelExpressions: [{ key: 'b', values: ['y', 'x'] }] },
      ],
    }),
    [
      'parameters: Invalid value: "": field can not be empty.',
      'allowedTopologies[0].matchLabelExpressions[0].values: Required value',
      'allowedTopologies[0].matchLabelExpressions[1].values[1]: Duplicate value: "x"',
      'allowedTopologies[0].matchLabelExpressions[1].key: Duplicate value: "a"',
      'allowedTopologies[2].matchLabelExpressions: Duplicate value: ""',
    ],
  ],
  [
    'addresses that lead nowhere',
    endpoint({ addresses: ['127.0.0.1', '169.254.169.254', '2001:db8::1'] }),
    [
      'endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
      'endpoints[0].addresses[1]: Invalid value: "169.254.169.254": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
      'endpoints[0].addresses[2]: Invalid value: "2001:db8::1": must be a valid IPv4 address',
    ],
  ],
  [
    'names of domains',
    endpoint({ addresses: ['foo.', 'foo.*', 'example.com.'] }, 'FQDN'),
    [
      'endpoints[0].addresses[0]: Invalid value: "foo": should be a domain with at least two segments separated by dots',
      `endpoints[0].addresses[1]: Invalid value: "foo.*": ${SUBDOMAIN}`,
    ],
  ],
  [
    'the node, the host and hints',
    endpoint({ nodeName: 'A_', hostname: 'A_', hints: { forZones: [{ name: 'z' }, { name: 'z' }, { name: '-' }] } }),
    [
      `endpoints[0].nodeName: Invalid value: "A_": ${SUBDOMAIN}`,
      `endpoints[0].hostname: Invalid value: "A_": ${LABEL}`,
      'endpoints[0].hints.forZones[1].name: Duplicate value: "z"',
      `endpoints[0].hints.forZones[2].name: Invalid value: "-": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    ],
  ],
]

for (const [what, manifest, errors] of cases)
  test(what, () => assert.deepEqual(faults(taken(JSON.parse(JSON.stringify(manifest)) as object)), errors))
