import { ENDLESS_FILES } from '../endless-files'
import { whyRefused } from '../../files/file-error'
import { FileError, joinPath } from '../../files/memory-fs'
import { sleep } from '../http-client'
import { exitCodeOf, waiting, type WaitingInvocation } from '../program'

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  K: 1024,
  M: 1 << 20,
  G: 2 ** 30,
  kB: 1000,
  MB: 1e6,
  GB: 1e9,
}
/** What a file keeps; the rest of a larger one is only counted. */
const BYTES_KEPT_MAX = 1 << 16
/** A block that takes a moment to fill. */
const LARGE_BYTES = 1 << 20
/** How fast a disk takes what never ends, and when it is full. */
const BYTES_A_SECOND = 200 * 2 ** 20
const DISK_FREE_BYTES = 35 * 2 ** 30

interface Copy {
  readonly target: string | undefined
  readonly blockBytes: number
  readonly isQuiet: boolean
}

/** `dd if=/dev/zero of=/data/f bs=1M count=10` */
export const dd = waiting(async (call) => {
  const options = new Map(call.args.map((arg) => arg.split('=', 2) as [string, string]))
  const source = options.get('if')
  const to = options.get('of')
  const copy: Copy = {
    target: to === undefined || to === '/dev/null' ? to : joinPath(call.cwd, to),
    blockBytes: bytesOf(options.get('bs') ?? '512'),
    isQuiet: options.get('status') === 'none',
  }
  const count = options.has('count') ? Number(options.get('count')) : undefined
  // One block is in memory at a time.
  const free = call.machine.hold(copy.blockBytes)
  if (copy.blockBytes >= LARGE_BYTES) await sleep(call.machine, call.process, 1)
  if (call.machine.closed) return exitCodeOf('SIGKILL')
  try {
    if (source !== undefined && ENDLESS_FILES.has(source))
      return count === undefined ? await fill(call, copy) : writeZeros(call, copy, copy.blockBytes * count)
    const given = source === undefined ? await call.stdin.text() : readAll(call, source)
    if (given === undefined) return 1
    return write(call, copy, count === undefined ? given : given.slice(0, copy.blockBytes * count))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    call.err(`dd: can't open '${to}': ${whyRefused(error)}\n`)
    return 1
  } finally {
    free()
  }
})

function bytesOf(text: string): number {
  const match = /^(\d+)([a-zA-Z]*)$/.exec(text)
  return Number(match?.[1] ?? 0) * (UNITS[match?.[2] ?? ''] ?? 1)
}

function readAll({ machine: { files }, cwd, err }: WaitingInvocation, source: string): string | undefined {
  const path = joinPath(cwd, source)
  if (files.existsSync(path)) return files.readBytesSync(path)
  err(`dd: can't open '${source}': No such file or directory\n`)
  return undefined
}

function write(call: WaitingInvocation, copy: Copy, content: string): number {
  if (copy.target === undefined) call.out(content)
  else if (copy.target !== '/dev/null') call.machine.files.writeFileSync(copy.target, content, 'binary')
  return told(call, copy, content.length)
}

function writeZeros(call: WaitingInvocation, copy: Copy, bytes: number): number {
  if (copy.target === undefined) call.out('\0'.repeat(Math.min(bytes, BYTES_KEPT_MAX)))
  else if (copy.target !== '/dev/null') {
    call.machine.files.writeFileSync(copy.target, '')
    call.machine.files.resizeSync(copy.target, bytes)
    // What lies in memory is the container's own.
    if (call.machine.files.sourceOf(copy.target) === 'tmpfs') call.machine.hold(bytes)
    if (call.machine.closed) return exitCodeOf('SIGKILL')
  }
  return told(call, copy, bytes)
}

function told(call: WaitingInvocation, { blockBytes, isQuiet }: Copy, bytes: number): number {
  const blocks = `${Math.floor(bytes / blockBytes)}+${bytes % blockBytes ? 1 : 0}`
  if (!isQuiet) call.err(`${blocks} records in\n${blocks} records out\n`)
  return 0
}

/** A copy without an end: the disk becomes full, or somebody ends it before. */
async function fill(call: WaitingInvocation, copy: Copy): Promise<number> {
  const { target } = copy
  const isFile = target !== undefined && target !== '/dev/null'
  if (isFile) call.machine.files.writeFileSync(target, '')
  for (let bytes = 0; ;) {
    await busy(call, 1_000)
    bytes += BYTES_A_SECOND
    if (!isFile) continue
    call.machine.files.resizeSync(target, Math.min(bytes, DISK_FREE_BYTES))
    if (bytes < DISK_FREE_BYTES) continue
    call.err(`dd: error writing '${target}': No space left on device\n`)
    return 1
  }
}

async function busy({ machine, process }: WaitingInvocation, ms: number): Promise<void> {
  machine.options.meter.steadyCpu += 1000
  try {
    await sleep(machine, process, ms)
  } finally {
    machine.options.meter.steadyCpu -= 1000
  }
}
