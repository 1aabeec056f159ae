// Makes a parsed script fit for virtual time. The interpreter runs `&` at once, knows no trap, goes on after `exec cmd`
// and reads the real clock; what is put in here turns these into commands of ours.
import type { CommandNode, ScriptNode, SimpleCommandNode, StatementNode, WordNode } from 'just-bash'
import { mergeGrepPatterns } from './merge-grep-patterns'

type Part = WordNode['parts'][number]
type Redirection = SimpleCommandNode['redirections'][number]
type Pipeline = StatementNode['pipelines'][number]
type Assignment = SimpleCommandNode['assignments'][number]
type FunctionDef = Extract<CommandNode, { type: 'FunctionDef' }>
type Compound = Exclude<CommandNode, SimpleCommandNode | FunctionDef>

/** Ends the name of a command that may write to the log while it still runs. */
export const DIRECT = '\u0002'
/** Ends the path of a redirection that writes. */
export const WRITES = '\u0001'
/** The variable that holds the last background process. */
export const LAST_JOB = '__LAST_JOB'
/** The variable that holds the trap that is due. */
export const DUE_TRAP = '__DUE_TRAP'
export const OUT_PATH = '/dev/.out'
export const ERR_PATH = '/dev/.err'
/** In a function: where its output goes. Set by whoever calls it for its output. */
const OUT_VARIABLE = '__OUT'

export interface TransformOptions {
  /** names that may write while they run */
  isStreaming(name: string): boolean
  /** the outermost script, whose output nobody collects */
  readonly isMain: boolean
  serialize(script: ScriptNode): string
}

export function transformScript(script: ScriptNode, options: TransformOptions): ScriptNode {
  new Walk(script, options).statements(script.statements, options.isMain ? 'log' : 'taken')
  return script
}

const word = (...parts: Part[]): WordNode => ({ type: 'Word', parts })
export const literal = (value: string): WordNode => word({ type: 'Literal', value })
const single = (value: string): WordNode => word({ type: 'SingleQuoted', value })
export const simple = (name: string, args: WordNode[] = []): SimpleCommandNode => ({
  type: 'SimpleCommand',
  name: literal(name),
  args,
  assignments: [],
  redirections: [],
})
export const pipeline = (...commands: CommandNode[]): StatementNode['pipelines'][number] => ({
  type: 'Pipeline',
  commands,
  negated: false,
})
export const statement = (...pipelines: StatementNode['pipelines']): StatementNode => ({
  type: 'Statement',
  pipelines,
  operators: pipelines.slice(1).map(() => '&&'),
  background: false,
})
const variable = (name: string): WordNode =>
  word({ type: 'DoubleQuoted', parts: [{ type: 'ParameterExpansion', parameter: name, operation: null }] })
/** `$?` */
export const lastExitCode = (): WordNode => word({ type: 'ParameterExpansion', parameter: '?', operation: null })
const substitution = (command: CommandNode): Part => ({
  type: 'CommandSubstitution',
  legacy: false,
  body: { type: 'Script', statements: [statement(pipeline(command))] },
})
const assignment = (name: string, value: WordNode): Assignment => ({
  type: 'Assignment',
  name,
  value,
  append: false,
  array: null,
})

/** `__round && eval "$__DUE_TRAP"`: counts the rounds of a loop and runs the trap that is due. */
const round = () => statement(pipeline(simple('__round')), pipeline(simple('eval', [variable(DUE_TRAP)])))

/** Where the output of a command goes: to the log, to whoever takes it, or as the caller of the function says. */
type Output = 'log' | 'caller' | 'taken'

const CLOCKS: Readonly<Record<string, string>> = {
  RANDOM: '__random',
  SECONDS: '__seconds',
  EPOCHSECONDS: '__epoch',
  EPOCHREALTIME: '__epoch',
  SRANDOM: '__random',
}
const OUTPUT_OPERATORS = new Set(['>', '>>', '>|', '&>', '&>>', '>&'])
const WRITE_OPERATORS = new Set(['>', '>>', '>|', '&>', '&>>'])

class Walk {
  private readonly hasTrap: boolean
  private readonly redirectsItself: boolean
  private readonly functions: FunctionDef[] = []
  private readonly functionNames: ReadonlySet<string>

  constructor(
    script: ScriptNode,
    private readonly options: TransformOptions,
  ) {
    const text = JSON.stringify(script)
    this.hasTrap = text.includes('"value":"trap"')
    this.redirectsItself = script.statements.some(isOwnRedirection)
    for (const node of script.statements.flatMap(commandsOf)) if (node.type === 'FunctionDef') this.functions.push(node)
    this.functionNames = new Set(
      [...text.matchAll(/"type":"FunctionDef","name":"([^"]+)"/g)].map((match) => match[1] as string),
    )
  }

