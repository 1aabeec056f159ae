import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { V1HTTPGetAction } from '../../objects/generated/kubernetes'
import type { Container } from '../../objects/kinds'
import { LocalWire } from '../../simulation/local-wire'
import { Loop } from '../../simulation/loop'
import type { HttpResponse } from '../../simulation/wire'
import { askHttp } from './ask'
import type { ProbeAnswer } from './probe-worker'

const IP = '10.244.1.2'
const to = (status: number, location: string): HttpResponse => ({
  status,
  headers: { Location: location },
  body: 'gone',
})
const text = (status: number): HttpResponse => ({ status, headers: {}, body: 'here' })

/** path -> answer, on two ports */
const PAGES: Readonly<Record<string, HttpResponse>> = {
  '80/ok': text(200),
  '80/bad': text(500),
  '80/not-modified': text(304),
  '80/local': to(302, '/ok'),
  '80/relative': to(302, 'ok'),
  '80/to-bad': to(302, '/bad'),
  '80/other-port': to(302, `http://${IP}:81/bad`),
  '80/elsewhere': to(302, 'http://0.0.0.0/'),
  '80/round': to(302, '/round'),
  '81/bad': text(404),
  '443/ok': text(200),
}

// Cases of pkg/probe/http/http_test.go and test/e2e/common/node/container_probe.go, v1.36.
const TERMINATED = 'Probe terminated redirects, Response body: '
const table: [path: string, answer: ProbeAnswer][] = [
  ['/ok', { verdict: 'success', message: '' }],
  ['/bad', { verdict: 'failure', message: 'HTTP probe failed with statuscode: 500' }],
  ['/not-modified', { verdict: 'success', message: `${TERMINATED}here`, isWarning: true }],
  ['/local', { verdict: 'success', message: '' }],
  ['/relative', { verdict: 'success', message: '' }],
  ['/to-bad', { verdict: 'failure', message: 'HTTP probe failed with statuscode: 500' }],
  ['/other-port', { verdict: 'failure', message: 'HTTP probe failed with statuscode: 404' }],
  ['/elsewhere', { verdict: 'success', message: `${TERMINATED}gone`, isWarning: true }],
  ['/round', { verdict: 'failure', message: 'Get "/round": stopped after 10 redirects' }],
]
for (const [path, answer] of table)
  it(`a probe of ${path}`, () => {
    assert.deepEqual(answerTo({ path, port: 80 }), answer)
  })

const wrongScheme: [string, V1HTTPGetAction, ProbeAnswer][] = [
  ['HTTPS, served', { path: '/ok', port: 443, scheme: 'HTTPS' }, { verdict: 'success', message: '' }],
  [
    'HTTPS, and the server speaks HTTP',
    { path: '/ok', port: 80, scheme: 'HTTPS' },
    { verdict: 'failure', message: `Get "https://${IP}:80/ok": http: server gave HTTP response to HTTPS client` },
  ],
  [
    'HTTP, and the server speaks HTTPS',
    { path: '/ok', port: 443 },
    { verdict: 'failure', message: 'HTTP probe failed with statuscode: 400' },
  ],
  [
    'a host that the node does not know',
    { path: '/ok', port: 80, host: 'web.example' },
    { verdict: 'failure', message: 'Get "http://web.example:80/ok": dial tcp: lookup web.example: no such host' },
  ],
]
for (const [name, action, answer] of wrongScheme) it(name, () => assert.deepEqual(answerTo(action), answer))

function answerTo(action: V1HTTPGetAction): ProbeAnswer | undefined {
  const loop = new Loop({ start: 0 })
  const wire = new LocalWire()
  for (const port of [80, 81, 443])
    wire.listen(IP, port, {
      scheme: port === 443 ? 'https' : 'http',
      http: (request, _caller, reply) => reply(PAGES[`${port}${request.path}`] ?? text(404)),
    })
  let got: ProbeAnswer | undefined
  const context = {
    loop,
    wire,
    nodeIP: '192.168.0.1',
    nodeName: 'n',
    podIP: IP,
    container: { name: 'c' } as Container,
    running: undefined,
    timeoutMs: 1000,
  }
  askHttp(action, context, (given) => (got = given))
  loop.run({ until: () => got !== undefined, deadline: 2000 })
  return got
}
