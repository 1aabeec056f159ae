// Follows kubectl/pkg/cmd/set/set_env.go and set/env, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { isEnvVarName } from '../../../objects/names'
import { type AnyObject, listAt, valueAt } from '../../objects'
import { compareCodePoints } from '../../output/go-json'
import { findResources } from '../../resources/find-resources'
import type { Session } from '../../session'
import {
  changeObjects,
  type ContainerData,
  findChanged,
  matcherOf,
  withContainers,
  withPodSpec,
  podSpecPath,
} from './change-objects'
import { listEnv, referencedValues, type Variable } from './list-env'
import { wholeInput } from '../../standard-input'

interface Changes {
  readonly set: readonly Variable[]
  readonly remove: readonly string[]
}

export const env: Command = {
  name: 'env',
  help: setHelp['set env'] as HelpPage,
  async run(args, flags, session) {
    if (flags.bool('all') && flags.string('selector') !== '')
      throw new CommandError('cannot set --all and --selector at the same time')
    const { resources, words } = splitArgs(args)
    check(resources, session)
    const given = await readChanges([...flags.strings('env'), ...words], session)
    const from = flags.string('from') === '' ? [] : await variablesFrom(session)
    const prefix = flags.string('prefix')
    const changes = {
      set: [...given.set, ...from].map((each) => ({ ...each, name: prefix + each.name })),
      remove: given.remove,
    }
    const infos = await findChanged(session, resources)
    const values = await referencedValues(infos, session)
    await changeObjects({
      session,
      args,
      infos,
      operation: 'env updated',
      failure: 'failed to patch env update to pod template: ',
      change: (object) =>
        !flags.bool('list')
          ? withEnv(object, changes, session)
          : podSpecPath(object.kind)
            ? listEnv(object, (container) => envOf(container, changes, session), values, session)
            : undefined,
    })
  },
}

function splitArgs(args: readonly string[]): { resources: readonly string[]; words: readonly string[] } {
  const isEnv = (word: string): boolean => word.indexOf('=') > 0 || word.endsWith('-')
  const first = args.findIndex(isEnv)
  if (first < 0) return { resources: args, words: [] }
  const words = args.slice(first)
  if (!words.every(isEnv))
    throw new CommandError(`all resources must be specified before environment changes: ${args.join(' ')}`)
  return { resources: args.slice(0, first), words }
}

function check(resources: readonly string[], { flags }: Session): void {
  if (flags.bool('local') && flags.string('dry-run') === 'server')
    throw new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  if (flags.strings('filename').length === 0 && resources.length === 0)
    throw new CommandError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
  if (flags.bool('list') && flags.string('output') !== '')
    throw new CommandError('--list and --output may not be specified together')
  if (flags.strings('keys').length > 0 && flags.string('from') === '')
    throw new CommandError('when specifying --keys, a configmap or secret must be provided with --from')
}

async function readChanges(words: readonly string[], session: Session): Promise<Changes> {
  const set: Variable[] = []
  const remove: string[] = []
  const own = new Set<string>()
  for (const word of words) {
    const at = word.indexOf('=')
    if (word === '-') set.push(...fromLines(await wholeInput(session.context)))
    else if (at >= 0) {
      const name = word.slice(0, at)
      const wrong = isEnvVarName(name)
      if (wrong.length > 0) throw new CommandError(`${quote(name)} is not a valid key name: ${wrong.join(';')}`)
      own.add(name)
      set.push(variable(name, word.slice(at + 1)))
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1))
    else throw new CommandError(`unknown environment variable: ${word}`)
  }
  if (remove.some((name) => own.has(name)))
    throw new CommandError('can not both modify and remove the same environment variable in the same command')
  return { set, remove }
}

const variable = (name: string, value: string): Variable => ({ name, ...(value === '' ? {} : { value }) })

function fromLines(text: string): Variable[] {
  return text.split('\n').flatMap((raw) => {
    const line = raw.split('#')[0] as string
    const at = line.indexOf('=')
    return at < 0 ? [] : [variable(line.slice(0, at), line.slice(at + 1))]
  })
}

/** --from=configmap/x: a reference for each key, or for those of --keys. */
async function variablesFrom(session: Session): Promise<Variable[]> {
  const { flags } = session
  const infos = await (
    await findResources(session, { args: [flags.string('from')], continueOnError: true, flatten: true, latest: true })
  ).infos()
  const keys = flags.strings('keys')
  return infos.flatMap(({ object }) => {
    const field =
      object?.kind === 'Secret' ? 'secretKeyRef' : object?.kind === 'ConfigMap' ? 'configMapKeyRef' : undefined
    if (!field) throw new CommandError('unsupported resource specified in --from')
    const all = Object.keys(valueAt(object, 'data') ?? {}).sort(compareCodePoints)
    const wanted = all.filter((key) => keys.length === 0 || keys.includes(key))
    return wanted.map((key) => ({
      name: nameOfKey(key, session),
      valueFrom: { [field]: { name: object?.metadata.name, key } },
    }))
  })
}

function nameOfKey(key: string, session: Session): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase()
  if (name !== key) session.err(`Warning: key ${key} transferred to ${name}\n`)
  return name
}

function withEnv(object: AnyObject, changes: Changes, session: Session): AnyObject {
  return withPodSpec(object, (spec) => {
    const pattern = session.flags.string('containers')
    const changed = withContainers(spec, matcherOf(pattern), (container) => ({
      ...container,
      env: envOf(container, changes, session),
    }))
    if (!changed)
      session.err(
        `Warning: ${object.kind}/${object.metadata.name ?? ''} does not have any containers matching ${quote(pattern)}\n`,
      )
    return changed ?? spec
  })
}

/** What is set takes the place of what was there; what is new comes last. */
function envOf(container: ContainerData, { set, remove }: Changes, { flags }: Session): Variable[] {
  const before = listAt(container, 'env') as readonly Variable[]
  if (!flags.bool('overwrite')) {
    const taken = before.find(({ name, value = '' }) =>
      set.some((each) => each.name === name && (each.value ?? '') !== value),
    )
    if (taken)
      throw new CommandError(`'${taken.name}' already has a value (${taken.value ?? ''}), and --overwrite is false`)
  }
  const kept = before
    .filter(({ name }) => !remove.includes(name))
    .map((old) => set.find(({ name }) => name === old.name) ?? old)
  const added = set.filter(
    ({ name }, i) =>
      !remove.includes(name) &&
      !before.some((old) => old.name === name) &&
      set.findIndex((each) => each.name === name) === i,
  )
  return [...kept, ...added]
}