  /** Changes a list of statements in place. */
  statements(list: StatementNode[], output: Output): void {
    const out: StatementNode[] = []
    const own = this.redirectsItself ? 'taken' : output
    for (const each of list) {
      if (each.background) {
        out.push(this.background(each))
        continue
      }
      const waits = this.hasTrap && isSimple(each, ['sleep', 'wait', 'read'])
      for (const line of each.pipelines) {
        const last = line.commands.length - 1
        line.commands = line.commands.map((command, i) => this.command(command, i < last ? 'taken' : own, last > 0))
        if (line.timed) timeIt(line)
      }
      out.push(each)
      if (waits) out.push(this.round(own))
    }
    list.splice(0, list.length, ...out)
  }

  private round(output: Output): StatementNode {
    const each = round()
    const run = each.pipelines[1]?.commands[0]
    if (run && output !== 'taken') streamed(run, output === 'caller')
    return each
  }

  private background(each: StatementNode): StatementNode {
    const { sourceText: _, ...alone } = each
    const body = [
      ...this.functions.map((node) => statement(pipeline(structuralCopy(node)))),
      { ...alone, background: false },
    ]
    const text = this.options.serialize({ type: 'Script', statements: body })
    const start = word(substitution(simple('__background', [single(text)])))
    return statement(
      pipeline({
        type: 'SimpleCommand',
        name: null,
        args: [],
        assignments: [assignment(LAST_JOB, start)],
        redirections: [],
      }),
    )
  }

  /** inPipe: the command reads from a pipe; it cannot write while it runs, for what it reads is all there when it starts */
  private command(node: CommandNode, output: Output, inPipe = false): CommandNode {
    const redirected = node.redirections.some((each) => OUTPUT_OPERATORS.has(each.operator))
    for (const redirection of node.redirections) this.redirection(redirection)
    if (node.type === 'SimpleCommand') return this.simpleCommand(node, output, { redirected, inPipe })
    // A compound command with a redirection of its own is taken as a whole; without one its parts write for themselves.
    const inner: Output = redirected || inPipe ? 'taken' : output
    if (node.type === 'FunctionDef') {
      this.command(node.body, 'caller')
      return node
    }
    if ((redirected || inPipe) && output !== 'taken') streamed(node, output === 'caller')
    this.compound(node, inner)
    return node
  }

  private compound(node: Compound, output: Output): void {
    switch (node.type) {
      case 'If':
        for (const clause of node.clauses) {
          this.statements(clause.condition, output)
          this.statements(clause.body, output)
        }
        if (node.elseBody) this.statements(node.elseBody, output)
        return
      case 'While':
      case 'Until':
        this.statements(node.condition, output)
        return this.loop(node.body, output)
      case 'CStyleFor':
        return this.loop(node.body, output)
      case 'For':
        for (const each of node.words ?? []) this.word(each)
        if (this.hasTrap) return this.loop(node.body, output)
        return this.statements(node.body, output)
      case 'Case':
        this.word(node.word)
        for (const item of node.items) this.statements(item.body, output)
        return
      case 'Subshell':
      case 'Group':
        return this.statements(node.body, output)
      case 'ConditionalCommand':
        return walkWords(node.expression, (each) => this.word(each))
      case 'ArithmeticCommand':
        return
    }
  }

  private loop(body: StatementNode[], output: Output): void {
    this.statements(body, output)
    body.unshift(this.round(this.redirectsItself ? 'taken' : output))
  }

  private simpleCommand(
    node: SimpleCommandNode,
    output: Output,
    { redirected, inPipe }: { redirected: boolean; inPipe: boolean },
  ): CommandNode {
    for (const each of node.args) this.word(each)
    for (const { value, array } of node.assignments)
      for (const each of [...(value ? [value] : []), ...(array ?? [])]) this.word(each)
    if (!node.name) return node
    this.word(node.name)
    if (node.name.parts.some(expands)) byEval(node)
    const name = literalOf(node.name)
    const isDirect = output === 'log' && !redirected && !inPipe
    if (name === 'exec' && node.args.length > 0) return this.exec(node, isDirect)
    if (name === 'exec') return node
    if (name === 'grep') node.args = [...mergeGrepPatterns(node.args)] as WordNode[]
    if (name === 'wait') node.name = literal('__wait')
    else if (isDirect && name !== undefined && this.options.isStreaming(name)) {
      node.name = literal(name + DIRECT)
      return node
    }
    if (name !== undefined && output !== 'taken' && !inPipe && this.options.isStreaming(name)) {
      const group = intoFile(node, name)
      if (group) return group
    }
    const isCall = name !== undefined && this.functionNames.has(name)
    if (isCall && (output === 'taken' || redirected || inPipe))
      node.assignments.push(assignment(OUT_VARIABLE, literal('/dev/stdout')))
    if (output !== 'taken' && !(isCall && isDirect)) streamed(node, output === 'caller')
    return node
  }

