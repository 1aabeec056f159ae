// How one command is written anew: by eval, timed, into a file, with its output streamed.
import type { CommandNode, SimpleCommandNode, WordNode } from 'just-bash'
import {
  lastExitCode,
  literal,
  literalOf,
  pipeline,
  simple,
  statement,
  substitution,
  word,
  type Part,
  type Pipeline,
} from './script-nodes'
import { NOWHERE, OUT_PATH, OUT_VARIABLE } from './transform-names'

export const expands = (part: Part): boolean =>
  part.type === 'ParameterExpansion' ||
  part.type === 'CommandSubstitution' ||
  (part.type === 'DoubleQuoted' && part.parts.some(expands))

/** `"$@"`, `$COMMAND -x`: the interpreter takes all of it for one name. Quoted once more it is read as words. */
export function byEval(node: SimpleCommandNode): void {
  node.args = [
    word({ type: 'DoubleQuoted', parts: [substitution(simple('__quote', [node.name as WordNode, ...node.args]))] }),
  ]
  node.name = literal('eval')
}

/** `time cmd`: the interpreter would read the real clock. */
export function timeIt(line: Pipeline): void {
  const inner: Pipeline = { ...line, timed: false }
  const format = line.timePosix ? [literal('-p')] : []
  line.commands = [
    {
      type: 'Group',
      body: [
        statement(pipeline(simple('__time'))),
        statement(inner),
        statement(pipeline(simple('__timed', [lastExitCode(), ...format]))),
      ],
      redirections: [],
    },
  ]
  line.negated = false
  line.timed = false
}

/** The interpreter's du has no `-k`: it is what du does anyway. */
export const inKilobytes = (args: readonly WordNode[]): WordNode[] =>
  args.flatMap((arg) => {
    const written = literalOf(arg)
    if (written === undefined || !/^-[a-z]*k[a-z]*$/.test(written)) return [arg]
    const rest = written.replaceAll('k', '')
    return rest === '-' ? [] : [literal(rest)]
  })

/** `cd x` -> `{ cd x || __no_folder; }`: shells that are not bash have a code of their own for it. */
export const changeFolder = (node: SimpleCommandNode): CommandNode => ({
  type: 'Group',
  body: [{ ...statement(pipeline(node), pipeline(simple('__no_folder'))), operators: ['||'] }],
  redirections: [],
})

/** `exit -1` -> `{ __negative -1; exit $?; }`: bash counts back from 256, other shells know no such number. */
export const negativeExit = (node: SimpleCommandNode): CommandNode => ({
  type: 'Group',
  body: [
    statement(pipeline({ ...node, name: literal('__negative') })),
    statement(pipeline(simple('exit', [lastExitCode()]))),
  ],
  redirections: [],
})

/** What is written there is nobody's file. */
export const isDevice = (path: string | undefined): boolean => path !== undefined && /^\/dev\/(?!shm\/)/.test(path)

/**
 * `cmd > file` -> `{ : > file && __into file cmd; }`: what the command says is in the file while it still runs. undefined where more than
 * that, or `2>&1` with it, is redirected.
 */
export function intoFile(node: SimpleCommandNode, name: string): CommandNode | undefined {
  const [file, both, ...more] = node.redirections
  if (
    !file ||
    more.length > 0 ||
    !['>', '>>'].includes(file.operator) ||
    (file.fd !== null && file.fd !== 1) ||
    file.target.type !== 'Word'
  )
    return undefined
  if (both && !(both.operator === '>&' && both.fd === 2 && literalOf(both.target) === '1')) return undefined
  const device = isDevice(literalOf(file.target))
  if (device && literalOf(file.target) !== NOWHERE) return undefined
  const plain: WordNode = device ? file.target : { ...file.target, parts: file.target.parts.slice(0, -1) }
  const open: SimpleCommandNode = { ...simple(':'), redirections: [file] }
  const run: SimpleCommandNode = {
    ...node,
    name: literal('__into'),
    args: [literal(both ? 'both' : 'out'), plain, literal(name), ...node.args],
    redirections: [],
  }
  return { type: 'Group', body: [{ ...statement(pipeline(open), pipeline(run)) }], redirections: [] }
}

/**
 * What a command says reaches the log when it has ended, not when the whole script has. (`exec >>` in front of the script
 * would be shorter; the interpreter then writes what a pipe or a substitution should have taken to that file, too.)
 * It comes first, so that `2>&1` and `> file` after it mean what they say.
 */
export function streamed(node: CommandNode, conditional: boolean): void {
  const byCaller = word({
    type: 'ParameterExpansion',
    parameter: OUT_VARIABLE,
    operation: { type: 'DefaultValue', word: literal(OUT_PATH), checkEmpty: false },
  })
  node.redirections.unshift({
    type: 'Redirection',
    fd: null,
    operator: '>>',
    target: conditional ? byCaller : literal(OUT_PATH),
  })
}
