// Follows kubectl/pkg/cmd/annotate/annotate.go, v1.36.
import type { Command } from '../command'
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { annotateHelp } from '../help/annotate'
import type { HelpPage } from '../help/help-page'
import { type AnyObject, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { CHANGE_CAUSE, withCause } from './change-cause'
import { dryRunOf, operationText } from './dry-run'
import { atVersion, checkTargets, findTargets, listMetadata, sendMetadata } from './metadata-targets'
import { readPairs, splitPairs, type Pairs } from './pairs'

const EXAMPLES = { yaml: 'rsrc.yaml', json: 'rsrc.json' }

export const annotate: Command = {
  name: 'annotate',
  help: annotateHelp.annotate as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const print = await objectPrinter(flags, session, { operation: operationText('annotated', dryRun) })
    const { resources, pairs } = splitPairs(args, 'annotation')
    const changes = readPairs(pairs, 'annotation')
    checkTargets(flags, { resources, dryRun, examples: EXAMPLES })
    const list = flags.bool('list')
    if (changes.set.size === 0 && changes.remove.length === 0 && !list)
      throw new CommandError('at least one annotation update is required')
    const both = changes.remove.filter((key) => changes.set.has(key))
    if (both.length > 0)
      throw new CommandError(
        `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
      )
    const found = await findTargets(session, resources)
    await found.visit(async (info) => {
      const before = info.object as AnyObject
      const sent = dryRun !== 'client' && !flags.bool('local') && !list
      const after = annotated(sent ? withCause(before, session, args) : before, changes, flags)
      if (list) return listMetadata(session, 'annotations', { ...info, object: after }, found.singleItemImplied)
      print(sent ? await sendMetadata(session, info, after, dryRun) : after)
    })
  },
}

function annotated(object: AnyObject, { set, remove }: Pairs, flags: FlagValues): AnyObject {
  const annotations: Record<string, string> = { ...object.metadata.annotations }
  if (!flags.bool('overwrite')) {
    const taken = [...set].filter(
      ([key, value]) => key !== CHANGE_CAUSE && key in annotations && annotations[key] !== value,
    )
    const texts = taken.map(([key]) => `'${key}' already has a value (${annotations[key]})`)
    if (texts.length > 0)
      throw new CommandError(`--overwrite is false but found the following declared annotation(s): ${texts.join('; ')}`)
  }
  for (const [key, value] of set) annotations[key] = value
  for (const key of remove) delete annotations[key]
  return atVersion(withValueAt(object, ['metadata', 'annotations'], annotations), flags)
}
