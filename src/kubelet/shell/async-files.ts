// A file system as the interpreter wants it: everything is a promise, and what is refused is a rejected one.
/* eslint-disable @typescript-eslint/require-await -- `async` is what turns a throw into a rejection */
import type { IFileSystem } from 'just-bash'
import type { FileStat, MemoryFs } from '../files/memory-fs'
import { toArray, toText } from '../files/tree'

type Content = string | Uint8Array
export type WriteOptions = Parameters<IFileSystem['writeFile']>[2]
export type ReadOptions = Parameters<IFileSystem['readFile']>[1]

export class AsyncFiles implements IFileSystem {
  constructor(protected readonly files: MemoryFs) {}

  async readFile(path: string, options?: ReadOptions): Promise<string> {
    const bytes = this.files.readBytesSync(path)
    const encoding = typeof options === 'string' ? options : options?.encoding
    if (encoding === 'binary' || encoding === 'latin1') return bytes
    return encoding === 'base64' ? btoa(bytes) : toText(bytes)
  }

  async readFileBytes(path: string): Promise<never> {
    return this.files.readBytesSync(path) as never
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    return toArray(this.files.readBytesSync(path))
  }

  async writeFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    this.files.writeFileSync(path, content, options)
  }

  async appendFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    this.files.appendFileSync(path, content, options)
  }

  async exists(path: string): Promise<boolean> {
    return this.files.existsSync(path)
  }

  async stat(path: string): Promise<FileStat> {
    return this.files.statSync(path)
  }

  async lstat(path: string): Promise<FileStat> {
    return this.files.statSync(path, false)
  }

  async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    this.files.mkdirSync(path, options)
  }

  async readdir(path: string): Promise<string[]> {
    return this.files.readdirSync(path)
  }

  async readdirWithFileTypes(path: string) {
    return this.files.readdirSync(path).map((name) => {
      const { isFile, isDirectory, isSymbolicLink } = this.files.statSync(`${path}/${name}`, false)
      return { name, isFile, isDirectory, isSymbolicLink }
    })
  }

  async rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    this.files.rmSync(path, options)
  }

  async cp(from: string, to: string, options?: { recursive?: boolean }): Promise<void> {
    this.files.copySync(from, to, options)
  }

  async mv(from: string, to: string): Promise<void> {
    this.files.renameSync(from, to)
  }

  resolvePath(base: string, path: string): string {
    return this.files.resolvePath(base, path)
  }

  getAllPaths(): string[] {
    return this.files.allPaths()
  }

  async chmod(path: string, mode: number): Promise<void> {
    this.files.chmodSync(path, mode)
  }

  async symlink(target: string, path: string): Promise<void> {
    this.files.symlinkSync(target, path)
  }

  async link(from: string, to: string): Promise<void> {
    this.files.linkSync(from, to)
  }

  async readlink(path: string): Promise<string> {
    return this.files.readlinkSync(path)
  }

  async realpath(path: string): Promise<string> {
    return this.files.realpathSync(path)
  }

  async utimes(path: string, _atime: Date, mtime: Date): Promise<void> {
    this.files.setTimeSync(path, mtime.getTime())
  }
}
