import { whyRefused } from '../../files/file-error'
import { FileError, joinPath } from '../../files/memory-fs'
import { quick } from '../program'

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
/** What a file may hold here; larger ones are counted, not kept. */
const BYTES_MAX = 1 << 22

/** `dd if=/dev/zero of=/data/f bs=1M count=10` */
export const dd = quick((call) => {
  const options = new Map(call.args.map((arg) => arg.split('=', 2) as [string, string]))
  const size = (text: string) => {
    const match = /^(\d+)([a-zA-Z]*)$/.exec(text)
    return Number(match?.[1] ?? 0) * (UNITS[match?.[2] ?? ''] ?? 1)
  }
  const source = options.get('if')
  const target = options.get('of')
  const blockBytes = size(options.get('bs') ?? '512')
  const endless = source === undefined || ['/dev/zero', '/dev/urandom', '/dev/random'].includes(source)
  const count = options.has('count') ? Number(options.get('count')) : undefined
  if (endless && count === undefined) {
    call.err('dd: not modelled: a copy without an end (give count=N)\n')
    return 1
  }
  const { files } = call.machine
  let content: string
  if (endless) content = '\0'.repeat(Math.min(blockBytes * (count ?? 0), BYTES_MAX))
  else {
    const path = joinPath(call.cwd, source)
    if (!files.existsSync(path)) {
      call.err(`dd: can't open '${source}': No such file or directory\n`)
      return 1
    }
    content = files.readBytesSync(path).slice(0, count === undefined ? undefined : blockBytes * count)
  }
  const bytes = endless ? blockBytes * (count ?? 0) : content.length
  const blocks = `${Math.floor(bytes / blockBytes)}+${bytes % blockBytes ? 1 : 0}`
  try {
    if (target === undefined) call.out(content)
    else if (target !== '/dev/null') files.writeFileSync(joinPath(call.cwd, target), content, 'binary')
  } catch (error) {
    call.err(
      `dd: can't open '${target}': ${error instanceof FileError ? whyRefused(error) : 'No such file or directory'}\n`,
    )
    return 1
  }
  if (options.get('status') !== 'none') call.err(`${blocks} records in\n${blocks} records out\n`)
  return 0
})
