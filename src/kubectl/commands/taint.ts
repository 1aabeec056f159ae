// Follows kubectl/pkg/cmd/taint, v1.36.
import type { Command } from '../command'
import { CommandError, throwGathered, usageError } from '../failure'
import { quote } from '../../objects/go-text'
import type { FlagValues } from '../flags/flag-values'
import { taintHelp } from '../help/taint'
import type { HelpPage } from '../help/help-page'
import { isLabelValue, isQualifiedName } from '../../objects/names'
import { type AnyObject, listAt, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { shapeOfKind } from '../patch/list-strategies'
import { strategicDifference } from '../patch/strategic-difference'
import { findResources } from '../resources/find-resources'
import type { Session } from '../session'
import { dryRunOf, writeQuery } from './dry-run'

interface Taint {
  readonly key: string
  readonly value?: string
  /** '' in a removal: whatever the effect */
  readonly effect: string
  readonly timeAdded?: string
}

interface Changes {
  readonly add: readonly Taint[]
  readonly remove: readonly Taint[]
}

export const taint: Command = {
  name: 'taint',
  help: taintHelp.taint as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const { resources, changes } = readArgs(args, session)
    await checkTargets(resources, changes, session)
    const all = flags.bool('all')
    const labelSelector = flags.string('selector')
    const found = await findResources(session, {
      ...(all || labelSelector !== '' ? { args: ['node'] } : { named: { type: 'node', names: resources.slice(1) } }),
      selectAll: all,
      labelSelector,
      continueOnError: true,
      flatten: true,
      latest: true,
    })
    await found.visit(async ({ mapping, namespace, name, object }) => {
      const before = object as AnyObject
      const { taints, operation } = tainted(name, listAt(before, 'spec', 'taints') as Taint[], changes, flags)
      const after = withValueAt(before, ['spec', 'taints'], taints.length === 0 ? undefined : taints)
      const print = await objectPrinter(flags, session, { operation })
      if (dryRun === 'client' || !mapping) return print(after)
      const patch = strategicDifference(before, after, shapeOfKind('', 'Node'))
      print(
        await session.api.patch({ mapping, namespace, name }, 'strategic', JSON.stringify(patch), {
          query: writeQuery(flags, dryRun),
        }),
      )
    })
  },
}

function readArgs(args: readonly string[], session: Session): { resources: readonly string[]; changes: Changes } {
  const isTaint = (word: string): boolean => word.includes('=') || word.includes(':') || word.endsWith('-')
  const first = args.findIndex(isTaint)
  const resources = first < 0 ? args : args.slice(0, first)
  const words = first < 0 ? [] : args.slice(first)
  const late = words.find((word) => !isTaint(word))
  if (late !== undefined) throw new CommandError(`all resources must be specified before taint changes: ${late}`)
  if (resources.length === 0) throw new CommandError('one or more resources must be specified as <resource> <name>')
  if (words.length === 0) throw new CommandError('at least one taint update is required')
  try {
    return { resources, changes: readTaints(words) }
  } catch (error) {
    throw usageError(session.commandPath, (error as Error).message)
  }
}

function readTaints(words: readonly string[]): Changes {
  const add: Taint[] = []
  const remove: Taint[] = []
  for (const word of words) {
    if (word.endsWith('-')) {
      const { key, effect } = readTaint(word.slice(0, -1))
      remove.push({ key, effect })
      continue
    }
    const one = readTaint(word)
    if (one.effect === '') throw new CommandError(`invalid taint spec: ${word}`)
    if (add.some((other) => sameTaint(other, one))) {
      throw new CommandError(
        `duplicated taints with the same key and effect: {${one.key} ${one.value ?? ''} ${one.effect} <nil>}`,
      )
    }
    add.push(one)
  }
  return { add, remove }
}

const sameTaint = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

function readTaint(text: string): Taint {
  const wrong = (why = ''): CommandError => new CommandError(`invalid taint spec: ${text}${why}`)
  const parts = text.split(':')
  if (parts.length > 2) throw wrong()
  const [before = '', effect] = parts
  let key = before
  let value: string | undefined
  if (effect !== undefined) {
    if (!EFFECTS.includes(effect)) throw new CommandError(`invalid taint effect: ${effect}, unsupported taint effect`)
    const pair = before.split('=')
    if (pair.length > 2) throw wrong()
    key = pair[0] as string
    value = pair[1]
    const problems = value === undefined ? [] : isLabelValue(value)
    if (problems.length > 0) throw wrong(`, ${problems.join('; ')}`)
  }
  const problems = isQualifiedName(key)
  if (problems.length > 0) throw wrong(`, ${problems.join('; ')}`)
  return { key, ...(value ? { value } : {}), effect: effect ?? '' }
}

async function checkTargets(resources: readonly string[], { add, remove }: Changes, session: Session): Promise<void> {
  const type = (resources[0] as string).toLowerCase()
  const mapping = await session.mapper.mappingFor(type, 2)
  if (mapping.kind !== 'Node') throw new CommandError(`invalid resource type ${type}, only node types are supported`)
  const clashes = add.flatMap((one) =>
    remove.filter((other) => other.key === one.key && (other.effect === '' || other.effect === one.effect)),
  )
  if (clashes.length > 0) {
    throw new CommandError(
      `can not both modify and remove the following taint(s) in the same command: ${clashes.map(({ key, effect }) => `${key}=${effect}`).join(', ')}`,
    )
  }
  const all = session.flags.bool('all')
  const selector = session.flags.string('selector')
  if (all && selector !== '') throw new CommandError("setting 'all' parameter with a non empty selector is prohibited")
  if (!all && selector === '' && resources.length < 2)
    throw new CommandError("at least one resource name must be specified since 'all' parameter is not set")
}

function tainted(
  node: string,
  before: readonly Taint[],
  { add, remove }: Changes,
  flags: FlagValues,
): { taints: readonly Taint[]; operation: string } {
  const overwrite = flags.bool('overwrite')
  const taken = add.filter((one) => before.some((old) => sameTaint(old, one))).map(({ key }) => key)
  if (!overwrite && taken.length > 0) {
    throw new CommandError(
      `node ${node} already has ${taken.join(',')} taint(s) with same effect(s) and --overwrite is false`,
    )
  }
  let taints = [...add, ...before.filter((old) => !add.some((one) => sameTaint(one, old)))]
  const added = taints.length !== before.length
  let removed = false
  const missing: Error[] = []
  for (const one of remove) {
    const left = taints.filter((each) => each.key !== one.key || (one.effect !== '' && each.effect !== one.effect))
    removed = left.length !== taints.length
    if (!removed)
      missing.push(
        new CommandError(`taint ${quote(one.effect === '' ? one.key : `${one.key}:${one.effect}`)} not found`),
      )
    taints = left
  }
  throwGathered(missing)
  return { taints, operation: (added && removed) || overwrite ? 'modified' : added ? 'tainted' : 'untainted' }
}
