// kubectl 1.36.4 asks `Please enter Username:` where a server is to be trusted and the user is nobody.
import assert from 'node:assert/strict'
import test from 'node:test'
import { parse } from 'yaml'
import { kubeconfigText } from './kubeconfig'

for (const [what, text, cluster, user] of [
  [
    'a server of a certificate authority',
    kubeconfigText('https://127.0.0.1:6443', 'CA'),
    { server: 'https://127.0.0.1:6443', 'certificate-authority-data': 'Q0E=' },
    { token: 'kubecuke' },
  ],
  [
    'a server without TLS',
    kubeconfigText('http://127.0.0.1:6443'),
    { server: 'http://127.0.0.1:6443', 'insecure-skip-tls-verify': true },
    {},
  ],
] as const)
  test(`the kubeconfig of ${what}`, () => {
    assert.deepEqual(parse(text), {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'kubecuke', cluster }],
      users: [{ name: 'kubecuke', user }],
      contexts: [{ name: 'kubecuke', context: { cluster: 'kubecuke', user: 'kubecuke' } }],
      'current-context': 'kubecuke',
    })
  })
