// Follows kubectl/pkg/cmd/apply/apply_view_last_applied.go, v1.36.
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import { applyHelp } from '../../help/apply'
import type { HelpPage } from '../../help/help-page'
import { goJson } from '../../output/go-json'
import { goYaml } from '../../../objects/go-yaml'
import { findResources } from '../../resources/find-resources'
import { lastAppliedText } from './last-applied'
import { filesNamed } from '../named-files'

export const viewLastApplied: Command = {
  name: 'view-last-applied',
  help: applyHelp['apply view-last-applied'] as HelpPage,
  async run(args, flags, session) {
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
      labelSelector: flags.string('selector'),
      selectAll: flags.bool('all'),
      latest: true,
      flatten: true,
    })
    const texts: string[] = []
    await found.visit(({ object, name, source }) => {
      const text = lastAppliedText(object)
      if (text !== '') texts.push(text)
      else if (source !== '')
        throw new CommandError(
          `error when no last-applied-configuration annotation found on resource: ${name}\n "${source}": <nil>`,
        )
    })
    const format = flags.string('output')
    if (texts.length > 0 && format !== 'json' && format !== 'yaml') {
      throw usageError(
        session.commandPath,
        `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`,
      )
    }
    for (const text of texts) {
      const value: unknown = JSON.parse(text)
      session.out(format === 'json' ? `${goJson(value, { indent: 2, sorted: false })}\n` : goYaml(value))
    }
  },
}
