// The files as one shell session sees them: its own output streams are files, and a path that a redirection writes to
// carries a mark, so that a place that cannot be written is told with its cause.
import type { IFileSystem } from 'just-bash'
import { FileError, type MemoryFs } from '../files/memory-fs'
import { toText } from '../files/tree'
import type { ShellSession } from './session'
import { ERR_PATH, OUT_PATH, WRITES } from './transform'

type Options = Parameters<IFileSystem['writeFile']>[2]

export class SessionFiles implements IFileSystem {
  /** The interpreter hands out wrapped objects that die with a call; a number stays a number. */
  readonly sessionId: number

  constructor(private readonly files: MemoryFs, private readonly session: ShellSession) {
    this.sessionId = session.id
  }

  async exists(path: string): Promise<boolean> {
    if (isSink(path)) return true
    // Without this folder the interpreter takes its commands by name alone: files for all of them are not needed.
    if (path === '/usr/bin') return false
    if (!path.endsWith(WRITES)) return this.files.exists(path)
    const clean = path.slice(0, -1)
    const refusal = this.whyNotWritable(clean)
    if (refusal) {
      this.session.refusals.set(clean, refusal)
      throw new FileError('EACCES', refusal, `open '${clean}'`)
    }
    return this.files.exists(clean)
  }

  async appendFile(path: string, content: string | Uint8Array, options?: Options): Promise<void> {
    if (isSink(path)) return this.toSink(path, content, options)
    return this.files.appendFile(plain(path), content, options as never)
  }

  async writeFile(path: string, content: string | Uint8Array, options?: Options): Promise<void> {
    if (isSink(path)) return this.toSink(path, content, options)
    return this.files.writeFile(plain(path), content, options as never)
  }

  async stat(path: string) {
    if (isSink(path)) return { isFile: true, isDirectory: false, isSymbolicLink: false, mode: 0o620, size: 0, mtime: new Date(0) }
    return this.files.stat(plain(path))
  }

  readFile = (path: string, options?: Parameters<IFileSystem['readFile']>[1]) =>
    isSink(path) ? Promise.resolve('') : this.files.readFile(plain(path), options as never)
  readFileBytes = (path: string) => this.files.readFileBytes(plain(path))
  readFileBuffer = (path: string) => this.files.readFileBuffer(plain(path))
  lstat = (path: string) => this.files.lstat(plain(path))
  mkdir = (path: string, options?: { recursive?: boolean }) => this.files.mkdir(path, options)
  readdir = (path: string) => this.files.readdir(path)
  readdirWithFileTypes = (path: string) => this.files.readdirWithFileTypes(path)
  rm = (path: string, options?: { recursive?: boolean; force?: boolean }) => this.files.rm(path, options)
  cp = (from: string, to: string, options?: { recursive?: boolean }) => this.files.cp(from, to, options)
  mv = (from: string, to: string) => this.files.mv(from, to)
  resolvePath = (base: string, path: string) => this.files.resolvePath(base, path)
  getAllPaths = () => this.files.getAllPaths()
  chmod = (path: string, mode: number) => this.files.chmod(plain(path), mode)
  symlink = (target: string, path: string) => this.files.symlink(target, path)
  link = (from: string, to: string) => this.files.link(from, to)
  readlink = (path: string) => this.files.readlink(path)
  realpath = (path: string) => (path.endsWith(WRITES) ? Promise.resolve(plain(path)) : this.files.realpath(path))
  utimes = (path: string, atime: Date, mtime: Date) => this.files.utimes(path, atime, mtime)

  private whyNotWritable(path: string): string | undefined {
    try {
      if (this.files.isFolderSync(path)) return 'Is a directory'
      // Appending nothing asks for everything that writing asks for, and changes no content.
      this.files.appendFileSync(path, '')
      return undefined
    } catch (error) {
      return error instanceof FileError ? (REASONS[error.code] ?? error.message) : String(error)
    }
  }

  private toSink(path: string, content: string | Uint8Array, options: Options): void {
    const encoding = typeof options === 'string' ? options : options?.encoding
    const text = typeof content !== 'string' ? new TextDecoder().decode(content) : encoding === 'binary' || encoding === 'latin1' ? toText(content) : content
    if (text === '') return
    if (path.startsWith(OUT_PATH) || path.startsWith('/dev/stdout')) this.session.out(text)
    else this.session.err(text)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EROFS: 'Read-only file system', ENOENT: 'No such file or directory', ENOTDIR: 'Not a directory', EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
}

const plain = (path: string): string => (path.endsWith(WRITES) ? path.slice(0, -1) : path)
const SINKS = new Set([OUT_PATH, ERR_PATH, '/dev/stdout', '/dev/stderr', '/proc/self/fd/1', '/proc/self/fd/2'].flatMap((path) => [path, path + WRITES]))
const isSink = (path: string): boolean => SINKS.has(path)

