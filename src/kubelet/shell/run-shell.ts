// `sh`, `bash` and scripts: options, script from -c, from a file, from standard input.
import { joinPath } from '../files/memory-fs'
import type { ShellName } from './messages'
import type { WaitingInvocation } from './program'
import { ShellSession } from './session'
import { exitCodeOf } from './program'

export interface ShellArguments {
  readonly flags: readonly string[]
  readonly command: string | undefined
  readonly file: string | undefined
  readonly args: readonly string[]
  /** $0, when it is not the shell's own name */
  readonly zero: string | undefined
  readonly isInteractive: boolean
}

/** `-ec 'script' name a b`, `-x file a b`, `-euo pipefail -c ...` */
export function shellArguments(args: readonly string[]): ShellArguments {
  const flags: string[] = []
  let wantsCommand = false
  let isInteractive = false
  let i = 0
  for (; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--') {
      i++
      break
    }
    if (!/^[-+][a-zA-Z]+$/.test(arg)) {
      if (arg.startsWith('--')) continue
      break
    }
    for (const letter of arg.slice(1)) {
      if (letter === 'c') wantsCommand = true
      else if (letter === 'i') isInteractive = true
      else if (letter === 'o') flags.push(`${arg[0]}o ${args[++i] ?? ''}`)
      else if ('exuafnvC'.includes(letter)) flags.push(`${arg[0]}${letter}`)
    }
  }
  const rest = args.slice(i)
  // With -c the next word is $0 and the rest are $1 ...; with a file $0 is the file.
  if (wantsCommand)
    return { flags, command: rest[0] ?? '', file: undefined, args: rest.slice(2), zero: rest[1], isInteractive }
  return { flags, command: undefined, file: rest[0], args: rest.slice(1), zero: rest[0], isInteractive }
}

export async function runShell(call: WaitingInvocation, shell: ShellName): Promise<number> {
  const { machine, process } = call
  const parsed = shellArguments(call.args)
  let script = parsed.command
  if (script === undefined && parsed.file !== undefined) {
    const path = joinPath(call.cwd, parsed.file)
    if (!machine.files.existsSync(path)) {
      call.err(
        shell === 'ash'
          ? `${call.name}: can't open '${parsed.file}': No such file or directory\n`
          : `${call.name}: ${parsed.file}: No such file or directory\n`,
      )
      return shell === 'bash' ? 127 : 2
    }
    script = machine.files.readTextSync(path)
  }
  const stdin = script === undefined ? undefined : await call.stdin.text()
  script ??= await call.stdin.text()
  const started: { session?: ShellSession } = {}
  const job = machine.fork([call.name, ...call.args].join(' '), call.pid, (signal) => {
    if (started.session && signal !== 'SIGKILL' && started.session.signal(signal) !== 'ends') return
    if (job) machine.end(job, exitCodeOf(signal))
    started.session?.close()
    started.session?.end(exitCodeOf(signal))
  })
  if (!job) {
    if (call.session) return call.session.cannotFork()
    call.err('bash: fork: Resource temporarily unavailable\n')
    return 254
  }
  const session = new ShellSession({
    machine,
    process,
    job,
    name: shell,
    env: call.env,
    cwd: call.cwd,
    stdin: call.stdin,
    out: (text) => call.out(text),
    err: (text) => call.err(text),
  })
  started.session = session
  try {
    const { exitCode } = await session.run(script, {
      flags: parsed.flags,
      args: parsed.args,
      zero: parsed.zero ?? call.name,
      ...(stdin ? { stdin } : {}),
    })
    machine.end(job, exitCode)
    return exitCode
  } finally {
    session.close()
    machine.end(job, 137)
  }
}
