import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from './handle'
import { Query } from './request'

const PODS = '/api/v1/namespaces/default/pods'
const BINDINGS = '/api/v1/namespaces/default/bindings'

function served() {
  const { server } = createCluster({ runtime: 'instant', timeline: false, nodes: [] })
  const send = (method: string, path: string, body: object) =>
    handle(server, { method, path, query: new Query(), headers: {}, body: JSON.stringify(body) }) as {
      status: number
      body: { message?: string; spec?: { nodeName?: string } }
    }
  send('POST', PODS, { metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i' }] } })
  return { send, node: () => send('GET', `${PODS}/p`, {}).body.spec?.nodeName }
}

for (const path of [BINDINGS, `${PODS}/p/binding`])
  test(`${path} binds`, () => {
    const { send, node } = served()
    assert.equal(send('POST', path, { metadata: { name: 'p' }, target: { kind: 'Node', name: 'n' } }).status, 201)
    assert.equal(node(), 'n')
    assert.equal(
      send('POST', path, { metadata: { name: 'p' }, target: { name: 'm' } }).body.message,
      'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "n"',
    )
  })

const refusals: readonly [what: string, path: string, body: object, status: number, message: string][] = [
  [
    'another name than that of the URL',
    `${PODS}/p/binding`,
    { metadata: { name: 'q' }, target: { name: 'n' } },
    400,
    'name in URL does not match name in Binding object',
  ],
  [
    'no node',
    BINDINGS,
    { metadata: { name: 'p' }, target: { kind: 'Pod' } },
    400,
    '[target.kind: Unsupported value: "Pod": supported values: "Node", "<empty>", target.name: Required value]',
  ],
  ['no such Pod', BINDINGS, { metadata: { name: 'q' }, target: { name: 'n' } }, 404, 'pods "q" not found'],
  [
    'another kind',
    BINDINGS,
    { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'p' } },
    400,
    'Pod in version "v1" cannot be handled as a Binding: converting (v1.Pod) to (core.Binding): unknown conversion',
  ],
]
for (const [what, path, body, status, message] of refusals)
  test(what, () => {
    const answer = served().send('POST', path, body)
    assert.deepEqual([answer.status, answer.body.message], [status, message])
  })

test('a list of bindings there is not', () => {
  assert.equal(served().send('GET', BINDINGS, {}).status, 405)
})
