// Follows kubectl/pkg/cmd/attach, v1.36.
import type { Command } from '../command'
import { CommandError, usageError } from '../failure'
import { attachHelp } from '../help/attach'
import type { HelpPage } from '../help/help-page'
import type { AnyObject } from '../objects'
import { attachToPod } from '../pods/attach-to-pod'
import { findResources } from '../resources/find-resources'
import { checkNotCompleted, inputFor, podOfObject } from './exec'

export const attach: Command = {
  name: 'attach',
  help: attachHelp['attach'] as HelpPage,
  async run(args, flags, session) {
    const timeoutMs = flags.duration('pod-running-timeout')
    if (timeoutMs <= 0) throw usageError(session.commandPath, '--pod-running-timeout must be higher than zero')
    if (args.length === 0) throw new CommandError('at least 1 argument is required for attach')
    if (args.length > 2) {
      throw new CommandError(
        `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`,
      )
    }
    const named = args.length === 1 ? { type: 'pods', names: args } : { type: args[0] as string, names: args.slice(1) }
    const infos = await (await findResources(session, { named, typed: true })).infos()
    const pod = await podOfObject(infos[0]?.object as AnyObject, timeoutMs, session)
    checkNotCompleted(pod, 'attach')
    const { stdin, tty } = await inputFor(flags, session)
    await attachToPod(
      pod,
      { container: flags.string('container'), stdin, ttyWanted: flags.bool('tty'), tty, quiet: flags.bool('quiet') },
      session,
    )
  },
}
