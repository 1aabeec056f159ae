import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { test } from 'node:test'

const ROOT = resolve(__dirname, '..', '..')

const WRONG: readonly [string, RegExp][] = [
  ['run none.feature', /^kubecuke: none\.feature: there is no such file or folder$/],
  ['run --seed x', /^kubecuke: a whole number is wanted, not "x"$/],
  ['run --shard 4/3', /^kubecuke: --shard 4\/3: the first of three parts is 1\/3, the last one 3\/3$/],
  [
    'serve --nodes none.yaml',
    /^kubecuke: --nodes none\.yaml: no such file; give a number of nodes or a file of Node manifests$/,
  ],
  ['serve --port 65536', /^kubecuke: --port 65536: ports go up to 65535; 0 takes a free one$/],
  ['shell none.sh', /^kubecuke: none\.sh: no such file; give a script, or nothing for a terminal$/],
  ['steps --lang fr', /^kubecuke: unknown language "fr": en and zh-CN are there$/],
  ['docs --reports none.ndjson', /^kubecuke: none\.ndjson does not exist: /],
  ['frob', /^error: unknown command 'frob'$/],
]

test('a wrong call gets one clear message and exit code 2', () => {
  for (const [call, message] of WRONG) {
    const words = ['-r', 'ts-node/register', 'src/cli/main.ts', ...call.split(' ')]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' })
    assert.match(stderr.trimEnd(), message, call)
    assert.deepEqual([status, stdout], [2, ''], call)
  }
})
