// Folders with kustomizations, and what kubectl 1.36.4 made of them.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubectlContext } from '../context'
import { runKubectl } from '../kubectl'
import recorded from './cases.json'

const ROOT = '/folder'
const files = new Map(Object.entries(recorded.files).map(([name, text]) => [`${ROOT}/${name}`, text]))
const isFolder = (path: string): boolean => [...files.keys()].some((name) => name.startsWith(`${path}/`))

async function answerTo(command: string): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  const texts = { stdout: '', stderr: '' }
  const read = (path: string): Promise<string> => {
    const text = files.get(path)
    return text === undefined
      ? Promise.reject(new Error(`open ${path}: no such file or directory`))
      : Promise.resolve(text)
  }
  const context = {
    env: {},
    cwd: ROOT,
    isTerminal: false,
    signal: new AbortController().signal,
    files: {
      read,
      readBytes: read,
      kind: (path: string) => Promise.resolve(files.has(path) ? 'file' : isFolder(path) ? 'folder' : undefined),
    },
    config: { namespace: 'default', context: '', read: () => Promise.resolve({}) },
    stdout: (text: string) => (texts.stdout += text),
    stderr: (text: string) => (texts.stderr += text),
  } as unknown as KubectlContext
  return { exitCode: await runKubectl(command.split(' ').slice(1), context), ...texts }
}

for (const { command, ...wanted } of recorded.answers) {
  test(command, async () => {
    const { stdout, stderr, exitCode } = await answerTo(command)
    assert.deepEqual({ stdout, stderr, exitCode }, wanted)
  })
}
