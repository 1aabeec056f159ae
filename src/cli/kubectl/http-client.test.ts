import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveCluster } from '../../apiserver/http/clients/testing/served-cluster'
import { createHttpClient } from './http-client'
import { openTunnel } from './tunnel'

test('whom one impersonates reaches the server, value by value', async () => {
  const served = await serveCluster()
  try {
    const client = createHttpClient({ server: served.url, insecure: true }, 'kubectl/test')
    const { body } = await client.request({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      headers: {
        'content-type': 'application/json',
        'impersonate-user': '张三',
        'impersonate-group': 'a,b\nc',
        'impersonate-uid': 'u1',
        'impersonate-extra-Scopes%2fx': 'view\nedit',
      },
      body: '{}',
    })
    assert.deepEqual((JSON.parse(body) as { status: unknown }).status, {
      userInfo: {
        username: '张三',
        uid: 'u1',
        groups: ['a,b', 'c', 'system:authenticated'],
        extra: { 'scopes/x': ['view', 'edit'] },
      },
    })
  } finally {
    await served.stop()
  }
})

test('an exec and a port-forward that are refused say what the POST was answered', async () => {
  const served = await serveCluster()
  const connection = { server: served.url, insecure: true, impersonation: { 'impersonate-user': 'bob' } }
  const refused = (subresource: string): string =>
    `unable to upgrade connection: pods "p" is forbidden: User "bob" cannot create resource "pods/${subresource}" in API group "" in the namespace "default"`
  try {
    const path = '/api/v1/namespaces/default/pods/p/exec'
    await assert.rejects(createHttpClient(connection, 'kubectl/test').exec({ method: 'POST', path }), {
      message: refused('exec'),
    })
    await assert.rejects(openTunnel(connection, 'default', 'p'), {
      message: `error upgrading connection: ${refused('portforward')}`,
    })
  } finally {
    await served.stop()
  }
})
