import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import type { FindOptions } from '../resources/find-resources'

/** Throws when neither -f nor -k was given. */
export function requireFiles(flags: FlagValues): void {
  if (flags.strings('filename').length === 0 && flags.string('kustomize') === '')
    throw new CommandError('must specify one of -f and -k')
}

/** What -f, -k and -R name. */
export const filesNamed = (flags: FlagValues): Pick<FindOptions, 'filenames' | 'kustomize' | 'recursive'> => ({
  filenames: flags.strings('filename'),
  kustomize: flags.string('kustomize'),
  recursive: flags.bool('recursive'),
})
