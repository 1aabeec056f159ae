// Follows kustomize's kustomize/commands/build, v5, as kubectl 1.36 embeds it.
import { NotModelled } from '../../objects/not-modelled'
import type { Command } from '../command'
import { CommandError } from '../failure'
import type { HelpPage } from '../help/help-page'
import { kustomizeHelp } from '../help/kustomize'
import { kustomized } from '../kustomize/build'

const NOT_DONE = ['enable-helm', 'enable-alpha-plugins', 'helm-debug']

export const kustomize: Command = {
  name: 'kustomize',
  help: kustomizeHelp['kustomize'] as HelpPage,
  async run(args, flags, session) {
    if (args.length > 1) throw new CommandError('specify one path to kustomization.yaml')
    for (const name of NOT_DONE)
      if (flags.bool(name)) throw new NotModelled(`kubectl kustomize --${name}`, 'leave it out')
    const text = await kustomized(session.context, args[0] ?? '.', (warning) => session.err(warning))
    const file = flags.string('output')
    if (file === '') session.out(text)
    else await session.context.files.write(file, text)
  },
}
