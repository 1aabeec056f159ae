// exec and attach: a conversation with a container. Follows client-go/tools/remotecommand, v1.36.
import type { ExecStream } from '../context'
import { CommandError, ExitError, type Status, StatusError } from '../failure'
import { textAt, valueAt } from '../objects'
import type { Session } from '../session'

export interface Conversation {
  readonly namespace: string
  readonly pod: string
  readonly subresource: 'exec' | 'attach'
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** what is said to the container; undefined: nothing is sent and the input is not open */
  readonly stdin: string | undefined
  /** what is said and answered are bytes, one a character */
  readonly bytes?: true
  readonly onStdout?: (text: string) => void
  readonly onStderr?: (text: string) => void
}

/** Resolves when the command has ended well. Throws ExitError with the command's own exit code. */
export async function runInContainer(session: Session, conversation: Conversation): Promise<void> {
  const { namespace, pod, subresource, query, stdin, bytes } = conversation
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/${subresource}`
  const stream = await open(session, path, query, bytes)
  stream.onStdout(conversation.onStdout ?? ((text) => session.out(text)))
  stream.onStderr(conversation.onStderr ?? ((text) => session.err(text)))
  if (stdin !== undefined) {
    if (stdin !== '') stream.write(stdin)
    stream.write(undefined)
  }
  const stop = (): void => stream.stop()
  session.context.signal.addEventListener('abort', stop)
  if (session.context.signal.aborted) stop()
  const status = await stream.done
  session.context.signal.removeEventListener('abort', stop)
  judge(status)
}

async function open(
  session: Session,
  path: string,
  query: Conversation['query'],
  bytes: true | undefined,
): Promise<ExecStream> {
  try {
    return await session.api.exec({ method: 'POST', path, query, ...(bytes ? { bytes } : {}) })
  } catch (error) {
    const status = valueAt(error, 'status')
    throw textAt(status, 'kind') === 'Status' ? new StatusError(status as Status) : error
  }
}

function judge(status: unknown): void {
  if (status === undefined || status === null || textAt(status, 'status') === 'Success') return
  const { reason, message = '', details } = status as Status
  if (reason !== 'NonZeroExitCode') throw new CommandError(message)
  const cause = details?.causes?.find((each) => each.reason === 'ExitCode')
  if (!cause) throw new CommandError('error stream protocol error: no ExitCode cause given')
  throw new ExitError(`command terminated with exit code ${cause.message}`, Number(cause.message))
}
