// Where each phrase is defined: cucumber makes objects of every line of a stack to find one file and one line, for hundreds of phrases.
// Here the lines of the stack are read from the top until one is not cucumber's.
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { putInPlace } from './put-in-place'

interface Place {
  readonly line: number
  readonly uri: string
}

/** `at name (file:line:column)` or `at file:line:column` */
const FRAME = /^\s+at (?:.*? \((?<named>.+):(?<line>\d+):\d+\)|(?:async )?(?<bare>.+):(?<bareLine>\d+):\d+)$/

/**
 * The first frame of a stack's text that is not excluded.
 * @param excluded what a file's name begins with
 */
export function placeIn(stack: string, cwd: string, excluded: readonly string[]): Place {
  for (const frame of stack.split('\n')) {
    const { named, line, bare, bareLine } = FRAME.exec(frame)?.groups ?? {}
    const file = named ?? bare
    if (file === undefined || excluded.some((beginning) => file.startsWith(beginning))) continue
    return {
      line: Number(line ?? bareLine),
      uri: relative(cwd, file.startsWith('file://') ? fileURLToPath(file) : file),
    }
  }
  return { line: 0, uri: 'unknown' }
}

putInPlace('@cucumber/cucumber', './support_code_library_builder/get_definition_line_and_uri', (load) => {
  const cucumber = dirname(load.resolve('./index'))
  return { getDefinitionLineAndUri: (cwd: string) => placeIn(new Error().stack ?? '', cwd, [__filename, cucumber]) }
})
