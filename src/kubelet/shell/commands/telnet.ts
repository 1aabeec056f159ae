import { connectTcp } from '../http-client'
import { waiting } from '../program'

/** `telnet HOST [PORT]`: what is typed goes there, what comes is printed. */
export const telnet = waiting(async (call) => {
  const [host, port = '23'] = call.args.filter((arg) => !arg.startsWith('-'))
  if (host === undefined) {
    call.err('BusyBox v1.36.1 multi-call binary.\n\nUsage: telnet [-a] [-l USER] HOST [PORT]\n')
    return 1
  }
  const opened = await connectTcp(call, host, Number(port))
  if (opened.kind === 'unresolved') {
    call.err(`telnet: bad address '${host}'\n`)
    return 1
  }
  if (opened.kind !== 'open' && opened.kind !== 'empty') {
    const why = { refused: 'Connection refused', 'no route': 'No route to host', timeout: 'Operation timed out' }[
      opened.kind
    ]
    call.err(`telnet: can't connect to remote host (${opened.ip}): ${why}\n`)
    return 1
  }
  call.out(`Connected to ${host}\n`)
  if (opened.kind === 'empty') return 0
  const { connection } = opened
  const input = await call.stdin.text()
  if (input !== '') connection.write(input)
  connection.end()
  await call.process.wait<void>((wake) => {
    connection.onData((data) => call.out(data))
    connection.onEnd(() => wake())
  })
  return 0
})
