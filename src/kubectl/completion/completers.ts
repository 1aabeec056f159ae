// How the words of each command are completed. Follows kubectl/pkg/util/completion/completion.go, v1.36.
import { textAt } from '../objects'
import { beginningWith, type Completer, type Completions, DIRECTIVE, noFiles } from './completer'
import { containersOf, entriesOf, listed, namesOf, podNamed, portsOf, portWords, single, typesOf } from './names'

/** `TYPE`, `TYPE NAME…` or `TYPE/NAME…`. `types`: only these; `once`: one object only. */
export const typesAndNames =
  ({ types, once = false }: { readonly types?: readonly string[]; readonly once?: boolean } = {}): Completer =>
  async ({ args, word, session }) => {
    const [first] = args
    const offered = (): Promise<string[]> =>
      types ? Promise.resolve(beginningWith(types, word)) : typesOf(session, word)
    if (first !== undefined && !first.includes('/')) {
      if (once && args.length > 1) return noFiles([])
      return noFiles(without(await namesOf(session, first, word), args.slice(1)))
    }
    const slash = word.indexOf('/')
    if (slash >= 0) {
      if (once && args.length > 0) return noFiles([])
      const type = word.slice(0, slash)
      const names = await namesOf(session, type, word.slice(slash + 1))
      return noFiles(
        without(
          names.map((name) => `${type}/${name}`),
          args,
        ),
      )
    }
    if (first === undefined) return noFiles(await offered())
    return once
      ? noFiles([])
      : {
          words: (await offered()).map((type) => `${type}/`),
          directive: DIRECTIVE.noFiles | DIRECTIVE.noSpace,
        }
  }

const without = (words: readonly string[], taken: readonly string[]): string[] =>
  words.filter((each) => !taken.includes(each))

/** The first argument is the name of an object of the type. */
export const firstNameOf =
  (type: string): Completer =>
  async ({ args, word, session }) =>
    noFiles(args.length === 0 ? await namesOf(session, type, word) : [])

/** What has Pods, as TYPE/NAME. */
const WITH_PODS = [
  'daemonsets',
  'deployments',
  'pods',
  'jobs',
  'replicasets',
  'replicationcontrollers',
  'services',
  'statefulsets',
]

const podFirst: Completer = async ({ word, session }) => {
  const slash = word.indexOf('/')
  if (slash >= 0) {
    const type = word.slice(0, slash)
    return noFiles((await namesOf(session, type, word.slice(slash + 1))).map((name) => `${type}/${name}`))
  }
  const pods = await namesOf(session, 'pod', word)
  return {
    words: [...pods, ...beginningWith(WITH_PODS, word).map((type) => `${type}/`)],
    directive: DIRECTIVE.noFiles | (pods.length === 0 ? DIRECTIVE.noSpace : 0),
  }
}

export const pod: Completer = (question) => (question.args.length === 0 ? podFirst(question) : noFiles([]))

export const podAndContainer: Completer = async (question) => {
  const { args, word, session } = question
  if (args.length === 0) return podFirst(question)
  return noFiles(args.length === 1 ? await containersOf(session, await podNamed(session, args[0] as string), word) : [])
}

export const podAndPorts: Completer = async (question) => {
  const { args, word, session } = question
  if (args.length === 0) return podFirst(question)
  if (args.length > 1) return noFiles([])
  const [type = '', name] = (args[0] as string).split('/')
  const isService = name !== undefined && ['service', 'services', 'svc'].includes(type)
  const object = isService
    ? await single(session, ['service', name])
    : await single(session, ['pod', await podNamed(session, args[0] as string)])
  return noFiles(portWords(portsOf(object), word))
}

/** --container: of the Pod that is the first argument */
export const containerOfPod: Completer = async ({ args, word, session }) =>
  noFiles(args.length === 0 ? [] : await containersOf(session, await podNamed(session, args[0] as string), word))

/** The first argument is the name of one of the kubeconfig's entries. */
export const firstEntryOf =
  (list: 'contexts' | 'clusters' | 'users'): Completer =>
  async ({ args, word, session }) =>
    noFiles(args.length === 0 ? await entriesOf(session, list, word) : [])

/** cp: `NAMESPACE/`, `POD:`, `NAMESPACE/POD:` or a file. Follows kubectl/pkg/cmd/cp/cp.go. */
export const podOrFile: Completer = async ({ args, word, session }): Promise<Completions> => {
  const words: string[] = []
  const slash = word.indexOf('/')
  if (args.length === 0 && !/^[/.~]/.test(word) && !word.includes(':')) {
    if (slash > 0) {
      const there = session?.with({ namespace: word.slice(0, slash) })
      const pods = await listed(there, ['pod'])
      words.push(
        ...beginningWith(
          pods.map((each) => `${textAt(each, 'metadata', 'namespace')}/${each.metadata.name ?? ''}:`),
          word,
        ),
      )
    } else {
      words.push(...(await namesOf(session, 'namespace', word)).map((name) => `${name}/`))
      words.push(...(await namesOf(session, 'pod', word)).map((name) => `${name}:`))
      if (word === '') words.push('./', '/')
      else if (words.length > 0 && session) words.push(...(await filesBeginningWith(session.context.files, word)))
    }
  }
  return { words, directive: DIRECTIVE.noSpace }
}

async function filesBeginningWith(
  files: { list(path: string): Promise<readonly string[]>; kind(path: string): Promise<string | undefined> },
  word: string,
): Promise<string[]> {
  const names = beginningWith(await files.list('.').catch(() => []), word)
  return Promise.all(names.map(async (name) => ((await files.kind(name)) === 'folder' ? `${name}/` : name)))
}
