// The files as one shell session sees them: its own output streams are files, and a path that a redirection writes to
// carries a mark, so that a place that cannot be written is told with its cause.
import { whyRefused } from '../files/file-error'
import { FileError, type FileStat, type MemoryFs } from '../files/memory-fs'
import { toText } from '../files/tree'
import { AsyncFiles, type ReadOptions, type WriteOptions } from './async-files'
import type { ShellSession } from './session'
import { DIRECT, ERR_PATH, OUT_PATH, WRITES } from './transform-names'

export class SessionFiles extends AsyncFiles {
  /** The interpreter hands out wrapped objects that die with a call; a number stays a number. */
  readonly sessionId: number

  constructor(
    files: MemoryFs,
    private readonly session: ShellSession,
  ) {
    super(files)
    this.sessionId = session.id
  }

  override async exists(path: string): Promise<boolean> {
    if (isSink(path)) return true
    // Without this folder the interpreter takes its commands by name alone: files for all of them are not needed.
    if (path === '/usr/bin' || path.endsWith(DIRECT)) return false
    if (!path.endsWith(WRITES)) return super.exists(path)
    const clean = plain(path)
    const refusal = this.whyNotWritable(clean)
    if (refusal) {
      this.session.refusals.set(clean, refusal)
      throw new FileError('EACCES', refusal, `open '${clean}'`)
    }
    return super.exists(clean)
  }

  override async appendFile(path: string, content: string | Uint8Array, options?: WriteOptions): Promise<void> {
    if (isSink(path)) return this.toSink(path, content, options)
    return super.appendFile(plain(path), content, options)
  }

  override async writeFile(path: string, content: string | Uint8Array, options?: WriteOptions): Promise<void> {
    if (isSink(path)) return this.toSink(path, content, options)
    return super.writeFile(plain(path), content, options)
  }

  override async stat(path: string): Promise<FileStat> {
    return isSink(path) ? SINK_STAT : super.stat(plain(path))
  }

  override async lstat(path: string): Promise<FileStat> {
    return isSink(path) ? SINK_STAT : super.lstat(plain(path))
  }

  override async readFile(path: string, options?: ReadOptions): Promise<string> {
    return isSink(path) ? '' : super.readFile(plain(path), options)
  }

  override readFileBytes(path: string): Promise<never> {
    return super.readFileBytes(plain(path))
  }

  override readFileBuffer(path: string): Promise<Uint8Array> {
    return super.readFileBuffer(plain(path))
  }

  override chmod(path: string, mode: number): Promise<void> {
    return super.chmod(plain(path), mode)
  }

  override async realpath(path: string): Promise<string> {
    return path.endsWith(WRITES) ? plain(path) : super.realpath(path)
  }

  private whyNotWritable(path: string): string | undefined {
    try {
      if (this.files.isFolderSync(path)) return 'Is a directory'
      // Appending nothing asks for everything that writing asks for, and changes no content.
      this.files.appendFileSync(path, '')
      return undefined
    } catch (error) {
      return error instanceof FileError ? whyRefused(error) : String(error)
    }
  }

  private toSink(path: string, content: string | Uint8Array, options: WriteOptions): void {
    const encoding = typeof options === 'string' ? options : options?.encoding
    const text =
      typeof content !== 'string'
        ? new TextDecoder().decode(content)
        : encoding === 'binary' || encoding === 'latin1'
          ? toText(content)
          : content
    if (text === '') return
    if (path.startsWith(OUT_PATH) || path.startsWith('/dev/stdout')) this.session.out(text)
    else this.session.err(text)
  }
}

const SINK_STAT: FileStat = {
  isFile: true,
  isDirectory: false,
  isSymbolicLink: false,
  mode: 0o620,
  size: 0,
  mtime: new Date(0),
  uid: 0,
  gid: 0,
}

const plain = (path: string): string => (path.endsWith(WRITES) ? path.slice(0, -1) : path)
const SINKS = new Set(
  [OUT_PATH, ERR_PATH, '/dev/stdout', '/dev/stderr', '/proc/self/fd/1', '/proc/self/fd/2'].flatMap((path) => [
    path,
    path + WRITES,
  ]),
)
const isSink = (path: string): boolean => SINKS.has(path)
