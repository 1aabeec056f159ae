// A shell that reads its commands: line by line from a terminal, as a whole from a pipe.
import { loadJustBash } from './just-bash'
import type { ShellSession } from './session'
import type { StandardInput } from './standard-input'

export class InteractiveShell {
  private env: Readonly<Record<string, string>>
  private exitCode = 0

  constructor(
    private readonly session: ShellSession,
    private readonly stdin: StandardInput,
  ) {
    this.env = session.options.env
  }

  /** Until `exit` or the end of the input; returns the exit code. */
  async run(): Promise<number> {
    const { process } = this.session
    if (!this.stdin.isTerminal) {
      if (!this.stdin.isOpen) return 0
      const { exitCode } = await this.session.run(await this.stdin.text(process))
      return exitCode
    }
    for (;;) {
      this.session.out(this.prompt())
      const script = await this.nextCommand()
      if (script === undefined) return this.exitCode
      const leave = /^\s*(?:exit|logout)(?:\s+(\d+))?\s*$/.exec(script)
      if (leave) return leave[1] === undefined ? this.exitCode : Number(leave[1]) & 255
      if (script.trim() === '') continue
      await this.runLine(script)
    }
  }

  private async runLine(script: string): Promise<void> {
    const result = await this.session.runIn(script, this.env)
    this.env = result.env
    this.exitCode = result.exitCode
  }

  /** Lines up to the end of a command: a here-document or a loop takes several. */
  private async nextCommand(): Promise<string | undefined> {
    const { parse } = await loadJustBash()
    let text = ''
    for (;;) {
      const line = await this.stdin.line(this.session.process)
      if (line === undefined) return text === '' ? undefined : text
      // A terminal shows what is typed.
      this.session.out(`${line}\n`)
      text += `${line}\n`
      if (isComplete(text, parse)) return text
    }
  }

  private prompt(): string {
    const { machine, name } = this.session.options
    const cwd = this.env['PWD'] ?? this.session.options.cwd
    const sign = machine.options.user.uid === 0 ? '#' : '$'
    if (name === 'ash') return `${cwd === '/root' ? '~' : cwd} ${sign} `
    if (name === 'dash') return `${sign} `
    return `${machine.options.user.name}@${machine.options.hostname}:${cwd}${sign} `
  }
}

const OPEN_END = /got EOF|unexpected EOF|here-document|unterminated/i

function isComplete(text: string, parse: (script: string) => unknown): boolean {
  try {
    const script = parse(text) as { statements: { deferredError?: { message: string } }[] }
    if (/<<-?\s*['"\\]?(\w+)/.test(text) && !hereDocumentsEnd(text)) return false
    return !/\\\n$/.test(text) && script.statements.every((each) => !each.deferredError)
  } catch (error) {
    return !OPEN_END.test((error as Error).message)
  }
}

function hereDocumentsEnd(text: string): boolean {
  const lines = text.split('\n')
  return [...text.matchAll(/<<(-?)\s*['"\\]?(\w+)/g)].every(([, strip, word]) =>
    lines.some((line) => (strip ? line.replace(/^\t+/, '') : line) === word),
  )
}
