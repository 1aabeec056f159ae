import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { ExitError } from '../../kubectl/failure'
import { typedInput } from './typed-input'

function typing() {
  const stream = new PassThrough()
  const interrupt = new AbortController()
  return { stream, interrupt, input: typedInput(() => stream, interrupt.signal) }
}

test('all that is typed until Ctrl-D, and the same again', async () => {
  const { stream, input } = typing()
  const all = input.all()
  stream.write('a: ')
  stream.write('b\n')
  stream.end()
  assert.equal(await all, 'a: b\n')
  assert.equal(await input.all(), 'a: b\n')
})

test('line by line: nobody waits for Ctrl-D', async () => {
  const { stream, input } = typing()
  stream.write('y\nn\nrest')
  assert.equal(await input.line(), 'y')
  assert.equal(await input.line(), 'n')
  stream.end()
  assert.equal(await input.line(), 'rest')
  assert.equal(await input.line(), '')
})

test('Ctrl-C ends the command', async () => {
  const { interrupt, input } = typing()
  const all = input.all()
  interrupt.abort()
  await assert.rejects(all, (error: unknown) => error instanceof ExitError && error.exitCode === 130)
})
