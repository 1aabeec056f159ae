// Runs a command, given as words, with the streams of whoever asks: a shell, `timeout`, `env`, `exec`.
import { lookUp } from './look-up'
import { endsRefused } from './refused-files'
import { relativeMembers } from './member-names'
import { runServer } from './run-server'
import { runShell } from './run-shell'
import type { Command, RunOptions, WaitingInvocation } from './program'
import { ShellSession } from './session'

export async function carryOut(command: Command, call: WaitingInvocation): Promise<number> {
  if (command.kind === 'chosen') return carryOut(command.choose(call.args), call)
  try {
    return await (command.kind === 'server' ? runServer(command, call) : command.run(call))
  } catch (error) {
    return endsRefused(call, error)
  }
}

export async function runArgv(
  caller: WaitingInvocation,
  argv: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const call = withOptions(caller, argv, options)
  const { machine } = call
  const found = lookUp(machine, call.name, call.cwd, call.args)
  switch (found.kind) {
    case 'missing':
      call.err(`bash: ${call.name}: command not found\n`)
      return 127
    case 'command':
      return carryOut(found.command, call)
    case 'shell':
      return runShell(call, found.shell)
    case 'script':
      return runShell({ ...call, args: [found.path, ...call.args] }, found.shell)
    case 'bundled':
      return bundled(call)
  }
}

function withOptions(caller: WaitingInvocation, argv: readonly string[], options: RunOptions): WaitingInvocation {
  const { stdin, out, err, replaces = false } = options
  const call: WaitingInvocation = {
    ...caller,
    name: argv[0] ?? '',
    args: argv.slice(1),
    env: options.env ?? caller.env,
    cwd: options.cwd ?? caller.cwd,
    replaces,
    process: options.process ?? caller.process,
    flowsAway: out ? options.flowsAway : caller.flowsAway,
    out: out ?? caller.out,
    err: err ?? caller.err,
    stdin: stdin === undefined ? caller.stdin : { isTerminal: false, text: () => Promise.resolve(stdin) },
    run: (next, further = {}) => runArgv(call, next, further),
  }
  return call
}

/** A command that the interpreter brings along. */
async function bundled(call: WaitingInvocation): Promise<number> {
  const { machine, process } = call
  const job = {
    pid: call.pid,
    ppid: 0,
    command: call.name,
    user: '',
    startedAt: machine.now(),
    generation: 0,
    signal: () => {},
    onEnd: undefined,
    exitCode: undefined,
  }
  const session = new ShellSession({
    machine,
    process,
    job,
    name: 'bash',
    env: call.env,
    cwd: call.cwd,
    stdin: call.stdin,
    out: (text) => call.out(text),
    err: (text) => call.err(text),
  })
  const input = await call.stdin.text()
  const name = call.name.slice(call.name.lastIndexOf('/') + 1)
  const exitCode = await session.runCommand([name, ...argsFor(name, call)], input === '' ? undefined : input)
  session.close()
  return exitCode
}

function argsFor(name: string, call: WaitingInvocation): readonly string[] {
  if (name !== 'tar') return call.args
  const { args, said } = relativeMembers(call.args, call.machine.options.flavour)
  if (said !== '') call.err(said)
  return args
}
