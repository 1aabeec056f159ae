// Against kubectl 1.36.4 with the same programs on its PATH.
import assert from 'node:assert/strict'
import test from 'node:test'
import type { KubectlContext } from './context'
import { runKubectl } from './kubectl'

const PROGRAMS = [
  'kubectl-a_b',
  'kubectl-create',
  'kubectl-create-cronjob',
  'kubectl-create-foo',
  'kubectl-create-foo-bar',
]
const MORE = ['kubectl-set-foo', 'kubectl-very_long_plugin_name', 'kubectl-zed', 'kubectl-zed-two']

async function run(line: string): Promise<{ ran?: string; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  let ran: string | undefined
  const files = [...PROGRAMS, ...MORE].map((name) => ({ name, path: `/bin/${name}`, isExecutable: true }))
  const context = {
    env: {},
    cwd: '/',
    files: { kind: () => Promise.resolve(undefined) },
    stdout: (text: string) => void (stdout += text),
    stderr: (text: string) => void (stderr += text),
    now: () => 0,
    signal: new AbortController().signal,
    config: { namespace: 'default', context: '', read: () => Promise.resolve({}), write: () => Promise.resolve() },
    plugins: {
      folders: () => [{ path: '/bin', files }],
      run: (path: string, words: readonly string[]) => {
        ran = [path, ...words].join(' ')
        return Promise.resolve(0)
      },
    },
  } as unknown as KubectlContext
  await runKubectl(line.split(' '), context)
  return { ...(ran === undefined ? {} : { ran }), stdout, stderr }
}

for (const [line, ran] of [
  ['create foo', '/bin/kubectl-create-foo'],
  ['create foo bar baz', '/bin/kubectl-create-foo-bar baz'],
  ['create foo --x y', '/bin/kubectl-create-foo --x y'],
  ['create foo other --y', '/bin/kubectl-create-foo other --y'],
  ['create foo --help', '/bin/kubectl-create-foo --help'],
  ['create foo -- a', '/bin/kubectl-create-foo -- a'],
  ['zed one', '/bin/kubectl-zed one'],
] as const) {
  test(`kubectl ${line} is a plugin`, async () => {
    assert.deepEqual(await run(line), { ran, stdout: '', stderr: '' })
  })
}

for (const [line, stderr] of [
  ['create bar', "error: Unexpected args: [bar]\nSee 'kubectl create -h' for help and examples\n"],
  ['create foo-bar', "error: Unexpected args: [foo-bar]\nSee 'kubectl create -h' for help and examples\n"],
  ['create -n x foo', "error: Unexpected args: [foo]\nSee 'kubectl create -h' for help and examples\n"],
  ['create cronjob', 'error: required flag(s) "image", "schedule" not set\n'],
  ['set foo', 'error: unknown command "foo"\nSee \'kubectl set -h\' for help and examples\n'],
] as const) {
  test(`kubectl ${line} is none`, async () => {
    assert.deepEqual(await run(line), { stdout: '', stderr })
  })
}

test('the help of kubectl names the words that plugins add', async () => {
  const { stdout } = await run('--help')
  const [, group] = /\n(Subcommands provided by plugins:\n[^]*?)\n\n/.exec(stdout) ?? []
  assert.deepEqual(group?.split('\n'), [
    'Subcommands provided by plugins:',
    '  a-b           The command a-b is a plugin installed by the user',
    '  very-long-plugin-name   The command very-long-plugin-name is a plugin installed by the user',
    '  zed           The command zed is a plugin installed by the user',
    '  zed           The command zed is a plugin installed by the user',
  ])
})
