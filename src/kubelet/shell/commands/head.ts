import { FileError, joinPath } from '../../files/memory-fs'
import { ENDLESS_FILES } from '../endless-files'
import { parseFlags } from '../flags'
import { waiting, type WaitingInvocation } from '../program'

const DEFAULT_LINES = 10
/** More is not handed on of a file that never ends. */
const BYTES_MAX = 64 * 2 ** 20
const UNITS: Readonly<Record<string, number>> = { '': 1, b: 512, k: 1024, m: 2 ** 20, g: 2 ** 30 }

/** `head [-n 5] [-c 10k] [-q] [FILE ...]`; of /dev/zero as much as is wanted */
export const head = waiting(async (call) => {
  const args = call.args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg))
  const flags = parseFlags(args, {
    plain: ['q', 'v', 'quiet', 'silent', 'verbose'],
    valued: ['n', 'c', 'lines', 'bytes'],
  })
  const bytes = flags.value('c', 'bytes')
  const take = bytes === undefined ? lines(Number(flags.value('n', 'lines') ?? DEFAULT_LINES)) : first(bytesOf(bytes))
  const files = flags.rest.length > 0 ? flags.rest : ['-']
  const isTitled = flags.has('v', 'verbose') || (files.length > 1 && !flags.has('q', 'quiet', 'silent'))
  let exitCode = 0
  for (const [i, file] of files.entries()) {
    const text =
      file === '-' ? await call.stdin.text() : contentOf(call, file, bytes === undefined ? 0 : bytesOf(bytes))
    if (text === undefined) {
      exitCode = 1
      continue
    }
    if (isTitled) call.out(`${i > 0 ? '\n' : ''}==> ${file === '-' ? 'standard input' : file} <==\n`)
    call.out(take(text))
  }
  return exitCode
})

function bytesOf(text: string): number {
  const match = /^(-?\d+)([bkmgBKMG]?)/.exec(text)
  return Number(match?.[1] ?? 0) * (UNITS[(match?.[2] ?? '').toLowerCase()] ?? 1)
}

/** A negative number leaves out the end. */
const first =
  (count: number) =>
  (text: string): string =>
    text.slice(0, count)

const lines =
  (count: number) =>
  (text: string): string => {
    const all = text.split(/(?<=\n)/)
    return all.slice(0, count).join('')
  }

function contentOf(call: WaitingInvocation, file: string, wanted: number): string | undefined {
  const path = joinPath(call.cwd, file)
  const { files } = call.machine
  const isBusybox = call.machine.options.flavour === 'busybox'
  try {
    if (files.isFolderSync(path)) {
      call.err(isBusybox ? `head: ${file}: Is a directory\n` : `head: error reading '${file}': Is a directory\n`)
      return undefined
    }
    const text = files.readTextSync(path)
    if (!ENDLESS_FILES.has(path) || text.length >= wanted || text === '') return text
    return text.repeat(Math.ceil(Math.min(wanted, BYTES_MAX) / text.length))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    call.err(
      isBusybox
        ? `head: ${file}: No such file or directory\n`
        : `head: cannot open '${file}' for reading: No such file or directory\n`,
    )
    return undefined
  }
}
