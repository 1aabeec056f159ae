// Follows kubectl/pkg/cmd/attach, v1.36.
import type { Command } from '../command'
import { CommandError, usageError } from '../failure'
import { attachHelp } from '../help/attach'
import type { HelpPage } from '../help/help-page'
import type { AnyObject } from '../objects'
import { containerOrDefault } from '../pods/container-of-pod'
import { runInContainer } from '../pods/run-in-container'
import { findResources } from '../resources/find-resources'
import { checkNotCompleted, inputFor, podOfObject, streams } from './exec'

export const attach: Command = {
  name: 'attach',
  help: attachHelp['attach'] as HelpPage,
  async run(args, flags, session) {
    const timeoutMs = flags.duration('pod-running-timeout')
    if (timeoutMs <= 0) throw usageError(session.commandPath, '--pod-running-timeout must be higher than zero')
    if (args.length === 0) throw new CommandError('at least 1 argument is required for attach')
    if (args.length > 2) {
      throw new CommandError(`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${args.length}: [${args.join(' ')}]`)
    }
    const named = args.length === 1 ? { type: 'pods', names: args } : { type: args[0] as string, names: args.slice(1) }
    const infos = await (await findResources(session, { named })).infos()
    const pod = await podOfObject(infos[0]?.object as AnyObject, timeoutMs, session)
    checkNotCompleted(pod, 'attach')
    const quiet = flags.bool('quiet')
    const name = containerOrDefault(pod, flags.string('container'), (text) => (quiet ? undefined : session.err(text)))
    const container = pod.spec.containers.find((each) => each.name === name)
    if (flags.bool('tty') && !container?.tty && !quiet) {
      session.err(`error: Unable to use a TTY - container ${name} did not allocate one\n`)
    }
    const { stdin, tty } = await inputFor(flags, session)
    if (!quiet) {
      session.err(
        'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\n',
      )
      session.err("If you don't see a command prompt, try pressing enter.\n")
    }
    await runInContainer(session, {
      namespace: pod.metadata.namespace ?? '',
      pod: pod.metadata.name,
      subresource: 'attach',
      query: { container: name, ...streams(stdin !== undefined, tty && Boolean(container?.tty)) },
      stdin,
    })
  },
}
