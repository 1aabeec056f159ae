// How a command fails, and the words and exit code that kubectl finds for it. Follows kubectl/pkg/cmd/util/helpers.go, v1.36.
import { quote } from '../objects/go-text'

/** Anything kubectl itself complains about: printed as `error: <message>`. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message)
    this.name = 'CommandError'
  }
}

/** Fails without a word: what is to be said was said already. */
export class SilentExit extends Error {
  constructor(readonly exitCode = 1) {
    super('exit')
    this.name = 'SilentExit'
  }
}

/** A remote command that ended with an exit code of its own: printed without `error: `. */
export class ExitError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message)
    this.name = 'ExitError'
  }
}

export interface StatusCause {
  readonly reason?: string
  readonly message?: string
  readonly field?: string
}

/** metav1.Status: what the API server answers when it refuses. */
export interface Status {
  readonly status?: string
  readonly message?: string
  readonly reason?: string
  readonly code?: number
  readonly details?: {
    readonly name?: string
    readonly group?: string
    readonly kind?: string
    readonly uid?: string
    readonly causes?: readonly StatusCause[]
    readonly retryAfterSeconds?: number
  }
}

export class StatusError extends Error {
  constructor(readonly status: Status) {
    super(status.message || 'unknown')
    this.name = 'StatusError'
  }
}

/** The server could not be reached. The message is Go's, of the one request: `Get "http://…/api?timeout=32s": dial tcp …`. */
export class ConnectionError extends Error {
  /**
   * @param reason what went wrong on the way: `dial tcp 127.0.0.1:1: connect: connection refused`
   * @param told what a person is told instead of the message, where nothing was put around it
   */
  constructor(
    message: string,
    readonly reason: string,
    readonly told: string,
  ) {
    super(message)
    this.name = 'ConnectionError'
  }
}

/** A local port that cannot be had, in Go's words: `listen tcp4 127.0.0.1:80: bind: permission denied`. */
export class ListenError extends Error {}

/** Several failures at once. */
export class AggregateFailure extends Error {
  constructor(readonly errors: readonly Error[]) {
    const messages = [...new Set(errors.map((error) => error.message))]
    super(messages.length === 1 ? messages[0] : `[${messages.join(', ')}]`)
    this.name = 'AggregateFailure'
  }
}

export const hasReason = (error: unknown, reason: string): boolean =>
  error instanceof StatusError && error.status.reason === reason
export const isNotFound = (error: unknown): boolean => hasReason(error, 'NotFound')
export const isAlreadyExists = (error: unknown): boolean => hasReason(error, 'AlreadyExists')
export const isConflict = (error: unknown): boolean => hasReason(error, 'Conflict')

/** Throws what was gathered: nothing, the one, or all together. */
export function throwGathered(errors: readonly Error[]): void {
  if (errors.length === 1) throw errors[0] as Error
  if (errors.length > 1) throw new AggregateFailure(errors)
}

/** `error when creating "x.yaml": ` before the message, as for errors of objects that came from files. */
export function withSource(verb: string, source: string, error: Error): Error {
  if (source === '') return error
  const message = `error when ${verb} ${quote(source)}: ${error.message}`
  return error instanceof StatusError ? new StatusError({ ...error.status, message }) : new CommandError(message)
}

/** A mistake in how the command was called. */
export const usageError = (commandPath: string, message: string): CommandError =>
  new CommandError(`${message}\nSee '${commandPath} -h' for help and examples`)

/** What goes to standard error, and the exit code. */
export function explainFailure(failure: unknown): { readonly text: string; readonly exitCode: number } {
  const error = failure instanceof AggregateFailure && failure.errors.length === 1 ? failure.errors[0] : failure
  if (error instanceof SilentExit) return { text: '', exitCode: error.exitCode }
  const exitCode = error instanceof CommandError || error instanceof ExitError ? error.exitCode : 1
  return { text: withNewline(textOf(error)), exitCode }
}

const withNewline = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

function textOf(error: unknown): string {
  if (hasReason(error, 'Invalid')) return invalidText((error as StatusError).status)
  if (error instanceof AggregateFailure) return error.errors.map((each) => `${messageOf(each)}\n`).join('')
  if (error instanceof ExitError) return error.message
  const standard = standardMessage(error)
  if (standard !== undefined) return standard
  const message = error instanceof Error ? error.message : String(error)
  return message.startsWith('error: ') ? message : `error: ${message}`
}

function invalidText(status: Status): string {
  const details = status.details
  let text = 'The request is invalid'
  if (!details) return status.message ? `${text}: ${status.message}` : text
  const causes = details.causes ?? []
  if (details.kind || details.name) text = `The ${details.kind ?? ''} ${quote(details.name ?? '')} is invalid`
  else if (status.message && causes.length === 0) text += `: ${status.message}`
  if (causes.length === 0) return text
  const messages = [...new Set(causes.map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`))]
  if (messages.length === 1) return `${text}: ${messages[0]}\n`
  return `${text}: \n${messages.map((message) => `* ${message}\n`).join('')}`
}

/** How one of several errors is written in a list. */
export const messageOf = (error: Error): string => standardMessage(error) ?? error.message

function standardMessage(error: unknown): string | undefined {
  if (error instanceof StatusError) {
    const { reason, message } = error.status
    if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message ?? ''})`
    return reason ? `Error from server (${reason}): ${error.message}` : `Error from server: ${error.message}`
  }
  return error instanceof ConnectionError ? error.told : undefined
}
