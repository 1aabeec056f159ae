// Requests with the answers that upstream gave: apiextensions-apiserver v1.36.4 with etcd, asked the same in the same order. Only what
// differs between two runs is taken out: identities, times and versions.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { handle } from '../handle/handle'
import { Query } from '../handle/request'
import { jsonLine } from '../http/go-json'

interface Recorded {
  readonly request: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: object
  /** a body that is no JSON, or has what JSON.parse would lose */
  readonly text?: string
  readonly status: number
  readonly warning?: string
  readonly answer: string
}

const FOLDER = join(__dirname, 'testing')

/** Of two runs the same text, but for what is new each time. */
const comparable = (text: string): string =>
  text
    .trim()
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>')
    .replace(/(\\*"resourceVersion\\*":\\*")\d+/g, '$1<version>')
    .replace(/"continue":"[^"]+"/g, '"continue":"<more>"')
    .replace(/"\d+s"/g, '"<age>"')

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json')))
  void describe(`upstream's answers: ${file}`, () => {
    const { server, loop } = createCluster({ nodes: [], timeline: false })
    for (const recorded of JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recorded[])
      void it(`${recorded.request} ${recorded.text ?? JSON.stringify(recorded.body) ?? ''}`.slice(0, 200), () => {
        const [method = '', url = ''] = recorded.request.split(' ')
        const [path = '', query = ''] = url.split('?')
        const body = recorded.text ?? (recorded.body ? JSON.stringify(recorded.body) : '')
        const headers = {
          'user-agent': 'node',
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...recorded.headers,
        }
        const response = handle(server, {
          method,
          path,
          query: new Query(Object.fromEntries(new URLSearchParams(query))),
          headers,
          body,
        })
        loop.settle()
        const answer = typeof response.body === 'string' ? response.body : jsonLine(response.body)
        assert.deepEqual(
          {
            status: response.status,
            warning: (response.headers?.warning as readonly string[] | undefined)?.join(', '),
            answer: comparable(answer),
          },
          { status: recorded.status, warning: recorded.warning, answer: recorded.answer },
        )
      })
  })
