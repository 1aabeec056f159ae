import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'

/** Throws when neither -f nor -k was given. */
export function requireFiles(flags: FlagValues): void {
  if (flags.strings('filename').length === 0 && flags.string('kustomize') === '')
    throw new CommandError('must specify one of -f and -k')
}
