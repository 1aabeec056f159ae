import { ENDLESS_FILES } from '../endless-files'
import { parseFlags, sleepMs } from '../flags'
import { joinPath } from '../../files/memory-fs'
import { sleep } from '../http-client'
import { exitCodeOf, waiting, type WaitingInvocation } from '../program'

const POLL_MS = 1000
const DEFAULT_LINES = 10
/** How fast something that never ends fills the memory, and how much there is. */
const STEP_MS = 100
const BYTES_A_STEP = 128 * 2 ** 20
const NODE_BYTES = 4 * 2 ** 30

/** `tail [-n 5] [-f|-F] [-c N] FILE ...`; `tail -f /dev/null` keeps a container alive. */
export const tail = waiting(async (call) => {
  const args = call.args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg))
  const flags = parseFlags(args, {
    plain: ['f', 'F', 'q', 'v', 'retry', 'follow'],
    valued: ['n', 'c', 's', 'lines', 'bytes', 'pid'],
  })
  const follows = flags.has('f', 'F', 'follow')
  const files = flags.rest.filter((path) => path !== '-')
  if (files.length === 0) {
    const text = await call.stdin.text()
    const free = call.machine.hold(text.length)
    if (call.machine.closed) return exitCodeOf('SIGKILL')
    show(call, text, flags.value('n', 'lines'), flags.value('c', 'bytes'))
    free()
    return 0
  }
  const seen = new Map<string, number>()
  let exitCode = 0
  for (const [i, file] of files.entries()) {
    const path = joinPath(call.cwd, file)
    if (ENDLESS_FILES.has(path)) return devour(call)
    const text = read(call, path)
    if (text === undefined) {
      call.err(
        call.machine.options.flavour === 'busybox'
          ? `tail: can't open '${file}': No such file or directory\n`
          : `tail: cannot open '${file}' for reading: No such file or directory\n`,
      )
      exitCode = 1
      if (!flags.has('F')) continue
    }
    if (files.length > 1 && !flags.has('q')) call.out(`${i > 0 ? '\n' : ''}==> ${file} <==\n`)
    show(call, text ?? '', flags.value('n', 'lines'), flags.value('c', 'bytes'))
    seen.set(path, text?.length ?? 0)
  }
  if (!follows || seen.size === 0) return exitCode
  return follow(call, seen, sleepMs(flags.value('s') ?? '1') ?? POLL_MS)
})

/** It has to remember the last lines of what never ends, until the kernel ends it. */
async function devour(call: WaitingInvocation): Promise<number> {
  let held = 0
  const frees: (() => void)[] = []
  while (!call.machine.closed && held < NODE_BYTES) {
    held += BYTES_A_STEP
    frees.push(call.machine.hold(BYTES_A_STEP))
    await sleep(call.machine, call.process, STEP_MS)
  }
  for (const free of frees) free()
  return exitCodeOf('SIGKILL')
}

async function follow(call: WaitingInvocation, seen: Map<string, number>, pollMs: number): Promise<number> {
  const idle = [...seen.keys()].every((path) => path === '/dev/null')
  for (;;) {
    if (idle) await call.process.wait<void>(() => {})
    await sleep(call.machine, call.process, pollMs)
    for (const [path, length] of seen) {
      const text = read(call, path) ?? ''
      if (text.length > length) call.out(text.slice(length))
      seen.set(path, text.length)
    }
  }
}

function read(call: WaitingInvocation, path: string): string | undefined {
  if (path === '/dev/null') return ''
  return call.machine.files.existsSync(path) && !call.machine.files.isFolderSync(path)
    ? call.machine.files.readTextSync(path)
    : undefined
}

function show(call: WaitingInvocation, text: string, count: string | undefined, bytes: string | undefined): void {
  if (bytes !== undefined)
    return call.out(bytes.startsWith('+') ? text.slice(Number(bytes) - 1) : text.slice(-Math.abs(Number(bytes))))
  const lines = text.split('\n')
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length
  const from = count?.startsWith('+') ? Number(count) - 1 : end - Math.abs(Number(count ?? DEFAULT_LINES))
  call.out(
    lines.slice(Math.max(0, from), end).join('\n') + (text.endsWith('\n') && end > Math.max(0, from) ? '\n' : ''),
  )
}
