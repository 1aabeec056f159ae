import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { typedFault } from './typed'

const CRD = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition'

/** What upstream's API server answered, behind `failed to create typed patch object (...)`. */
const refused: readonly [what: string, configuration: object, fault: string][] = [
  ['a field that there is not', { foo: 1 }, '.foo: field not declared in schema'],
  ['one in the metadata', { metadata: { foo: 1 } }, '.metadata.foo: field not declared in schema'],
  ['one in the spec', { spec: { bar: 1 } }, '.spec.bar: field not declared in schema'],
  [
    'one in an item of a list',
    { spec: { versions: [{ name: 'v1', zz: 1 }] } },
    '.spec.versions[0].zz: field not declared in schema',
  ],
  ['a map for a list', { spec: { versions: {} } }, '.spec.versions: expected list, got &{map[]}'],
  ['a list for a map', { spec: [] }, '.spec: expected map, got &{[]}'],
  ['a text for a map', { spec: 'x' }, '.spec: expected map, got &{x}'],
  [
    'a number for a text',
    { spec: { scope: 1 } },
    '.spec.scope: expected string, got &value.valueUnstructured{Value:1}',
  ],
  [
    'a truth for a text',
    { spec: { scope: true } },
    '.spec.scope: expected string, got &value.valueUnstructured{Value:true}',
  ],
  [
    'a map for a text',
    { spec: { scope: {} } },
    '.spec.scope: expected string, got &value.valueUnstructured{Value:map[string]interface {}{}}',
  ],
  [
    'a text for a truth',
    { spec: { preserveUnknownFields: 'x' } },
    '.spec.preserveUnknownFields: expected boolean, got &{x}',
  ],
  [
    'a number for a truth',
    { spec: { preserveUnknownFields: 1 } },
    '.spec.preserveUnknownFields: expected boolean, got &{1}',
  ],
  [
    'a text for a number',
    { metadata: { generation: 'x' } },
    '.metadata.generation: expected numeric (int or float), got string',
  ],
  [
    'two faults',
    { metadata: { labels: { b: true, a: 1 } } },
    'errors:\n  .metadata.labels.b: expected string, got &value.valueUnstructured{Value:true}\n  .metadata.labels.a: expected string, got &value.valueUnstructured{Value:1}',
  ],
  ['a list for a map of texts', { metadata: { labels: [] } }, '.metadata.labels: expected map, got &{[]}'],
  [
    'an item of a set twice',
    { metadata: { finalizers: ['a/b', 'a/b'] } },
    '.metadata.finalizers: duplicate entries for key [="a/b"]',
  ],
  ['a text for a set', { metadata: { finalizers: 'x' } }, '.metadata.finalizers: expected list, got &{x}'],
  [
    'a number in a list of texts',
    { spec: { names: { shortNames: [1] } } },
    '.spec.names.shortNames[0]: expected string, got &value.valueUnstructured{Value:1}',
  ],
  [
    'an item with the key of another',
    { status: { conditions: [{ type: 'A' }, { type: 'A' }] } },
    '.status.conditions: duplicate entries for key [type="A"]',
  ],
]

describe('a configuration that is not of its kind’s types', () => {
  for (const [what, configuration, fault] of refused)
    it(what, () => {
      assert.equal(typedFault(configuration, CRD), fault)
    })
})

describe('a configuration that is', () => {
  const deployment = 'io.k8s.api.apps.v1.Deployment'
  const container = { name: 'c', image: 'i', ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }] }
  const taken: readonly [what: string, configuration: object, schema: string][] = [
    ['nothing where something may be', { spec: null, metadata: { labels: null } }, CRD],
    ['versions of one name: that list is replaced as a whole', { spec: { versions: [{}, {}] } }, CRD],
    [
      'amounts and ports as texts and as numbers',
      {
        spec: {
          strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
          template: { spec: { containers: [{ ...container, resources: { limits: { cpu: 1, memory: '1Gi' } } }] } },
        },
      },
      deployment,
    ],
  ]
  for (const [what, configuration, schema] of taken)
    it(what, () => {
      assert.equal(typedFault(configuration, schema), undefined)
    })
})

/** What structured-merge-diff answers with the schemas of client-go, v1.36: keys that are required are empty when they are missing. */
const ofContainer: readonly [what: string, container: object, fault: string | undefined][] = [
  ['a key twice', { env: [{ name: 'A' }, { name: 'A' }] }, '.env: duplicate entries for key [name="A"]'],
  [
    'keys twice, one by its default',
    { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] },
    '.ports: duplicate entries for key [containerPort=80,protocol="TCP"]',
  ],
  ['an item without its key', { env: [{ value: 'x' }] }, undefined],
  [
    'an item without its number',
    { ports: [{ a: 1 }] },
    '.ports[containerPort=0,protocol="TCP"].a: field not declared in schema',
  ],
  ['two items without their key', { env: [{}, {}] }, '.env: duplicate entries for key [name=""]'],
]
describe('items of a container', () => {
  for (const [what, container, fault] of ofContainer)
    it(what, () => {
      const configuration = { spec: { containers: [{ name: 'c', ...container }] } }
      const expected = fault && `.spec.containers[name="c"]${fault}`
      assert.equal(typedFault(configuration, 'io.k8s.api.core.v1.Pod'), expected)
    })
})
