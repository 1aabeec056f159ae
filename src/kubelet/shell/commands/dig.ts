import type { DnsAnswer, DnsType } from '../../../simulation/wire'
import { ask, candidateNames, nameServer, resolverConfig } from '../resolver'
import { quick, type Invocation } from '../program'

const TYPES = new Set(['A', 'AAAA', 'CNAME', 'SRV', 'PTR', 'TXT', 'NS', 'SOA', 'MX', 'ANY'])

/** `dig [@server] NAME [TYPE] [+short] [+search] [+noall] [+answer]`, `dig -x ADDRESS`, `host NAME` */
export const dig = quick((call) => {
  const { machine } = call
  const server = call.args.find((arg) => arg.startsWith('@'))?.slice(1) ?? nameServer(machine)
  const words = call.args.filter((arg) => !/^[@+-]/.test(arg))
  const reverse = call.args.includes('-x')
  const type = reverse
    ? 'PTR'
    : ((words.find((word) => TYPES.has(word.toUpperCase()))?.toUpperCase() ?? 'A') as DnsType)
  const word = words.find((each) => !TYPES.has(each.toUpperCase())) ?? '.'
  const name = reverse ? `${word.split('.').reverse().join('.')}.in-addr.arpa` : word.replace(/\.$/, '')
  const names = call.args.includes('+search') ? candidateNames(name, resolverConfig(readConfig(call))) : [name]
  let answer = undefined
  let asked = name
  for (const each of names) {
    answer = ask(machine, server ? [server] : [], { name: each, type })
    asked = each
    if (answer?.records.length) break
  }
  if (!answer) {
    call.out(';; connection timed out; no servers could be reached\n')
    return 9
  }
  const dotted = (type: DnsType, data: string) => (type === 'CNAME' && !data.endsWith('.') ? `${data}.` : data)
  if (call.args.includes('+short')) {
    for (const record of answer.records)
      if (record.type === type || record.type === 'CNAME') call.out(`${dotted(record.type, record.data)}\n`)
    return 0
  }
  call.out(fullAnswer(call, { asked, type, server, answer, dotted }))
  return 0
})

const SECTIONS = ['cmd', 'comments', 'question', 'answer', 'stats'] as const

/** `+noall +answer`: the last word about a section counts. */
function shownSections(args: readonly string[]): ReadonlySet<string> {
  const shown = new Set<string>(SECTIONS)
  for (const [, no, section = ''] of args.map((arg) => /^\+(no)?(\w+)$/.exec(arg) ?? []))
    for (const each of section === 'all' ? SECTIONS : [section])
      if (no) shown.delete(each)
      else shown.add(each)
  return shown
}

interface Asked {
  readonly asked: string
  readonly type: DnsType
  readonly server: string | undefined
  readonly answer: DnsAnswer
  dotted(type: DnsType, data: string): string
}

function fullAnswer(
  { args, machine }: Invocation,
  { asked, type, server, answer: { code, records }, dotted }: Asked,
): string {
  const shown = shownSections(args)
  const comments = (text: string): string => (shown.has('comments') ? text : '')
  const id = machine.dice.below(65_536)
  return [
    shown.has('cmd') ? `\n; <<>> DiG 9.18 <<>> ${args.join(' ')}\n;; global options: +cmd\n` : '',
    comments(
      `;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${code}, id: ${id}\n;; flags: qr aa rd; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n`,
    ),
    shown.has('question') ? `${comments(';; QUESTION SECTION:\n')};${asked}.\t\tIN\t${type}\n${comments('\n')}` : '',
    shown.has('answer') && records.length > 0
      ? `${comments(';; ANSWER SECTION:\n')}${records.map((record) => `${record.name}.\t${record.ttl}\tIN\t${record.type}\t${dotted(record.type, record.data)}\n`).join('')}${comments('\n')}`
      : '',
    shown.has('stats') ? `;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n` : '',
  ].join('')
}

function readConfig(call: Invocation): string {
  return call.machine.files.existsSync('/etc/resolv.conf') ? call.machine.files.readTextSync('/etc/resolv.conf') : ''
}
