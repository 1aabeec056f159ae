import type { CommandRecord } from '../../objects/run-record'

/** A statement begins: where it stands in what was typed, and what had been answered until then. */
export interface StatementMark {
  readonly offset: number
  readonly at: number
  readonly exitCodeBefore: number
  readonly stdout: number
  readonly stderr: number
}

/** Lines that were typed together, each with its own answer. What stands on one line stays together. */
export function answeredLines(whole: CommandRecord, marks: readonly StatementMark[]): CommandRecord[] {
  const { command, stdout, stderr, exitCode, to, ...rest } = whole
  const starts = marks.filter(({ offset }, i) => i === 0 || command.slice(marks[i - 1]?.offset, offset).includes('\n'))
  if (starts.length < 2) return [whole]
  return starts.map((mark, i) => {
    const next = starts[i + 1]
    const first = i === 0
    return {
      ...(first ? rest : { from: mark.at }),
      to: next?.at ?? to,
      command: command.slice(first ? 0 : mark.offset, next?.offset).replace(/\s+$/, ''),
      stdout: stdout.slice(first ? 0 : mark.stdout, next?.stdout),
      stderr: stderr.slice(first ? 0 : mark.stderr, next?.stderr),
      exitCode: next?.exitCodeBefore ?? exitCode,
    }
  })
}
