import { parseFlags } from '../../shell/flags'
import { connectTcp } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'
import type { Connection } from '../../../simulation/wire'
import { decodeReply, joinCommand, showRawReply, showReply, splitCommand, type Reply } from './protocol'

const ANSWER_MS = 5_000

/** `redis-cli [-h HOST] [-p PORT] [-a PASSWORD] [-r N] COMMAND ...`, or commands from standard input. */
export const redisCli = waiting(async (call) => {
  const flags = parseFlags(call.args, {
    plain: ['c', 'x', 'e', 'raw', 'no-raw', 'no-auth-warning', '3'],
    valued: ['h', 'p', 'a', 'n', 'r', 'i', 'u', 'user', 'pass'],
    stopAtWord: true,
  })
  const host = flags.value('h') ?? '127.0.0.1'
  const port = Number(flags.value('p') ?? 6379)
  const opened = await connectTcp(call, host, port)
  if (opened.kind !== 'open') {
    const why = {
      unresolved: 'Name or service not known',
      refused: 'Connection refused',
      'no route': 'No route to host',
      timeout: 'Connection timed out',
      empty: 'Connection reset by peer',
    }[opened.kind]
    call.err(`Could not connect to Redis at ${host}:${port}: ${why}\n`)
    return 1
  }
  const client = new Client(call, opened.connection)
  const password = flags.value('a', 'pass')
  if (password !== undefined) {
    if (!flags.has('no-auth-warning'))
      call.err("Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n")
    await client.ask(['AUTH', password])
  }
  const isPlain = flags.has('raw') || (!call.stdin.isTerminal && !flags.has('no-raw'))
  const show = (reply: Reply) => call.out(`${isPlain ? showRawReply(reply) : showReply(reply)}\n`)
  const commands =
    flags.rest.length > 0
      ? [[...flags.rest]]
      : (await call.stdin.text())
          .split('\n')
          .map(splitCommand)
          .filter((words) => words.length > 0)
  for (const words of commands) {
    const reply = await client.ask(words)
    if (!reply) {
      call.err('Error: Server closed the connection\n')
      return 1
    }
    // A refusal is an answer like any other: only -e makes a failure of it.
    if (reply.kind === 'error' && flags.has('e')) {
      call.err(`${showRawReply(reply).trimEnd()}\n`)
      return 1
    }
    show(reply)
  }
  opened.connection.end()
  return 0
})

class Client {
  private received = ''
  private onNews: (() => void) | undefined
  private ended = false

  constructor(
    private readonly call: WaitingInvocation,
    private readonly connection: Connection,
  ) {
    connection.onData((data) => {
      this.received += data
      this.onNews?.()
    })
    connection.onEnd(() => {
      this.ended = true
      this.onNews?.()
    })
  }

  async ask(words: readonly string[]): Promise<Reply | undefined> {
    this.connection.write(`${joinCommand(words)}\n`)
    for (;;) {
      const decoded = decodeReply(this.received)
      if (decoded) {
        this.received = decoded.rest
        return decoded.reply
      }
      if (this.ended) return undefined
      const waited = await this.news()
      if (waited === 'timeout') return undefined
    }
  }

  private news(): Promise<'news' | 'timeout'> {
    return this.call.process.wait<'news' | 'timeout'>((wake) => {
      const timer = this.call.machine.loop.after(ANSWER_MS, () => wake('timeout'))
      this.onNews = () => wake('news')
      return () => {
        timer.cancel()
        this.onNews = undefined
      }
    })
  }
}
