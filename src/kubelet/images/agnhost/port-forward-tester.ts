// `agnhost port-forward-tester`: takes one connection, looks at what it is sent, and answers in pieces. Follows
// test/images/agnhost/port-forward-tester, v1.36.
import type { Connection } from '../../../simulation/wire'
import { sleep } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'

const CLOSING_MS = 500

export const portForwardTester = waiting(async (call) => {
  const connection = await accept(call)
  if (typeof connection === 'number') return connection
  call.out('Accepted client connection\n')
  const expected = call.env['EXPECTED_CLIENT_DATA'] ?? ''
  if (expected !== '') {
    const read = await readFrom(call, connection, expected.length)
    if (read.length !== expected.length) {
      call.out(`Expected to read ${expected.length} bytes from client, but got ${read.length} instead. err=EOF\n`)
      return 2
    }
    if (read !== expected) {
      call.out(`Expect to read ${JSON.stringify(expected)}, but got ${JSON.stringify(read)}. err=<nil>\n`)
      return 3
    }
    call.out('Received expected client data\n')
  }
  const [chunks = 0, size = 0, intervalMs = 0] = ['CHUNKS', 'CHUNK_SIZE', 'CHUNK_INTERVAL'].map((name) =>
    Number(call.env[name] ?? NaN),
  )
  if ([chunks, size, intervalMs].some(Number.isNaN)) {
    call.out('Error parsing CHUNKS "": strconv.Atoi: parsing "": invalid syntax\n')
    return 1
  }
  for (let i = 0; i < chunks; i++) {
    connection.write('x'.repeat(size))
    if (i + 1 < chunks) await sleep(call.machine, call.process, intervalMs)
  }
  call.out('Shutting down connection\n')
  connection.end()
  await sleep(call.machine, call.process, CLOSING_MS)
  call.out('Done\n')
  return 0
})

async function accept(call: WaitingInvocation): Promise<Connection | number> {
  const port = Number(call.env['BIND_PORT'] ?? 0)
  let close = (): void => {}
  try {
    return await call.process.wait<Connection>((wake) => {
      close = call.machine.listen(port, { tcp: (connection) => wake(connection) })
      return () => close()
    })
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('bind')) throw error
    call.out(`Error listening: listen tcp :${port}: bind: address already in use\n`)
    return 1
  } finally {
    close()
  }
}

/** One read: what has come when something has, up to a length; '' at the end of the stream. */
function readFrom(call: WaitingInvocation, connection: Connection, length: number): Promise<string> {
  return call.process.wait<string>((wake) => {
    connection.onData((data) => wake(data.slice(0, length)))
    connection.onEnd(() => wake(''))
  })
}
