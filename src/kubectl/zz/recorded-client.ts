// For tests: a server that has what a recording says it had, and kubectl in front of it.
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

export interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface World {
  /** ms since the epoch */
  readonly now: number
  readonly objects: readonly KubeObject[]
  readonly files?: Readonly<Record<string, string>>
  readonly stdin?: string
}

/** Splits as a shell does: quotes keep words together. */
export function wordsOf(line: string): string[] {
  const words: string[] = []
  for (const [word] of line.matchAll(/(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/g)) {
    words.push(word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, single?: string, double?: string, char?: string) => single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? char ?? ''))
  }
  return words
}

export function serverOf({ now, objects }: World): KubeClient {
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
    async request({ method, path, query, headers, body }) {
      const answer = handle(server, { method, path, query: new Query({ ...query }), headers: { ...headers }, body: body ?? '' })
      const flat = Object.fromEntries(
        Object.entries(answer.headers ?? {}).map(([name, value]) => [name, typeof value === 'string' ? value : value.join('\n')]),
      )
      return { status: answer.status, headers: flat, body: restore(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)) }
    },
    watch: () => ({ done: Promise.resolve(), stop: () => {} }),
    stream: () => ({ done: Promise.resolve({ status: 200, headers: {}, body: '' }), stop: () => {} }),
    exec: () => Promise.reject(new Error('nothing runs here')),
  }
}

/** One command line on the recorded objects. */
export async function answerTo(line: string, world: World, client: KubeClient = serverOf(world)): Promise<Answer> {
  let stdout = ''
  let stderr = ''
  const { files = {} } = world
  const context: KubectlContext = {
    client,
    env: {},
    cwd: '/',
    files: {
      async read(path) {
        const text = files[path]
        if (text === undefined) throw new Error(`open ${path}: no such file or directory`)
        return text
      },
      readBytes: async (path) => files[path] ?? '',
      write: async () => {},
      kind: async (path) => {
        if (files[path] !== undefined) return 'file'
        return Object.keys(files).some((name) => name.startsWith(`${path}/`)) ? 'folder' : undefined
      },
      list: async (path) => Object.keys(files).filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1)),
    },
    stdin: async () => world.stdin ?? '',
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
    config: { namespace: 'default', context: 'default', read: async () => ({ contexts: [] }), write: async () => {} },
  }
  const exitCode = await runKubectl(wordsOf(line).slice(1), context)
  return { stdout, stderr, exitCode }
}
