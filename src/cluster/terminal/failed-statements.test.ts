import assert from 'node:assert/strict'
import test from 'node:test'
import { createCluster } from '../create-cluster'
import { createClusterTerminal } from './index'

const failedIn = async (lines: string): Promise<string[]> =>
  (await createClusterTerminal(createCluster()).run(lines)).failed.map(
    ({ command, exitCode }) => `${command} -> ${exitCode}`,
  )

test('every statement that fails is told, wherever it stands', async () => {
  assert.deepEqual(await failedIn('cp nothing here\nkubectl get nodes'), ['cp nothing here -> 1'])
  assert.deepEqual(await failedIn('cp nothing here; kubectl get nodes'), ['cp nothing here; -> 1'])
  assert.deepEqual(await failedIn('kubectl get nodes | grep no-such-node\necho done'), [
    'kubectl get nodes | grep no-such-node -> 1',
  ])
  assert.deepEqual(await failedIn('kubectl get pod nothing\ncat nothing\necho done'), [
    'kubectl get pod nothing -> 1',
    'cat nothing -> 1',
  ])
  assert.deepEqual(await failedIn('kubectl get nodes\n(exit 3)'), ['(exit 3) -> 3'])
})

test('what the script itself looks at is no failure', async () => {
  for (const lines of [
    'grep x nothing || true\necho done',
    'if ! kubectl get pod nothing; then echo none; fi',
    'until kubectl get ns default; do sleep 1; done',
    'while kubectl get pod nothing; do sleep 1; done',
    'kubectl get pod nothing\necho "ended with $?"',
    '! kubectl get pod nothing',
    'sleep 1000 &\nkubectl get nodes',
  ])
    assert.deepEqual(await failedIn(lines), [], lines)
})
