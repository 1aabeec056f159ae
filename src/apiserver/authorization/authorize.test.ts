import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import type { KubeRequest } from '../../kubectl/context'

const apiGroup = 'rbac.authorization.k8s.io'
const DEFAULT = '/api/v1/namespaces/default'

function cluster() {
  const made = createCluster({ nodes: [], timeline: false })
  const { server } = made
  const make = (kind: string, namespace: string, object: object): void =>
    void server.create(kind, namespace, { apiVersion: `${apiGroup}/v1`, kind, ...object }, { actor: 'test' })
  const bind = (name: string, roleName: string, user: string): void =>
    make('RoleBinding', 'default', {
      metadata: { name },
      roleRef: { apiGroup, kind: 'ClusterRole', name: roleName },
      subjects: [{ apiGroup, kind: 'User', name: user }],
    })
  make('ClusterRole', '', {
    metadata: { name: 'more', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } },
    rules: [{ apiGroups: ['example.com'], resources: ['crontabs'], verbs: ['get'] }],
  })
  bind('viewer', 'view', 'viewer')
  bind('admin', 'admin', 'admin')
  bind('lost', 'nope', 'lost')
  return made.client('test')
}

/** What somebody is answered: the code, and the message of a refusal. */
async function asked(who: string, method: KubeRequest['method'], path: string, query: KubeRequest['query'] = {}) {
  const [user = '', ...groups] = who.split(' ')
  const { status, body } = await cluster().request({
    method,
    path,
    query,
    headers: { 'impersonate-user': user, ...(groups.length > 0 ? { 'impersonate-group': groups.join('\n') } : {}) },
    ...(method === 'POST' ? { body: JSON.stringify({ metadata: { name: 'made' } }) } : {}),
  })
  return status < 400 ? String(status) : `${status} ${(JSON.parse(body) as { message: string }).message}`
}

const table: [who: string, method: KubeRequest['method'], path: string, answer: string][] = [
  ['viewer', 'GET', `${DEFAULT}/pods`, '200'],
  ['viewer', 'GET', '/api', '200'],
  ['viewer', 'GET', '/openapi/v2', '200'],
  ['viewer', 'GET', DEFAULT, '200'],
  [
    'viewer',
    'GET',
    '/api/v1/namespaces/kube-system',
    '403 namespaces "kube-system" is forbidden: User "viewer" cannot get resource "namespaces" in API group "" in the namespace "kube-system"',
  ],
  [
    'viewer',
    'GET',
    `${DEFAULT}/secrets`,
    '403 secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" in the namespace "default"',
  ],
  [
    'viewer',
    'POST',
    `${DEFAULT}/configmaps`,
    '403 configmaps is forbidden: User "viewer" cannot create resource "configmaps" in API group "" in the namespace "default"',
  ],
  ['admin', 'POST', `${DEFAULT}/configmaps`, '201'],
  [
    'admin',
    'GET',
    '/api/v1/watch/pods',
    '403 pods is forbidden: User "admin" cannot watch resource "pods" in API group "" at the cluster scope',
  ],
  [
    'bob',
    'DELETE',
    '/apis/apps/v1/namespaces/default/deployments',
    '403 deployments.apps is forbidden: User "bob" cannot deletecollection resource "deployments" in API group "apps" in the namespace "default"',
  ],
  [
    'bob',
    'GET',
    `${DEFAULT}/pods/p/log`,
    '403 pods "p" is forbidden: User "bob" cannot get resource "pods/log" in API group "" in the namespace "default"',
  ],
  [
    'bob',
    'GET',
    `${DEFAULT}/pods/p/proxy/`,
    '403 pods "p" is forbidden: User "bob" cannot get resource "pods/proxy" in API group "" in the namespace "default"',
  ],
  [
    'lost',
    'GET',
    `${DEFAULT}/pods`,
    '403 pods is forbidden: User "lost" cannot list resource "pods" in API group "" in the namespace "default": RBAC: clusterrole.rbac.authorization.k8s.io "nope" not found',
  ],
  ['bob system:masters', 'GET', `${DEFAULT}/secrets`, '200'],
  ['bob kubeadm:cluster-admins', 'GET', `${DEFAULT}/secrets`, '200'],
  ['bob', 'GET', '/metrics', '403 forbidden: User "bob" cannot get path "/metrics"'],
  ['system:anonymous', 'GET', '/version', '200'],
  ['system:anonymous', 'GET', '/api', '403 forbidden: User "system:anonymous" cannot get path "/api"'],
]
for (const [who, method, path, answer] of table)
  test(`${who}: ${method} ${path}`, async () => assert.equal(await asked(who, method, path), answer))

