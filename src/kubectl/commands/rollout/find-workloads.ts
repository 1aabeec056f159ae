import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { findResources } from '../../resources/find-resources'
import type { FoundResources } from '../../resources/found-resources'
import type { Session } from '../../session'
import { filesNamed } from '../named-files'

/** The objects of a rollout command. */
export async function findWorkloads(
  args: readonly string[],
  flags: FlagValues,
  session: Session,
): Promise<FoundResources> {
  if (args.length === 0 && flags.strings('filename').length === 0 && flags.string('kustomize') === '')
    throw new CommandError('required resource not specified')
  return findResources(session, {
    args,
    typed: true,
    ...filesNamed(flags),
    labelSelector: flags.string('selector'),
    continueOnError: true,
    flatten: true,
    latest: true,
    allowEmptySelector: true,
  })
}
