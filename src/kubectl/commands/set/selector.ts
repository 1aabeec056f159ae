// Follows kubectl/pkg/cmd/set/set_selector.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, valueAt, withValueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { shapeOfKind } from '../../patch/list-strategies'
import { strategicDifference } from '../../patch/strategic-difference'
import { withCause } from '../change-cause'
import { labelSelectorOf } from '../create/small-kinds'
import { dryRunOf, operationText, writeQuery } from '../dry-run'
import { asTyped } from './as-typed'
import { findToChange } from './change-objects'

export const selector: Command = {
  name: 'selector',
  help: setHelp['set selector'] as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const text = args.at(-1)
    if (text === undefined) throw new CommandError('one selector is required')
    const wanted = labelSelectorOf(text)
    const print = await objectPrinter(flags, session, { operation: operationText('selector updated', dryRun) })
    const version = flags.string('resource-version')
    const found = await findToChange(session, args.slice(0, -1))
    await found.visit(async ({ mapping, namespace, name, object }) => {
      const before =
        version === ''
          ? (object as AnyObject)
          : withValueAt(object as AnyObject, ['metadata', 'resourceVersion'], undefined)
      const versioned = version === '' ? before : withValueAt(before, ['metadata', 'resourceVersion'], version)
      const after = withCause(withSelector(versioned, wanted), session, args)
      if (flags.bool('local') || dryRun === 'client' || !mapping) {
        return print(asTyped(after))
      }
      const patch = strategicDifference(before, after, shapeOfKind('', 'Service'))
      print(
        await session.api.patch({ mapping, namespace, name }, 'strategic', JSON.stringify(patch), {
          query: writeQuery(flags, dryRun),
        }),
      )
    })
  },
}

/** As Go writes the structs: `[{a In [b]}]` */
const expressionsText = (expressions: unknown): string =>
  `[${(expressions as readonly Expression[])
    .map(({ key, operator, values = [] }) => `{${key} ${operator} [${values.join(' ')}]}`)
    .join(' ')}]`

interface Expression {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

function withSelector(object: AnyObject, wanted: object): AnyObject {
  if (object.kind !== 'Service') throw new CommandError('setting a selector is only supported for Services')
  const expressions = valueAt(wanted, 'matchExpressions')
  if (expressions !== undefined)
    throw new CommandError(`match expression ${expressionsText(expressions)} not supported on this object`)
  return withValueAt(object, ['spec', 'selector'], valueAt(wanted, 'matchLabels') ?? {})
}
