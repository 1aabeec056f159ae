// Follows kubectl/pkg/cmd/apply/apply_set_last_applied.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { applyHelp } from '../../help/apply'
import type { HelpPage } from '../../help/help-page'
import type { AnyObject } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import { readInfo } from '../../resources/server-sources'
import type { ResourceInfo } from '../../resources/resource-info'
import { dryRunOf, operationText, writeQuery } from '../dry-run'
import { appliedText, LAST_APPLIED, lastAppliedText } from './last-applied'

export const setLastApplied: Command = {
  name: 'set-last-applied',
  help: applyHelp['apply set-last-applied'] as HelpPage,
  async run(_args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const print = await objectPrinter(flags, session, { operation: operationText('configured', dryRun) })
    const found = await findResources(session, {
      filenames: flags.strings('filename'),
      flatten: true,
      continueOnError: true,
    })
    const wanted: { info: ResourceInfo; text: string }[] = []
    await found.visit(async (info) => {
      const text = appliedText(info.object as AnyObject)
      const live = await readInfo(session, info)
      const before = lastAppliedText(live.object)
      if (before === '' && !flags.bool('create-annotation')) {
        throw new CommandError(
          `no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run the command with --create-annotation`,
        )
      }
      if (before.trimEnd() === text.trimEnd()) session.out(`set-last-applied ${info.name}: no changes required.\n`)
      else wanted.push({ info: live, text })
    })
    for (const { info, text } of wanted) {
      const { mapping, namespace, name } = info
      const body = JSON.stringify({ metadata: { annotations: { [LAST_APPLIED]: text } } })
      const sent = mapping && dryRun !== 'client'
      print(
        sent
          ? await session.api.patch({ mapping, namespace, name }, 'merge', body, { query: writeQuery(flags, dryRun) })
          : (info.object as AnyObject),
      )
    }
  },
}
