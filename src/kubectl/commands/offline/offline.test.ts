// Commands that need no server: objects that are made from flags, changes to local files, refusals. The answers are those of
// kubectl 1.36.4.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubeClient, KubectlContext } from '../../context'
import { ConnectionError } from '../../failure'
import { runKubectl } from '../../kubectl'
import recorded from './answers.json'

const files: Readonly<Record<string, string>> = recorded.files
const unreachable = (): never => {
  throw new ConnectionError('the server was asked', '', '')
}
const client = {
  request: unreachable,
  watch: unreachable,
  stream: unreachable,
  exec: unreachable,
  server: '',
} as unknown as KubeClient

/** Words as a shell splits them. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
  )

async function answerTo(command: string): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  let stdout = ''
  let stderr = ''
  const read = (path: string): Promise<string> =>
    path in files
      ? Promise.resolve(files[path] as string)
      : Promise.reject(new Error(`open ${path}: no such file or directory`))
  const context: KubectlContext = {
    client,
    env: {},
    cwd: '/',
    isTerminal: false,
    signal: new AbortController().signal,
    files: {
      read,
      readBytes: read,
      write: () => Promise.resolve(),
      writeBytes: () => Promise.resolve(),
      list: () => Promise.resolve([]),
      kind: (path) => Promise.resolve(path in files ? 'file' : undefined),
    },
    config: { namespace: 'default', context: 'test', read: () => Promise.resolve({}), write: () => Promise.resolve() },
    stdin: () => Promise.resolve(''),
    now: () => 0,
    sleep: () => Promise.resolve(),
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
  }
  const exitCode = await runKubectl(wordsOf(command), context)
  return { stdout, stderr: stderr.replace(/^W\d{4} .*\n/gm, ''), exitCode }
}

for (const { command, ...answer } of recorded.cases) {
  test(`kubectl ${command}`, async () => assert.deepEqual(await answerTo(command), answer))
}
