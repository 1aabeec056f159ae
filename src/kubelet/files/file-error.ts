/**
 * What a file system refuses, in the words of Node: `ENOENT: no such file or directory, open '/x'`. An ordinary answer, given for
 * every command that is looked up: where it was made is not written down, for that costs more than the answer.
 */
export class FileError extends Error {
  readonly code: string

  constructor(code: string, words: string, what: string) {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(`${code}: ${words}, ${what}`)
    Error.stackTraceLimit = stackTraceLimit
    this.name = 'FileError'
    this.code = code
  }
}

/** As the C library words it. */
export const whyRefused = ({ code }: FileError): string => REASONS[code] ?? 'No such file or directory'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
}

export const noEntry = (call: string, path: string) =>
  new FileError('ENOENT', 'no such file or directory', `${call} '${path}'`)
export const notFolder = (call: string, path: string) =>
  new FileError('ENOTDIR', 'not a directory', `${call} '${path}'`)
export const isFolder = (call: string, path: string) =>
  new FileError('EISDIR', 'illegal operation on a directory', `${call} '${path}'`)
export const exists = (call: string, path: string) =>
  new FileError('EEXIST', 'file already exists', `${call} '${path}'`)
export const readOnlyFs = (call: string, path: string) =>
  new FileError('EROFS', 'read-only file system', `${call} '${path}'`)
