// Follows kubectl/pkg/cmd/wait, v1.36.
import type { Command } from '../../command'
import { CommandError, isNotFound } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { waitHelp } from '../../help/wait'
import type { HelpPage } from '../../help/help-page'
import type { AnyObject } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import type { FoundResources } from '../../resources/found-resources'
import type { Session } from '../../session'
import { readConditions, type WaitCondition } from './read-conditions'
import { waitFor, waitForDeletion } from './wait-for'

const WEEK_MS = 168 * 3_600_000
const CREATION_POLL_MS = 500

export const wait: Command = {
  name: 'wait',
  help: waitHelp['wait'] as HelpPage,
  interrupted: 1,
  async run(args, flags, session) {
    const print = await objectPrinter(flags, session, { operation: 'condition met' })
    const conditions = readConditions(flags.strings('for'))
    const given = flags.duration('timeout')
    const timeoutMs = given < 0 ? WEEK_MS : given
    const deadline = session.now() + timeoutMs
    const find = (): Promise<FoundResources> => findWaited(args, flags, session, conditions)
    if (conditions.some(({ type }) => type === 'create')) await waitForCreation(find, session, deadline)
    const found = await find()
    let visited = 0
    await found.visit(async (info) => {
      visited += 1
      for (const condition of conditions) {
        const until = { timeoutMs, deadline }
        if (condition.type === 'create') print(info.object as AnyObject)
        else if (condition.type === 'delete') print(await waitForDeletion(info, until, session))
        else print(await waitFor(info, condition.holds, until, session))
      }
    })
    if (visited === 0 && !conditions.some(({ type }) => type === 'delete'))
      throw new CommandError('no matching resources found')
  },
}

function findWaited(
  args: readonly string[],
  flags: FlagValues,
  session: Session,
  conditions: readonly WaitCondition[],
): Promise<FoundResources> {
  return findResources(session, {
    args,
    filenames: flags.strings('filename'),
    recursive: flags.bool('recursive'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    selectAll: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
    latest: true,
    continueOnError: true,
    flatten: true,
    ignoreNotFound: conditions.some(({ type }) => type === 'delete'),
  })
}

async function waitForCreation(find: () => Promise<FoundResources>, session: Session, deadline: number): Promise<void> {
  for (;;) {
    let created = false
    try {
      await (
        await find()
      ).visit(() => {
        created = true
      })
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
    if (created) return
    if (session.now() >= deadline || session.context.signal.aborted)
      throw new CommandError('timed out waiting for the condition')
    await session.context.sleep(CREATION_POLL_MS)
  }
}
