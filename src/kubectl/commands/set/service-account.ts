// Follows kubectl/pkg/cmd/set/set_serviceaccount.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { changeObjects, checkSetFlags, findChanged, withPodSpec } from './change-objects'

export const serviceAccount: Command = {
  name: 'serviceaccount',
  help: setHelp['set serviceaccount'] as HelpPage,
  async run(args, flags, session) {
    checkSetFlags(session)
    const serviceAccountName = args.at(-1)
    if (serviceAccountName === undefined) throw new CommandError('serviceaccount is required')
    const infos = await findChanged(session, flags.bool('local') ? [] : args.slice(0, -1))
    await changeObjects({
      session,
      args,
      infos,
      operation: 'serviceaccount updated',
      failure: 'failed to patch ServiceAccountName ',
      sendsNothing: true,
      change: (object) => withPodSpec(object, (spec) => ({ ...spec, serviceAccountName })),
    })
  },
}
