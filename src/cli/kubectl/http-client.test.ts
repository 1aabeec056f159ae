import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveCluster } from '../../apiserver/http/clients/testing/served-cluster'
import { createHttpClient } from './http-client'

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
