/** A statement that ended with another exit code than 0. */
export interface Failure {
  readonly command: string
  readonly exitCode: number
}

/** What a statement begins with: its place in the script, and how the one before it ended. */
interface Beginning {
  readonly offset: number
  readonly exitCodeBefore: number
}

const READS_EXIT_CODE = /\$\?|\$\{\?\}/

/**
 * The statements that failed and of which the script takes no notice. `if`, `||`, `!` and loops make one statement with what they look at,
 * and whose exit code the next statement reads has been looked at, too.
 */
export function failedStatements(script: string, beginnings: readonly Beginning[], exitCode: number): Failure[] {
  if (beginnings.length === 0) return exitCode === 0 ? [] : [{ command: script.trim(), exitCode }]
  const statements = beginnings.map(({ offset }, i) => ({
    command: script.slice(offset, beginnings[i + 1]?.offset).trim(),
    exitCode: beginnings[i + 1]?.exitCodeBefore ?? exitCode,
  }))
  return statements.filter((each, i) => each.exitCode !== 0 && !READS_EXIT_CODE.test(statements[i + 1]?.command ?? ''))
}
