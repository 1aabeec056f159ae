// Whatever is missing, empty or of another kind in an object, at whatever place: it is filled in or refused, and never a defect.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../../cluster/create-cluster'
import { wholeObjects } from './testing/whole-objects'
import { handle } from './handle'
import { Query } from './request'

const { server } = createCluster({ runtime: 'instant', timeline: false })
const send = (method: string, path: string, body: unknown, type = 'application/json', query = {}) =>
  handle(server, {
    method,
    path,
    query: new Query({ dryRun: 'All', ...query }),
    headers: { 'user-agent': 'test/1', 'content-type': type },
    body: JSON.stringify(body),
  }) as { status: number; body: { message?: string } }

type Path = readonly string[]

function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  const below = Object.entries(value).flatMap(([key, each]) => placesIn(each, [...at, key]))
  return at.length > 0 ? [at, ...below] : below
}

/** With something else at a place; undefined takes out what is there. */
function replaced(value: unknown, [key = '', ...rest]: Path, by: unknown): unknown {
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as unknown as Record<string, unknown>)
    : { ...(value as Record<string, unknown>) }
  if (rest.length > 0) copy[key] = replaced(copy[key], rest, by)
  else if (by !== undefined) copy[key] = by
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy
}

for (const [path, fields] of wholeObjects) {
  const name = path.endsWith('definitions') ? 'as.g.io' : 'x'
  const object = { ...fields, metadata: { name } }
  test(path, () => {
    assert.deepEqual(send('POST', path, object).status, 201)
    for (const small of [{}, { metadata: { name } }, { metadata: { name }, spec: {} }, { metadata: null, spec: null }])
      assert.ok(send('POST', path, small).status < 500, JSON.stringify(small))
    for (const place of placesIn(object))
      for (const by of [undefined, null, [null], {}]) {
        const body = replaced(object, place, by)
        const answers = [
          send('POST', path, body),
          send('PATCH', `${path}/${name}`, body, 'application/apply-patch+yaml', { fieldManager: 'm' }),
        ]
        for (const { status } of answers) assert.ok(status < 500, `${place.join('.')} = ${JSON.stringify(by)}`)
      }
  })
}
