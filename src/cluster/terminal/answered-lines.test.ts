import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CommandRecord } from '../../objects/run-record'
import { createCluster } from '../create-cluster'
import { createClusterTerminal } from './index'

async function typed(lines: string): Promise<CommandRecord[]> {
  const commands: CommandRecord[] = []
  const terminal = createClusterTerminal(createCluster(), { onCommand: (command) => commands.push(command) })
  await terminal.run(lines)
  return commands
}

const told = (commands: readonly CommandRecord[]): unknown[] =>
  commands.map(({ command, stdout, stderr, exitCode }) => [command, stdout, stderr, exitCode])

test('lines that are typed together have an answer each', async () => {
  assert.deepEqual(told(await typed('$ echo one\n$ false\n$ echo $?\n\n$ echo two; echo three')), [
    ['echo one', 'one\n', '', 0],
    ['false', '', '', 1],
    ['echo $?', '1\n', '', 0],
    ['echo two; echo three', 'two\nthree\n', '', 0],
  ])
})

test('a here-document and a loop are one entry each', async () => {
  const lines = 'cat <<EOF > a.txt\necho one\nEOF\nfor i in 1 2; do\n  echo $i\ndone\ncat a.txt'
  assert.deepEqual(told(await typed(lines)), [
    ['cat <<EOF > a.txt\necho one\nEOF', '', '', 0],
    ['for i in 1 2; do\n  echo $i\ndone', '1\n2\n', '', 0],
    ['cat a.txt', 'echo one\n', '', 0],
  ])
})

test('each has its own time', async () => {
  const [first, second] = await typed('sleep 2\nsleep 3')
  assert.deepEqual(
    [(first?.to ?? 0) - (first?.from ?? 0), second?.from === first?.to, (second?.to ?? 0) - (second?.from ?? 0)],
    [2000, true, 3000],
  )
})