  /** `exec cmd` -> `{ __exec cmd; exit $?; }` */
  private exec(node: SimpleCommandNode, direct: boolean): CommandNode {
    const run: SimpleCommandNode = { ...node, name: literal(direct ? `__exec${DIRECT}` : '__exec') }
    const leave = simple('exit', [lastExitCode()])
    return { type: 'Group', body: [statement(pipeline(run)), statement(pipeline(leave))], redirections: [] }
  }

  private redirection({ operator, target }: Redirection): void {
    if (target.type === 'HereDoc') {
      this.word(target.content)
      // Brackets in a here-document are no pattern: the interpreter would take the quotes out of `[sleep, '3600']`.
      target.content.parts = target.content.parts.map((part) =>
        part.type === 'Glob' ? { type: 'Literal', value: part.pattern } : part,
      )
      return
    }
    this.word(target)
    if (WRITE_OPERATORS.has(operator) && !literalOf(target)?.startsWith('/dev/'))
      target.parts.push({ type: 'Literal', value: WRITES })
  }

  private word(each: WordNode): void {
    each.parts = this.parts(each.parts)
  }

  private parts(parts: readonly Part[]): Part[] {
    return parts.map((part) => {
      if (part.type === 'DoubleQuoted') return { ...part, parts: this.parts(part.parts) }
      if (part.type === 'CommandSubstitution' || part.type === 'ProcessSubstitution') {
        this.statements(part.body.statements, 'taken')
        return part
      }
      if (part.type !== 'ParameterExpansion') return part
      if (part.parameter === '!') return { ...part, parameter: LAST_JOB }
      const clock = part.operation ? undefined : CLOCKS[part.parameter]
      return clock ? substitution(simple(clock, [literal(part.parameter)])) : part
    })
  }
}

const expands = (part: Part): boolean =>
  part.type === 'ParameterExpansion' ||
  part.type === 'CommandSubstitution' ||
  (part.type === 'DoubleQuoted' && part.parts.some(expands))

/** `"$@"`, `$COMMAND -x`: the interpreter takes all of it for one name. Quoted once more it is read as words. */
function byEval(node: SimpleCommandNode): void {
  node.args = [
    word({ type: 'DoubleQuoted', parts: [substitution(simple('__quote', [node.name as WordNode, ...node.args]))] }),
  ]
  node.name = literal('eval')
}

/** `time cmd`: the interpreter would read the real clock. */
function timeIt(line: Pipeline): void {
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

/**
 * `cmd > file` -> `{ : > file && __into file cmd; }`: what the command says is in the file while it still runs. undefined where more than
 * that, or `2>&1` with it, is redirected.
 */
function intoFile(node: SimpleCommandNode, name: string): CommandNode | undefined {
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
  if (literalOf(file.target)?.startsWith('/dev/')) return undefined
  const plain: WordNode = { ...file.target, parts: file.target.parts.slice(0, -1) }
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
function streamed(node: CommandNode, conditional: boolean): void {
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

const commandsOf = (each: StatementNode): CommandNode[] => each.pipelines.flatMap((line) => line.commands)

function isSimple(each: StatementNode, names: readonly string[]): boolean {
  const command = each.pipelines.at(-1)?.commands[0]
  return command?.type === 'SimpleCommand' && names.includes(literalOf(command.name) ?? '')
}

/** `exec > file`: from here on output goes elsewhere. */
function isOwnRedirection(each: StatementNode): boolean {
  return commandsOf(each).some(
    (node) =>
      node.type === 'SimpleCommand' &&
      literalOf(node.name) === 'exec' &&
      node.args.length === 0 &&
      node.redirections.some(
        ({ operator, target }) =>
          WRITE_OPERATORS.has(operator) && ![OUT_PATH, ERR_PATH].includes(literalOf(target) ?? ''),
      ),
  )
}

/** The text of a word without any expansion. */
function literalOf(each: Redirection['target'] | null): string | undefined {
  if (each?.type !== 'Word') return undefined
  let text = ''
  for (const part of each.parts) {
    if (part.type !== 'Literal' && part.type !== 'SingleQuoted' && part.type !== 'Escaped') return undefined
    text += part.value
  }
  return text
}

function walkWords(node: object, visit: (each: WordNode) => void): void {
  if ('type' in node && node.type === 'Word') return visit(node as WordNode)
  for (const value of Object.values(node))
    if (typeof value === 'object' && value !== null) walkWords(value as object, visit)
}

/** A function's definition is written once more in front of each background script: the walk may change either. */
function structuralCopy<T>(node: T): T {
  if (Array.isArray(node)) return node.map((each: unknown) => structuralCopy(each)) as T
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => [key, structuralCopy(value)]),
  ) as T
}
