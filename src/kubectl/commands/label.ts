// Follows kubectl/pkg/cmd/label/label.go, v1.36.
import type { Command } from '../command'
import { CommandError, throwGathered } from '../failure'
import { quote } from '../../objects/go-text'
import { labelHelp } from '../help/label'
import type { HelpPage } from '../help/help-page'
import { isLabelValue } from '../../objects/names'
import { type AnyObject, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import type { Session } from '../session'
import { withCause } from './change-cause'
import { dryRunOf, operationText } from './dry-run'
import { atVersion, checkTargets, findTargets, listMetadata, sendMetadata } from './metadata-targets'
import { splitPairs, type Pairs } from './pairs'

const EXAMPLES = { yaml: 'pod.yaml', json: 'pod.json' }

export const label: Command = {
  name: 'label',
  help: labelHelp.label as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const { resources, pairs } = splitPairs(args, 'label')
    const changes = readLabels(pairs)
    checkTargets(flags, { resources, dryRun, examples: EXAMPLES })
    const list = flags.bool('list')
    if (changes.set.size === 0 && changes.remove.length === 0 && !list)
      throw new CommandError('at least one label update is required')
    const found = await findTargets(session, resources)
    await found.visit(async (info) => {
      const before = info.object as AnyObject
      const { object, operation } = labeled(before, changes, session)
      if (list) return listMetadata(session, 'labels', { ...info, object }, found.singleItemImplied)
      const sent = dryRun !== 'client' && !flags.bool('local')
      const after = sent ? withCause(object, session, args) : object
      if (sent)
        for (const key of changes.remove)
          if (!(key in (before.metadata.labels ?? {}))) session.out(`label ${quote(key)} not found.\n`)
      if (sent && operation !== 'not labeled') await sendMetadata(session, info, after, dryRun)
      const print = await objectPrinter(flags, session, { operation: operationText(operation, dryRun) })
      print(after)
    })
  },
}

function readLabels(words: readonly string[]): Pairs {
  const set = new Map<string, string>()
  const remove: string[] = []
  for (const word of words) {
    const parts = word.split('=')
    if (parts.length > 2) throw new CommandError(`invalid label spec: ${word}`)
    const [key = '', value] = parts
    if (value !== undefined) {
      const wrong = isLabelValue(value)
      if (wrong.length > 0) throw new CommandError(`invalid label value: ${quote(word)}: ${wrong.join(';')}`)
      set.set(key, value)
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1))
    else throw new CommandError(`unknown label spec: ${word}`)
  }
  if (remove.some((key) => set.has(key)))
    throw new CommandError('can not both modify and remove a label in the same command')
  return { set, remove }
}

function labeled(
  object: AnyObject,
  { set, remove }: Pairs,
  { flags }: Session,
): { object: AnyObject; operation: string } {
  const labels: Record<string, string> = { ...object.metadata.labels }
  if (!flags.bool('overwrite')) {
    const taken = [...set].filter(([key, value]) => key in labels && labels[key] !== value)
    throwGathered(
      taken.map(([key]) => new CommandError(`'${key}' already has a value (${labels[key]}), and --overwrite is false`)),
    )
  }
  const added = [...set].filter(([key, value]) => labels[key] !== value)
  for (const [key, value] of added) labels[key] = value
  const removed = remove.filter((key) => key in labels)
  for (const key of removed) delete labels[key]
  const operation =
    added.length > 0 ? (removed.length > 0 ? 'modified' : 'labeled') : removed.length > 0 ? 'unlabeled' : 'not labeled'
  return { object: atVersion(withValueAt(object, ['metadata', 'labels'], labels), flags), operation }
}
