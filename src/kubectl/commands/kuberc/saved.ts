// The file that `kubectl kuberc` is about. Follows kubectl/pkg/kuberc/marshal.go, v1.36.
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { type KubercFile, kubercFile, type Preference } from '../../kuberc/preference'
import { goYaml } from '../../../objects/go-yaml'
import type { Session } from '../../session'

export function fileOf(flags: FlagValues, session: Session): KubercFile {
  const file = kubercFile(flags.string('kuberc'), session.context)
  if (!file) throw new CommandError('KUBERC is disabled via KUBERC=off environment variable')
  return file
}

export async function saved(preference: Preference, path: string, session: Session): Promise<void> {
  await session.context.files.write(path, goYaml(preference))
  session.out(`Updated ${path}\n`)
}
