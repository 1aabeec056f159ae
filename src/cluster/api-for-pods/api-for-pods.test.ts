import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createCluster } from '../create-cluster'
import { apiListener } from './listener'
import { userOf } from './user'

const AUDIENCE = 'https://kubernetes.default.svc.cluster.local'
const token = (claims: object): string => `Bearer e30.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.e30`
const tokenOf = (account: string): string => token({ aud: [AUDIENCE], sub: `system:serviceaccount:${account}` })

const whoTable: [what: string, authorization: string | undefined, name: string | undefined][] = [
  ['nobody in particular', undefined, 'system:anonymous'],
  ['an account', tokenOf('default:web'), 'system:serviceaccount:default:web'],
  ['a token for somebody else', token({ aud: ['vault'], sub: 'system:serviceaccount:default:web' }), undefined],
  ['a token that is out of date', token({ aud: [AUDIENCE], sub: 'system:serviceaccount:a:b', exp: 99 }), undefined],
  [
    'the token of a Secret, which is for everybody',
    token({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:a:b' }),
    'system:serviceaccount:a:b',
  ],
  ['no token', 'Bearer x', undefined],
]
for (const [what, authorization, name] of whoTable)
  it(`who asks: ${what}`, () => assert.equal(userOf(authorization, AUDIENCE, 100_000)?.name, name))

const rbac = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'

function api() {
  const { server, connection } = createCluster()
  const make = (kind: string, namespace: string, object: object): void =>
    void server.create(kind, namespace, { apiVersion: rbac, kind, ...object }, { actor: 'test' })
  make('Role', 'default', {
    metadata: { name: 'reader' },
    rules: [
      { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['kube-root-ca.crt'], verbs: ['get'] },
    ],
  })
  const bind = (kind: string, name: string, namespace: string, roleRef: object, subject: object): void =>
    make(kind, namespace, { metadata: { name }, roleRef: { apiGroup, ...roleRef }, subjects: [subject] })
  const account = (name: string) => ({ kind: 'ServiceAccount', name, namespace: 'default' })
  bind('RoleBinding', 'web', 'default', { kind: 'Role', name: 'reader' }, account('web'))
  bind('ClusterRoleBinding', 'boss', '', { kind: 'ClusterRole', name: 'cluster-admin' }, account('boss'))
  bind(
    'ClusterRoleBinding',
    'all-of-kube-system',
    '',
    { kind: 'ClusterRole', name: 'cluster-admin' },
    { kind: 'Group', apiGroup, name: 'system:serviceaccounts:kube-system' },
  )
  const { http } = apiListener(server, connection)
  return (
    method: string,
    path: string,
    account?: string,
    more: Record<string, string> = {},
  ): { status: number; message: string | undefined } => {
    let status = 0
    let body = ''
    const headers = { ...(account === undefined ? {} : { authorization: tokenOf(account) }), ...more }
    http?.({ method, path, headers, body: '' }, { ip: '10.244.0.2' }, (answer) => {
      status = answer.status
      ;({ body } = answer)
    })
    return { status, message: body.startsWith('{') ? (JSON.parse(body) as { message?: string }).message : undefined }
  }
}

const NAMESPACED = '/api/v1/namespaces/default'
const WEB = 'system:serviceaccount:default:web'
const table: [method: string, path: string, account: string | undefined, status: number, message?: string][] = [
  ['GET', '/healthz', undefined, 200],
  ['GET', '/version', undefined, 200],
  ['GET', '/apis', undefined, 403, 'forbidden: User "system:anonymous" cannot get path "/apis"'],
  ['GET', '/apis', 'default:web', 200],
  ['GET', `${NAMESPACED}/pods`, 'default:web', 200],
  ['GET', `${NAMESPACED}/pods/none`, 'default:web', 404, 'pods "none" not found'],
  ['GET', `${NAMESPACED}/configmaps/kube-root-ca.crt`, 'default:web', 200],
  [
    'GET',
    `${NAMESPACED}/configmaps`,
    'default:web',
    403,
    `configmaps is forbidden: User "${WEB}" cannot list resource "configmaps" in API group "" in the namespace "default"`,
  ],
  [
    'DELETE',
    `${NAMESPACED}/pods/p`,
    'default:web',
    403,
    `pods "p" is forbidden: User "${WEB}" cannot delete resource "pods" in API group "" in the namespace "default"`,
  ],
  [
    'POST',
    `${NAMESPACED}/pods/p/exec`,
    'default:web',
    403,
    `pods "p" is forbidden: User "${WEB}" cannot create resource "pods/exec" in API group "" in the namespace "default"`,
  ],
  [
    'GET',
    '/apis/apps/v1/deployments?watch=1',
    'default:web',
    403,
    `deployments.apps is forbidden: User "${WEB}" cannot watch resource "deployments" in API group "apps" at the cluster scope`,
  ],
  ['GET', '/api/v1/nodes', 'default:boss', 200],
  ['GET', '/api/v1/nodes', 'kube-system:any', 200],
  ['GET', '/metrics', 'default:web', 403, `forbidden: User "${WEB}" cannot get path "/metrics"`],
]
for (const [method, path, account, status, message] of table)
  it(`${account ?? 'nobody'}: ${method} ${path}`, () =>
    assert.deepEqual(api()(method, path, account), { status, message }))

const impersonations: [account: string, headers: Record<string, string>, message: string | undefined][] = [
  ['default:boss', { 'impersonate-user': WEB }, undefined],
  [
    'default:boss',
    { 'impersonate-user': 'bob' },
    'pods is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"',
  ],
  [
    'default:web',
    { 'impersonate-user': 'bob' },
    `users "bob" is forbidden: User "${WEB}" cannot impersonate resource "users" in API group "" at the cluster scope`,
  ],
  [
    'default:web',
    { 'impersonate-user': 'system:serviceaccount:default:boss' },
    `serviceaccounts "boss" is forbidden: User "${WEB}" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "default"`,
  ],
]
for (const [account, headers, message] of impersonations)
  it(`${account} as ${headers['impersonate-user']}`, () =>
    assert.deepEqual(api()('GET', `${NAMESPACED}/pods`, account, headers), {
      status: message === undefined ? 200 : 403,
      message,
    }))

// test/e2e/auth/service_accounts.go: "should support InClusterConfig with token rotation"
it('a client in a Pod goes on when its token is renewed', async () => {
  const cluster = createCluster()
  const { server } = cluster
  const source = { serviceAccountToken: { path: 'token', expirationSeconds: 600 } }
  const spec = {
    serviceAccountName: 'default',
    containers: [
      {
        name: 'inclusterclient',
        image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
        args: ['inclusterclient'],
        volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: 'kube-api-access-e2e' }],
      },
    ],
    volumes: [{ name: 'kube-api-access-e2e', projected: { sources: [source] } }],
  }
  server.create('Pod', 'default', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec } as never, {
    actor: 'test',
  })
  await cluster.pass(20 * 60_000)
  const { body } = await cluster.client('test').request({ method: 'GET', path: `${NAMESPACED}/pods/p/log` })
  const lines = body.split('\n').flatMap((line) => /([\w-]*)=([\w-]*)$/.exec(line)?.slice(1).join('=') ?? [])
  assert.deepEqual(
    lines.filter((line) => line.startsWith('status')),
    [],
  )
  assert.equal(new Set(lines).size, 3)
})

it('stands behind the Service kubernetes', async () => {
  const cluster = createCluster()
  const { server } = cluster
  const pod = {
    containers: [
      { name: 'c', image: 'curl', command: ['sh', '-c', 'curl -sk https://kubernetes.default.svc/healthz'] },
    ],
  }
  server.create(
    'Pod',
    'default',
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { restartPolicy: 'Never', ...pod } } as never,
    { actor: 'test' },
  )
  assert.ok(await cluster.until(() => server.read.get('Pod', 'default', 'p')?.status.phase === 'Succeeded', 60_000))
})
