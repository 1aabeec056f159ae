import assert from 'node:assert/strict'
import test from 'node:test'
import { contextOf } from '../kubectl'

test('a pipe is read once: who reads standard input again reads the same', async () => {
  const texts = ['a: b\n', '']
  const context = contextOf(['replace', '--force', '-f', '-'], {
    env: { KUBECONFIG: '/dev/null' },
    cwd: '/',
    signal: new AbortController().signal,
    isTerminal: false,
    stdin: () => texts.shift() ?? '',
    stdout: () => {},
    stderr: () => {},
  })
  assert.equal(await context.stdin(), 'a: b\n')
  assert.equal(await context.stdin(), 'a: b\n')
})
