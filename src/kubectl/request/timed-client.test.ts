import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubectlContext } from '../context'
import { parseTimeout, timedClient } from './timed-client'

for (const [text, ms] of [
  ['0', 0],
  ['3', 3000],
  ['3s', 3000],
  ['1m30s', 90_000],
] as const) {
  test(`--request-timeout=${text}`, () => assert.equal(parseTimeout(text), ms))
}

test('what is no time is refused', () => {
  assert.throws(
    () => parseTimeout('soon'),
    /^CommandError: Invalid timeout value\. Timeout must be a single integer in seconds/,
  )
})

/** A world whose streams never end by themselves, and whose only timer is run by hand. */
function world(): { readonly context: KubectlContext; passTime(): void } {
  let run = (): void => {}
  const endless = () => {
    let end = (): void => {}
    const done = new Promise<never>((resolve) => (end = () => resolve(undefined as never)))
    return { done, stop: () => end() }
  }
  const context = {
    client: { watch: endless, stream: endless },
    after: (_ms: number, later: () => void) => {
      run = later
      return { cancel: () => (run = () => {}) }
    },
  } as unknown as KubectlContext
  return { context, passTime: () => run() }
}

test('a watch that takes too long ends, and says why to whoever wants to know', async () => {
  const { context, passTime } = world()
  const heard: string[] = []
  const client = timedClient(context, 1000, (because) => heard.push(because))
  const { done } = client.watch({ method: 'GET', path: '/' }, () => {})
  passTime()
  await done
  assert.deepEqual(heard, ['context deadline exceeded (Client.Timeout or context cancellation while reading body)'])
})

test('a stream that takes too long fails', async () => {
  const { context, passTime } = world()
  const { done } = timedClient(context, 1000).stream({ method: 'GET', path: '/' }, () => {})
  passTime()
  await assert.rejects(async () => {
    await done
  }, /context deadline exceeded/)
})
