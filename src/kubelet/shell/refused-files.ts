// A program that does not look after what the file system refuses ends with it, as most do: nothing else does.
import { FileError, whyRefused } from '../files/file-error'
import type { Invocation } from './program'

/** @returns the exit code of a program that met this error. Any other error is one of ours, and is thrown. */
export function endsRefused(call: Invocation, error: unknown): number {
  if (!(error instanceof FileError)) throw error
  const path = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  call.err(`${call.name}: ${path}: ${whyRefused(error)}\n`)
  return 1
}
