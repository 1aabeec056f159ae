// Follows kubectl/pkg/cmd/attach/attach.go AttachOptions.Run, v1.36.
import type { Pod } from '../../objects/kinds'
import { CommandError } from '../failure'
import type { Session } from '../session'
import { containerOrDefault } from './container-of-pod'
import { runInContainer } from './run-in-container'

export interface Attachment {
  /** '' for the default one */
  readonly container: string
  /** what is said to the container; undefined: its input is left alone */
  readonly stdin: string | undefined
  /** -t was given */
  readonly ttyWanted: boolean
  /** -t was given and there is a terminal */
  readonly tty: boolean
  readonly quiet: boolean
}

function containerToAttachTo(pod: Pod, container: string, say: (text: string) => void): string {
  try {
    return containerOrDefault(pod, container, say)
  } catch (error) {
    throw new CommandError(`cannot attach to the container: ${(error as Error).message}`)
  }
}

/** Until the container ends, or its input does. */
export async function attachToPod(
  pod: Pod,
  { container, stdin, ttyWanted, tty, quiet }: Attachment,
  session: Session,
): Promise<void> {
  const say = (text: string): void => (quiet ? undefined : session.err(text))
  const name = containerToAttachTo(pod, container, say)
  const hasTty = pod.spec.containers.some((each) => each.name === name && each.tty)
  if (ttyWanted && !hasTty) say(`error: Unable to use a TTY - container ${name} did not allocate one\n`)
  say(
    'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\n',
  )
  say("If you don't see a command prompt, try pressing enter.\n")
  const withTty = tty && hasTty
  await runInContainer(session, {
    namespace: pod.metadata.namespace ?? '',
    pod: pod.metadata.name,
    subresource: 'attach',
    query: {
      container: name,
      ...(stdin === undefined ? {} : { stdin: 'true' }),
      stdout: 'true',
      ...(withTty ? { tty: 'true' } : { stderr: 'true' }),
    },
    stdin,
  })
  if (stdin === undefined || !withTty || quiet) return
  const { name: podName, namespace = '' } = pod.metadata
  session.out(`Session ended, resume using 'kubectl attach ${podName} -c ${name} -n ${namespace} -i -t' command\n`)
}
