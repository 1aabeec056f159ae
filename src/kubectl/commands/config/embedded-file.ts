import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import type { Session } from '../../session'
import type { Fields } from './kube-config'

/** A file that the kubeconfig names, or holds itself with --embed-certs; nothing when the flag was not given. */
export async function fileFields(flag: string, flags: FlagValues, session: Session): Promise<Fields> {
  if (!flags.changed(flag)) return {}
  const path = flags.string(flag)
  if (!flags.bool('embed-certs'))
    return path === '' ? { [flag]: undefined } : { [flag]: path, [`${flag}-data`]: undefined }
  if ((await session.context.files.kind(path)) === undefined) {
    throw new CommandError(`could not stat ${flag} file ${path}: stat ${path}: no such file or directory`)
  }
  const bytes = await session.context.files.readBytes(path)
  return { [flag]: undefined, [`${flag}-data`]: btoa(bytes) }
}
