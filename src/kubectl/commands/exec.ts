// Follows kubectl/pkg/cmd/exec, v1.36.
import type { Command } from '../command'
import { CommandError, usageError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { execHelp } from '../help/exec'
import type { HelpPage } from '../help/help-page'
import type { Pod } from '../../objects/kinds'
import { type AnyObject, isList, textAt } from '../objects'
import { checkContainer, containerOrDefault } from '../pods/container-of-pod'
import { podsOfObject } from '../pods/pods-of-object'
import { compareForExec } from '../pods/rank-pods'
import { runInContainer } from '../pods/run-in-container'
import { findResources } from '../resources/find-resources'
import type { Session } from '../session'

export const exec: Command = {
  name: 'exec',
  help: execHelp['exec'] as HelpPage,
  async run(args, flags, session) {
    const [resource, command] = readArgs(args, flags, session)
    if (flags.duration('pod-running-timeout') <= 0) {
      throw usageError(session.commandPath, '--pod-running-timeout must be higher than zero')
    }
    if (resource === undefined && flags.strings('filename').length === 0) {
      throw new CommandError('pod, type/name or --filename must be specified')
    }
    if (command.length === 0) throw new CommandError('you must specify at least one command for the container')
    const pod = await findPod(resource, flags, session)
    checkNotCompleted(pod, 'exec into')
    const container = containerFor(pod, flags, session)
    const { stdin, tty } = await inputFor(flags, session)
    await runInContainer(session, {
      namespace: pod.metadata.namespace ?? '',
      pod: pod.metadata.name,
      subresource: 'exec',
      query: { container, command, ...streams(stdin !== undefined, tty) },
      stdin,
    })
  },
}

function readArgs(
  args: readonly string[],
  flags: FlagValues,
  session: Session,
): [string | undefined, readonly string[]] {
  const dash = flags.argsLenAtDash
  const resource = args.length > 0 && dash !== 0 ? args[0] : undefined
  if (dash >= 0) return [resource, args.slice(dash)]
  if (args.length > 1 || (args.length > 0 && flags.strings('filename').length > 0)) {
    throw usageError(
      session.commandPath,
      'exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead',
    )
  }
  return [resource, []]
}

async function findPod(resource: string | undefined, flags: FlagValues, session: Session): Promise<Pod> {
  const found = await findResources(session, {
    filenames: flags.strings('filename'),
    typed: true,
    ...(resource === undefined ? {} : { named: { type: 'pods', names: [resource] } }),
  })
  const infos = await found.infos()
  const object = infos[0]?.object
  if (infos.length !== 1 || !object || isList(object))
    throw new CommandError('cannot exec into multiple objects at a time')
  return podOfObject(object, flags.duration('pod-running-timeout'), session)
}

/** The Pod itself, or the best one behind a Deployment, Service ... */
export async function podOfObject(object: AnyObject, timeoutMs: number, session: Session): Promise<Pod> {
  if (object.kind === 'Pod') return object as unknown as Pod
  try {
    const pods = [...(await podsOfObject(object, timeoutMs, session))].sort(compareForExec)
    return pods[0] as Pod
  } catch (error) {
    const message = (error as Error).message
    if (!message.includes('not implemented') && !message.startsWith('invalid service')) throw error
    throw new CommandError(`cannot attach to *v1.${object.kind}: ${message}`)
  }
}

/** A Pod that was read from a file has no phase yet, and may run. */
export function checkNotCompleted(pod: Pod, what: 'exec into' | 'attach'): void {
  const phase = textAt(pod, 'status', 'phase')
  if (phase !== 'Succeeded' && phase !== 'Failed') return
  throw new CommandError(`cannot ${what} a container in a completed pod; current phase is ${phase}`)
}

function containerFor(pod: Pod, flags: FlagValues, session: Session): string {
  const named = flags.string('container')
  if (named === '') return containerOrDefault(pod, '', (text) => (flags.bool('quiet') ? undefined : session.err(text)))
  checkContainer(pod, named)
  return named
}

/** What goes in with -i, and whether -t can be had. */
export async function inputFor(
  flags: FlagValues,
  session: Session,
): Promise<{ stdin: string | undefined; tty: boolean }> {
  if (!flags.bool('stdin')) return { stdin: undefined, tty: false }
  const tty = flags.bool('tty') && session.context.isTerminal
  if (flags.bool('tty') && !tty && !flags.bool('quiet')) {
    session.err('Unable to use a TTY - input is not a terminal or the right kind of file\n')
  }
  return { stdin: await session.context.stdin(), tty }
}

export const streams = (stdin: boolean, tty: boolean): Record<string, string> => ({
  ...(stdin ? { stdin: 'true' } : {}),
  stdout: 'true',
  ...(tty ? { tty: 'true' } : { stderr: 'true' }),
})
