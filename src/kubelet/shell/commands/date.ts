import { joinPath } from '../../files/memory-fs'
import { parseFlags } from '../flags'
import { quick } from '../program'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const ZONE_HOURS: Readonly<Record<string, [number, string]>> = {
  'Asia/Shanghai': [8, 'CST'],
  'Asia/Chongqing': [8, 'CST'],
  'Asia/Hong_Kong': [8, 'HKT'],
  'Asia/Taipei': [8, 'CST'],
  'Asia/Tokyo': [9, 'JST'],
  PRC: [8, 'CST'],
  'CST-8': [8, 'CST'],
}

/** `date [+FORMAT] [-u] [-d @SECONDS | -d TEXT] [-r FILE] [-I]` in virtual time. */
export const date = quick((call) => {
  const flags = parseFlags(call.args, {
    plain: ['u', 'utc', 'R', 'I', 'rfc-email', 'iso-8601'],
    valued: ['d', 'date', 'r', 'reference', 's', 'D'],
  })
  if (flags.has('s')) {
    call.err('date: cannot set date: Operation not permitted\n')
    return 1
  }
  const file = flags.value('r', 'reference')
  const at =
    file === undefined
      ? instantOf(flags.value('d', 'date'), call.machine.now())
      : call.machine.files.statSync(joinPath(call.cwd, file)).mtime.getTime()
  if (at === undefined) {
    call.err(`date: invalid date '${flags.value('d', 'date')}'\n`)
    return 1
  }
  const [hours, zone] = flags.has('u', 'utc') ? [0, 'UTC'] : (ZONE_HOURS[call.env['TZ'] ?? ''] ?? [0, 'UTC'])
  const format = flags.rest.find((word) => word.startsWith('+'))?.slice(1)
  const pattern =
    format ??
    (flags.has('R', 'rfc-email')
      ? '%a, %d %b %Y %H:%M:%S %z'
      : flags.has('I', 'iso-8601')
        ? '%Y-%m-%d'
        : '%a %b %e %H:%M:%S %Z %Y')
  call.out(`${formatDate(pattern, at, { hours, zone })}\n`)
  return 0
})

function instantOf(text: string | undefined, now: number): number | undefined {
  if (text === undefined || text === 'now') return now
  if (/^@\d+(\.\d+)?$/.test(text)) return Number(text.slice(1)) * 1000
  const relative = /^([+-]?\d+)\s*(second|sec|minute|min|hour|day|week)s?(\s+ago)?$/.exec(text)
  if (relative) {
    const unit = { second: 1, sec: 1, minute: 60, min: 60, hour: 3600, day: 86_400, week: 604_800 }[
      relative[2] as 'sec'
    ]
    return now + Number(relative[1]) * unit * 1000 * (relative[3] ? -1 : 1)
  }
  const parsed = Date.parse(
    /\d{4}-\d\d-\d\d/.test(text) && !/[zZ]|[+-]\d\d:?\d\d$/.test(text)
      ? `${text.replace(' ', 'T')}${text.includes(':') ? 'Z' : ''}`
      : text,
  )
  return Number.isNaN(parsed) ? undefined : parsed
}

export function formatDate(pattern: string, at: number, { hours, zone }: { hours: number; zone: string }): string {
  const local = new Date(at + hours * 3_600_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const parts: Readonly<Record<string, () => string>> = {
    Y: () => String(local.getUTCFullYear()),
    y: () => two(local.getUTCFullYear() % 100),
    m: () => two(local.getUTCMonth() + 1),
    d: () => two(local.getUTCDate()),
    e: () => String(local.getUTCDate()).padStart(2),
    H: () => two(local.getUTCHours()),
    I: () => two(local.getUTCHours() % 12 || 12),
    M: () => two(local.getUTCMinutes()),
    S: () => two(local.getUTCSeconds()),
    s: () => String(Math.floor(at / 1000)),
    N: () => `${String(Math.floor(at % 1000)).padStart(3, '0')}000000`,
    p: () => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
    a: () => (DAYS[local.getUTCDay()] ?? '').slice(0, 3),
    A: () => DAYS[local.getUTCDay()] ?? '',
    b: () => (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3),
    B: () => MONTHS[local.getUTCMonth()] ?? '',
    h: () => (MONTHS[local.getUTCMonth()] ?? '').slice(0, 3),
    Z: () => zone,
    z: () => `+${two(hours)}00`,
    n: () => '\n',
    t: () => '\t',
    u: () => String(local.getUTCDay() || 7),
    w: () => String(local.getUTCDay()),
    j: () =>
      String(
        Math.floor(
          (Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()) -
            Date.UTC(local.getUTCFullYear(), 0, 0)) /
            86_400_000,
        ),
      ).padStart(3, '0'),
  }
  const expand = (text: string): string =>
    text.replace(/%(?:-)?([a-zA-Z%])/g, (whole, letter: string) => {
      if (letter === '%') return '%'
      if (letter === 'F') return expand('%Y-%m-%d')
      if (letter === 'T') return expand('%H:%M:%S')
      if (letter === 'R') return expand('%H:%M')
      if (letter === 'D') return expand('%m/%d/%y')
      if (letter === 'c') return expand('%a %b %e %H:%M:%S %Y')
      const value = parts[letter]?.() ?? whole
      return whole.startsWith('%-') ? value.replace(/^[0 ]+(?=.)/, '') : value
    })
  return expand(pattern)
}