test('who lists what has one name asks for this name', async () =>
  assert.equal(
    await asked('bob', 'GET', `${DEFAULT}/pods`, { fieldSelector: 'metadata.name=p' }),
    '403 pods "p" is forbidden: User "bob" cannot list resource "pods" in API group "" in the namespace "default"',
  ))

test('a watch and an exec are refused in their own ways', async () => {
  const client = cluster()
  const headers = { 'impersonate-user': 'bob' }
  const events: unknown[] = []
  client.watch({ method: 'GET', path: `${DEFAULT}/pods`, query: { watch: 'true' }, headers }, (event) =>
    events.push((event.object as { message: string }).message),
  )
  assert.deepEqual(events, [
    'pods is forbidden: User "bob" cannot watch resource "pods" in API group "" in the namespace "default"',
  ])
  await assert.rejects(client.exec({ method: 'POST', path: `${DEFAULT}/pods/p/exec`, headers }), {
    message:
      'unable to upgrade connection: pods "p" is forbidden: User "bob" cannot create resource "pods/exec" in API group "" in the namespace "default"',
  })
})

async function reviewed(group: string, kind: string, spec: object, user?: string): Promise<unknown> {
  const { body } = await cluster().request({
    method: 'POST',
    path: `/apis/${group}/v1/${kind.toLowerCase()}s`,
    headers: user === undefined ? {} : { 'impersonate-user': user },
    body: JSON.stringify({ apiVersion: `${group}/v1`, kind, spec }),
  })
  return (JSON.parse(body) as { status: unknown }).status
}
const authorization = 'authorization.k8s.io'
const listPods = { resourceAttributes: { namespace: 'default', verb: 'list', resource: 'pods' } }
const reviews: [what: string, status: () => Promise<unknown>, expected: unknown][] = [
  ['the administrator may', () => reviewed(authorization, 'SelfSubjectAccessReview', listPods), { allowed: true }],
  ['bob may not', () => reviewed(authorization, 'SelfSubjectAccessReview', listPods, 'bob'), { allowed: false }],
  [
    'a viewer may, by a binding',
    () => reviewed(authorization, 'SelfSubjectAccessReview', listPods, 'viewer'),
    { allowed: true, reason: 'RBAC: allowed by RoleBinding "viewer/default" of ClusterRole "view" to User "viewer"' },
  ],
  [
    'the administrator asks about somebody else',
    () => reviewed(authorization, 'SubjectAccessReview', { ...listPods, user: 'lost' }),
    { allowed: false, reason: 'RBAC: clusterrole.rbac.authorization.k8s.io "nope" not found' },
  ],
  [
    'roles may add to the default ones',
    () =>
      reviewed(authorization, 'SubjectAccessReview', {
        resourceAttributes: { namespace: 'default', verb: 'get', group: 'example.com', resource: 'crontabs' },
        user: 'admin',
      }),
    { allowed: true, reason: 'RBAC: allowed by RoleBinding "admin/default" of ClusterRole "admin" to User "admin"' },
  ],
  [
    'a path',
    () =>
      reviewed(
        authorization,
        'SelfSubjectAccessReview',
        { nonResourceAttributes: { verb: 'get', path: '/healthz' } },
        'system:anonymous',
      ),
    // Who is not known may not even ask.
    'Failure',
  ],
  [
    'all rules, and what is missing',
    () => reviewed(authorization, 'SelfSubjectRulesReview', { namespace: 'default' }, 'lost'),
    {
      resourceRules: [
        {
          verbs: ['create'],
          apiGroups: ['authorization.k8s.io'],
          resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        },
        { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
      ],
      nonResourceRules: [
        {
          verbs: ['get'],
          nonResourceURLs: [
            '/api',
            '/api/*',
            '/apis',
            '/apis/*',
            '/healthz',
            '/livez',
            '/readyz',
            '/version',
            '/version/',
            '/openapi',
            '/openapi/*',
          ],
        },
        { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] },
      ],
      incomplete: true,
      evaluationError: 'clusterrole.rbac.authorization.k8s.io "nope" not found',
    },
  ],
  [
    'who is asking',
    () => reviewed('authentication.k8s.io', 'SelfSubjectReview', {}, 'bob'),
    { userInfo: { username: 'bob', groups: ['system:authenticated'] } },
  ],
]
for (const [what, status, expected] of reviews)
  test(`reviews: ${what}`, async () => assert.deepEqual(await status(), expected))
