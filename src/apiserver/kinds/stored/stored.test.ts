// Columns as pkg/printers/internalversion prints them, defaults as pkg/apis/admissionregistration/v1/defaults.go sets them, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../../cluster/create-cluster'
import { handle } from '../../handle/handle'
import { Query, type ApiResponse } from '../../handle/request'

const { server } = createCluster({ runtime: 'instant', timeline: false })

function call(method: string, path: string, body?: object): ApiResponse {
  const headers = {
    'user-agent': 'test/1',
    ...(method === 'GET' ? { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' } : {}),
  }
  return handle(server, { method, path, query: new Query(), headers, body: body ? JSON.stringify(body) : '' })
}

function rows(path: string): string[] {
  const { columnDefinitions, rows: found } = call('GET', path).body as {
    columnDefinitions: { name: string }[]
    rows: { cells: unknown[] }[]
  }
  return [columnDefinitions.map(({ name }) => name).join(' '), ...found.map(({ cells }) => cells.join(' '))]
}

const kept: [path: string, object: object, table: string[], warning: string][] = [
  [
    '/apis/certificates.k8s.io/v1/certificatesigningrequests',
    {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name: 'john' },
      spec: {
        request: 'YQ==',
        signerName: 'kubernetes.io/kube-apiserver-client',
        expirationSeconds: 86_400,
        usages: ['client auth'],
      },
    },
    [
      'Name Age SignerName Requestor RequestedDuration Condition',
      'john 0s kubernetes.io/kube-apiserver-client kubernetes-admin 24h Pending',
    ],
    'not modelled: certificates are not signed; requests are kept',
  ],
  [
    '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'demo' },
      spec: { validations: [{ expression: 'true' }, { expression: 'false' }] },
    },
    ['Name Validations ParamKind Age', 'demo 2 <unset> 0s'],
    'not modelled: admission policies are kept and not enforced',
  ],
  [
    '/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas',
    {
      apiVersion: 'flowcontrol.apiserver.k8s.io/v1',
      kind: 'FlowSchema',
      metadata: { name: 'f' },
      spec: { priorityLevelConfiguration: { name: 'exempt' } },
    },
    ['Name PriorityLevel MatchingPrecedence DistinguisherMethod Age MissingPL', 'f exempt 1000 <none> 0s ?'],
    'not modelled: requests are not queued by priority; the rules for it are kept',
  ],
  [
    '/apis/resource.k8s.io/v1/namespaces/default/resourceclaims',
    { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', metadata: { name: 'gpu' }, spec: { devices: {} } },
    ['Name State Age', 'gpu pending 0s'],
    'not modelled: devices are not allocated; claims and classes are kept',
  ],
]
for (const [path, object, table, warning] of kept)
  test(`${path} keeps what it is given and says that nothing comes of it`, () => {
    const created = call('POST', path, object)
    assert.equal(created.status, 201, JSON.stringify(created.body))
    assert.deepEqual(created.headers?.['warning'], [`299 - "${warning}"`])
    assert.deepEqual(rows(path), table)
  })

test('a request for a certificate is approved', () => {
  const path = '/apis/certificates.k8s.io/v1/certificatesigningrequests/john/approval'
  const condition = {
    type: 'Approved',
    status: 'True',
    reason: 'KubectlApprove',
    message: 'This CSR was approved by kubectl certificate approve.',
  }
  const { status } = call('PUT', path, {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name: 'john' },
    spec: { request: 'YQ==', signerName: 'kubernetes.io/kube-apiserver-client' },
    status: { conditions: [condition] },
  })
  assert.equal(status, 200)
  assert.equal(
    rows('/apis/certificates.k8s.io/v1/certificatesigningrequests')[1],
    'john 0s kubernetes.io/kube-apiserver-client kubernetes-admin 24h Approved',
  )
})

test('webhooks get their defaults', () => {
  const { body } = call('POST', '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'w' },
    webhooks: [
      {
        name: 'a.example.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        clientConfig: { service: { name: 's', namespace: 'n' } },
        rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'] }],
      },
    ],
  })
  assert.deepEqual((body as { webhooks: object[] }).webhooks, [
    {
      name: 'a.example.com',
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      clientConfig: { service: { name: 's', namespace: 'n', port: 443 } },
      rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], scope: '*' }],
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: 10,
      reinvocationPolicy: 'Never',
    },
  ])
})

test('what nobody wrote is made from what there is', () => {
  assert.deepEqual(rows('/api/v1/componentstatuses'), [
    'Name Status Message Error',
    'controller-manager Healthy ok ',
    'etcd-0 Healthy ok ',
    'scheduler Healthy ok ',
  ])
  assert.deepEqual(rows('/apis/networking.k8s.io/v1/ipaddresses'), [
    'Name ParentRef',
    '10.96.0.1 services/default/kubernetes',
    '10.96.0.10 services/kube-system/kube-dns',
  ])
  assert.deepEqual(rows('/apis/networking.k8s.io/v1/servicecidrs'), ['Name CIDRs Age', 'kubernetes 10.96.0.0/12 0s'])
  assert.ok(rows('/apis/apiregistration.k8s.io/v1/apiservices').includes('v1.apps Local True 0s'))
})
