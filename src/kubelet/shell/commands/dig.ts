import type { DnsType } from '../../../simulation/wire'
import { ask, candidateNames, nameServer, resolverConfig } from '../resolver'
import { quick, type Invocation } from '../program'

const TYPES = new Set(['A', 'AAAA', 'CNAME', 'SRV', 'PTR', 'TXT', 'NS', 'SOA', 'MX', 'ANY'])

/** `dig [@server] NAME [TYPE] [+short] [+search]`, `dig -x ADDRESS`, `host NAME` */
export const dig = quick((call) => {
  const { machine } = call
  const server = call.args.find((arg) => arg.startsWith('@'))?.slice(1) ?? nameServer(machine)
  const words = call.args.filter((arg) => !/^[@+-]/.test(arg))
  const reverse = call.args.includes('-x')
  const type = reverse ? 'PTR' : ((words.find((word) => TYPES.has(word.toUpperCase()))?.toUpperCase() ?? 'A') as DnsType)
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
    for (const record of answer.records) if (record.type === type || record.type === 'CNAME') call.out(`${dotted(record.type, record.data)}\n`)
    return 0
  }
  call.out(`\n; <<>> DiG 9.18 <<>> ${call.args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n`)
  call.out(`;; ->>HEADER<<- opcode: QUERY, status: ${answer.code}, id: ${machine.dice.below(65_536)}\n;; flags: qr aa rd; QUERY: 1, ANSWER: ${answer.records.length}, AUTHORITY: 0, ADDITIONAL: 1\n\n`)
  call.out(`;; QUESTION SECTION:\n;${asked}.\t\tIN\t${type}\n\n`)
  if (answer.records.length > 0) {
    call.out(';; ANSWER SECTION:\n')
    for (const record of answer.records) call.out(`${record.name}.\t${record.ttl}\tIN\t${record.type}\t${dotted(record.type, record.data)}\n`)
    call.out('\n')
  }
  call.out(`;; Query time: 0 msec\n;; SERVER: ${server}#53(${server}) (UDP)\n\n`)
  return 0
})

function readConfig(call: Invocation): string {
  return call.machine.files.existsSync('/etc/resolv.conf') ? call.machine.files.readTextSync('/etc/resolv.conf') : ''
}
