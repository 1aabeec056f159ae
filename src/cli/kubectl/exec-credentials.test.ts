// Against what kubectl 1.36.4 said of the same answers of a program.
import assert from 'node:assert/strict'
import test from 'node:test'
import { credentialsOf } from './exec-credentials'

const V1 = '"apiVersion":"client.authentication.k8s.io/v1"'
const asker = { folder: '/', env: process.env, isTerminal: false, cluster: {} }
const answer = (text: string): unknown =>
  credentialsOf({ apiVersion: 'client.authentication.k8s.io/v1', command: 'printf', args: ['%s', text] }, asker)

const UNREAD = "decoding stdout: couldn't get version/kind; json parse error: "
const HEAD = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
const OTHER_VERSION =
  'exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version client.authentication.k8s.io/'
const REGISTERED = (kind: string, version: string): string =>
  `decoding stdout: no kind "${kind}" is registered for version "${version}" in scheme "pkg/client/auth/exec/exec.go:64"`

for (const text of [
  `{${V1},"kind":"ExecCredential","status":{"token":"x"}}`,
  `{${V1},"status":{"token":"x"}}`,
  'apiVersion: client.authentication.k8s.io/v1\nstatus: {token: x}\n',
])
  test(`a token: ${text}`, () => assert.deepEqual(answer(text), { token: 'x' }))

for (const [text, because] of [
  ['{"status":{"token":"x"}}', `${OTHER_VERSION}__internal`],
  ['', `${OTHER_VERSION}__internal`],
  ['{"apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"x"}}', `${OTHER_VERSION}v1beta1`],
  [`{${V1},"kind":"Foo","status":{"token":"x"}}`, REGISTERED('Foo', 'client.authentication.k8s.io/v1')],
  ['{"apiVersion":"foo/v1","kind":"ExecCredential","status":{}}', REGISTERED('ExecCredential', 'foo/v1')],
  ['hack\ntest', `${UNREAD}json: cannot unmarshal string into Go value of type ${HEAD}`],
  ['[]', `${UNREAD}json: cannot unmarshal array into Go value of type ${HEAD}`],
  ['{', `${UNREAD}unexpected end of JSON input`],
  [`{${V1},"status":{}}`, "exec plugin didn't return a token or cert/key pair"],
  [`{${V1}}`, "exec plugin didn't return a status field"],
] as const)
  test(`no credentials: ${text}`, () => assert.throws(() => answer(text), new Error(because)))
