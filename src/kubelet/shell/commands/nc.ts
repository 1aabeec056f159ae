import { joinPath } from '../../files/memory-fs'
import type { Connection } from '../../../simulation/wire'
import { parseFlags, type Flags } from '../flags'
import { askUdp, connectTcp, reachHost } from '../http-client'
import { waiting, type WaitingInvocation } from '../program'

/** What a listening ncat does with SIGTERM is to end; connections are taken one after the other. */
export const nc = waiting(async (call) => {
  const flags = parseFlags(call.args, {
    plain: ['l', 'listen', 'k', 'keep-open', 'z', 'v', 'n', 'u', 'recv-only', 'send-only', '4', 'N', 'd'],
    valued: ['c', 'sh-exec', 'e', 'exec', 'p', 'w', 'q', 'max-conns', 'm', 'i', 'lk', 'source-port'],
  })
  return flags.has('l', 'listen') ? listen(call, flags) : connect(call, flags)
})

async function connect(call: WaitingInvocation, flags: Flags): Promise<number> {
  const [host = '', portText = ''] = flags.rest
  const port = Number(portText)
  if (flags.has('u')) return datagram(call, flags, { host, port })
  if (flags.has('z')) return scan(call, flags, { host, port })
  const opened = await connectTcp(call, host, port)
  if (opened.kind !== 'open') {
    const why = {
      unresolved: 'Could not resolve hostname',
      refused: 'Connection refused.',
      'no route': 'No route to host.',
      timeout: 'Connection timed out.',
      empty: 'Connection reset by peer.',
    }[opened.kind]
    call.err(
      call.name === 'ncat'
        ? opened.kind === 'unresolved'
          ? `Ncat: ${why} "${host}": Name or service not known. QUITTING.\n`
          : `Ncat: ${why}\n`
        : `nc: ${host} (${'ip' in opened ? opened.ip : host}:${port}): ${why.replace('.', '')}\n`,
    )
    return 1
  }
  const { connection } = opened
  if (!flags.has('recv-only')) {
    const input = await call.stdin.text()
    if (input !== '') connection.write(input)
    connection.end()
  }
  let received = ''
  await call.process.wait<void>((wake) => {
    connection.onData((data) => {
      received += data
    })
    connection.onEnd(() => wake())
  })
  call.out(received)
  return 0
}

const DATAGRAM_WAIT_MS = 10_000

/** `echo hostName | nc -w 1 -u HOST PORT`: an answer is printed, and nothing more comes within the time. */
async function datagram(
  call: WaitingInvocation,
  flags: Flags,
  { host, port }: { host: string; port: number },
): Promise<number> {
  const input = await call.stdin.text()
  const seconds = flags.value('w')
  const waitMs = seconds === undefined ? DATAGRAM_WAIT_MS : Number(seconds) * 1000
  const got = await askUdp(call, { host, port, datagram: input, waitMs })
  if (got.kind === 'unresolved') {
    call.err(`nc: bad address '${host}'\n`)
    return 1
  }
  if (got.kind === 'answer') call.out(got.text)
  return 0
}

/** `nc -zv HOST PORT` */
function scan(call: WaitingInvocation, flags: Flags, { host, port }: { host: string; port: number }): number {
  const reached = reachHost(call.machine, host, port)
  const isOpen = reached.kind === 'listener'
  if (flags.has('v')) {
    const ip = 'ip' in reached ? reached.ip : host
    call.err(
      isOpen
        ? `${host} (${ip}:${port}) open\n`
        : reached.kind === 'unresolved'
          ? `nc: bad address '${host}'\n`
          : `nc: ${host} (${ip}:${port}): Connection refused\n`,
    )
  }
  return isOpen ? 0 : 1
}

async function listen(call: WaitingInvocation, flags: Flags): Promise<number> {
  const port = Number(flags.value('p', 'source-port') ?? flags.rest.find((word) => /^\d+$/.test(word)) ?? 31337)
  const command = flags.value('c', 'sh-exec') ?? flags.value('e', 'exec')
  const keepsOpen = flags.has('k', 'keep-open')
  const input = command === undefined ? await call.stdin.text() : ''
  const waitingLine: Connection[] = []
  let tell: (() => void) | undefined
  let close: () => void
  try {
    close = call.machine.listen(port, {
      tcp: (connection) => {
        waitingLine.push(connection)
        tell?.()
      },
    })
  } catch {
    call.err(
      call.name === 'ncat'
        ? `Ncat: bind to 0.0.0.0:${port}: Address already in use. QUITTING.\n`
        : 'nc: bind: Address already in use\n',
    )
    return 2
  }
  try {
    do {
      if (waitingLine.length === 0) await call.process.wait<void>((wake) => void (tell = wake))
      const connection = waitingLine.shift()
      if (connection) await serve(call, connection, { command, input })
    } while (keepsOpen)
    return 0
  } finally {
    close()
  }
}

async function serve(
  call: WaitingInvocation,
  connection: Connection,
  { command, input }: { command: string | undefined; input: string },
): Promise<void> {
  if (command === undefined) {
    if (input !== '') connection.write(input)
    connection.onData((data) => call.out(data))
    if (input !== '') connection.end()
    else await call.process.wait<void>((wake) => connection.onEnd(() => wake()))
    return
  }
  let sent = ''
  await call.run(['sh', '-c', command], { stdin: '', out: (text) => void (sent += text), cwd: joinPath(call.cwd, '.') })
  connection.write(sent)
  connection.end()
}
