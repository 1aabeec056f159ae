// Commands whose answers are known: from recordings of a real cluster (answers.json), and from kubectl 1.36.4 before a server
// that held made objects (made-objects.json) or that was not asked (refused-lines.json). Each is given again, to a server with the same objects.
import assert from 'node:assert/strict'
import test from 'node:test'
import { ApiServer } from '../../apiserver/api-server'
import { handle } from '../../apiserver/handle/handle'
import { Query } from '../../apiserver/handle/request'
import { kinds } from '../../apiserver/kinds'
import { KindRegistry } from '../../apiserver/kinds/kind-registry'
import type { KubeObject } from '../../objects/kube-object'
import { Loop } from '../../simulation/loop'
import { Store } from '../../store/store'
import type { KubeClient, KubectlContext } from '../context'
import { runKubectl } from '../kubectl'
import answers from './answers.json'
import made from './made-objects.json'
import refused from './refused-lines.json'

interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

interface World {
  /** ms since the epoch */
  readonly now: number
  readonly objects: readonly KubeObject[]
  readonly files?: Readonly<Record<string, string>>
  readonly stdin?: string
}

/** Splits as a shell does: quotes keep words together. */
function wordsOf(line: string): string[] {
  const words: string[] = []
  for (const [word] of line.matchAll(/(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/g)) {
    words.push(
      word.replace(
        /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
        (_, single?: string, double?: string, char?: string) =>
          single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? char ?? '',
      ),
    )
  }
  return words
}

function serverOf({ now, objects }: World): KubeClient {
  const store = new Store({ resourceVersion: 1 })
  const loop = new Loop({ start: now })
  const server = new ApiServer({ store, loop, registry: new KindRegistry(kinds), admission: [] })
  const byVersion = [...objects].sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
  const versions = new Map(byVersion.map((object) => [object.metadata.uid, object.metadata.resourceVersion]))
  for (const object of byVersion) store.put(object.kind, object, 'test')
  const restore = (text: string): string =>
    text.replace(/"metadata":\{[^]*?"uid":"([^"]+)"/g, (whole, uid: string) => {
      const version = versions.get(uid)
      return version === undefined ? whole : whole.replace(/"resourceVersion":"\d+"/, `"resourceVersion":"${version}"`)
    })
  return {
    server: 'https://192.168.0.200:6443',
    request({ method, path, query, headers, body }) {
      const answer = handle(server, {
        method,
        path,
        query: new Query({ ...query }),
        headers: { ...headers },
        body: body ?? '',
      })
      const flat = Object.fromEntries(
        Object.entries(answer.headers ?? {}).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : value.join('\n'),
        ]),
      )
      return Promise.resolve({
        status: answer.status,
        headers: flat,
        body: restore(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)),
      })
    },
    watch: () => ({ done: Promise.resolve(), stop: () => {} }),
    stream: () => ({ done: Promise.resolve({ status: 200, headers: {}, body: '' }), stop: () => {} }),
    exec: () => Promise.reject(new Error('nothing runs here')),
  }
}

/** One command line on the recorded objects. */
async function answerTo(line: string, world: World, client: KubeClient = serverOf(world)): Promise<Answer> {
  let stdout = ''
  let stderr = ''
  const { files = {} } = world
  const context: KubectlContext = {
    client,
    env: {},
    cwd: '/',
    files: {
      read(path) {
        const text = files[path]
        return text === undefined
          ? Promise.reject(new Error(`open ${path}: no such file or directory`))
          : Promise.resolve(text)
      },
      readBytes: (path) => Promise.resolve(files[path] ?? ''),
      write: () => Promise.resolve(),
      writeBytes: () => Promise.resolve(),
      kind(path) {
        if (files[path] !== undefined) return Promise.resolve('file')
        return Promise.resolve(Object.keys(files).some((name) => name.startsWith(`${path}/`)) ? 'folder' : undefined)
      },
      list: (path) =>
        Promise.resolve(
          Object.keys(files)
            .filter((name) => name.startsWith(`${path}/`))
            .map((name) => name.slice(path.length + 1)),
        ),
    },
    stdin: () => Promise.resolve(world.stdin ?? ''),
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    now: () => world.now,
    sleep: async () => {},
    isTerminal: false,
    signal: new AbortController().signal,
    config: {
      namespace: 'default',
      context: 'default',
      read: () => Promise.resolve({ contexts: [] }),
      write: () => Promise.resolve(),
    },
  }
  const exitCode = await runKubectl(wordsOf(line).slice(1), context)
  return { stdout, stderr, exitCode }
}

const recorded = answers.objects as unknown as Readonly<Record<string, KubeObject>>

for (const { recording, command, now, objects: keys, stdout, stderr, exitCode } of answers.cases) {
  test(`${recording}: ${command}`, async () => {
    const world = { now: Date.parse(now), objects: keys.map((key) => recorded[key] as KubeObject) }
    assert.deepEqual(await answerTo(command, world), { stdout, stderr, exitCode })
  })
}

// The commands were given one after the other, so that ages differ by what they took; uids and folders are chance.
const TAKEN_OUT: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<uid>'],
  [/(LIVE|MERGED)-\d+/g, '$1'],
  [/\t\d{4}-.*/g, ''],
  [/\d{4}-\d\d-\d\dT[\d:]+Z/g, '<time>'],
  [/\b(\d+d)?(\d+h)?(\d+m)?\d+s\b|\b\d+[smhd](\d+[smh])?\b/g, '<age>'],
  [/ +/g, ' '],
]

const comparable = (text: string): string[] =>
  TAKEN_OUT.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text).split('\n')

const madeWorld = { now: made.now, objects: made.objects as unknown as readonly KubeObject[], files: made.files }
const madeServer = serverOf(madeWorld)

for (const { command, stdout, stderr, exitCode } of made.answers) {
  test(command, async () => {
    const answer = await answerTo(command, madeWorld, madeServer)
    assert.deepEqual(
      { stdout: comparable(answer.stdout), stderr: comparable(answer.stderr), exitCode: answer.exitCode },
      { stdout: comparable(stdout), stderr: comparable(stderr), exitCode },
    )
  })
}

for (const { command, stdout, stderr, exitCode } of refused) {
  test(`kubectl ${command}`, async () => {
    assert.deepEqual(await answerTo(`kubectl ${command}`, madeWorld, madeServer), { stdout, stderr, exitCode })
  })
}
