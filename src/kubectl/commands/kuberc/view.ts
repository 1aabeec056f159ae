// Follows kubectl/pkg/cmd/kuberc/view.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { kubercHelp } from '../../help/kuberc'
import type { HelpPage } from '../../help/help-page'
import type { AnyObject } from '../../objects'
import { goYaml } from '../../../objects/go-yaml'
import { formatOf, objectPrinter } from '../../output/object-printer'
import { API_VERSION, type Preference, readForChange } from '../../kuberc/preference'
import { fileOf, saved } from './saved'
import { isConfirmed } from '../../standard-input'

export const view: Command = {
  name: 'view',
  help: kubercHelp['kuberc view'] as HelpPage,
  async run(_args, flags, session) {
    const { path, explicit } = fileOf(flags, session)
    const { files } = session.context
    if ((await files.kind(path)) === undefined) {
      if (explicit) throw new CommandError(`kuberc file not found at ${path}`)
      session.out(`kuberc file not found at ${path}\n`)
      session.out('Would you like to generate a default kuberc file with recommended options? (y/N): ')
      if (await isConfirmed(session.context)) return saved(RECOMMENDED, path, session)
      return undefined
    }
    const { kind, apiVersion, defaults, aliases, ...plugins } = readForChange(await files.read(path))
    const preference = { kind, apiVersion, defaults: defaults ?? [], aliases: aliases ?? [], ...plugins }
    if (formatOf(flags) === 'yaml') return session.out(goYaml(preference))
    const print = await objectPrinter(flags, session, { operation: '', sorted: false })
    print(preference as unknown as AnyObject)
  },
}

const RECOMMENDED: Preference = {
  kind: 'Preference',
  apiVersion: API_VERSION,
  aliases: null,
  defaults: [
    { command: 'apply', options: [{ name: 'server-side', default: 'true' }] },
    { command: 'delete', options: [{ name: 'interactive', default: 'true' }] },
  ],
}
