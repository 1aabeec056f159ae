// Makes a parsed script fit for virtual time. The interpreter runs `&` at once, knows no trap, goes on after `exec cmd`
// and reads the real clock; what is put in here turns these into commands of ours.
import type { CommandNode, ScriptNode, SimpleCommandNode, StatementNode, WordNode } from 'just-bash'
import { mergeGrepPatterns } from './merge-grep-patterns'
import {
  byEval,
  changeFolder,
  expands,
  inKilobytes,
  intoFile,
  isDevice,
  negativeExit,
  streamed,
  timeIt,
} from './rewrite-command'
import {
  assignment,
  commandsOf,
  lastExitCode,
  literal,
  literalOf,
  pipeline,
  simple,
  single,
  statement,
  structuralCopy,
  substitution,
  variable,
  walkWords,
  word,
  type Part,
  type Redirection,
} from './script-nodes'
import {
  COUNTS,
  DIRECT,
  DUE_TRAP,
  ERR_PATH,
  LAST_JOB,
  nameOfPath,
  OUT_PATH,
  OUT_VARIABLE,
  WRITES,
  ZERO,
} from './transform-names'

type FunctionDef = Extract<CommandNode, { type: 'FunctionDef' }>
type Compound = Exclude<CommandNode, SimpleCommandNode | FunctionDef>

export interface TransformOptions {
  /** names that may write while they run */
  isStreaming(name: string): boolean
  /** the image's own program at this path */
  hasProgram(path: string): boolean
  /** the outermost script, whose output nobody collects */
  readonly isMain: boolean
  serialize(script: ScriptNode): string
  parse(text: string): ScriptNode
}

export function transformScript(script: ScriptNode, options: TransformOptions): ScriptNode {
  new Walk(script, options).statements(script.statements, options.isMain ? 'log' : 'taken')
  return script
}

/** `__round && eval "$__DUE_TRAP"`: counts the rounds of a loop and runs the trap that is due. */
const round = (isCounting: boolean) =>
  statement(
    pipeline(simple('__round', isCounting ? [literal(COUNTS)] : [])),
    pipeline(simple('eval', [variable(DUE_TRAP)])),
  )

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

  private round(output: Output, counts = false): StatementNode {
    const each = round(counts)
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
        return this.loop(node.body, output, isCounting(node.condition))
      case 'CStyleFor':
        return this.loop(node.body, output, node.condition !== null)
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

  private loop(body: StatementNode[], output: Output, counts = false): void {
    this.statements(body, output)
    body.unshift(this.round(this.redirectsItself ? 'taken' : output, counts))
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
    const written = literalOf(node.name)
    if (written?.startsWith('/') && this.options.hasProgram(written)) node.name = literal(nameOfPath(written))
    const name = literalOf(node.name)
    const isDirect = output === 'log' && !redirected && !inPipe
    if (name === 'exec' && node.args.length > 0) return this.exec(node, isDirect)
    if (name === 'exec') return node
    if (name === 'cd' && node.args.length > 0) return changeFolder(node)
    if (name === 'exit' && /^-\d/.test(literalOf(node.args[0] ?? null) ?? '')) return negativeExit(node)
    if (name === 'du') node.args = inKilobytes(node.args)
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
      target.content.parts = target.content.parts.flatMap((part) =>
        part.type === 'Glob' ? this.withoutPattern(part.pattern) : [part],
      )
      this.word(target.content)
      return
    }
    this.word(target)
    if (WRITE_OPERATORS.has(operator) && !isDevice(literalOf(target)))
      target.parts.push({ type: 'Literal', value: WRITES })
  }

  /** Brackets in a here-document are no pattern: `[sleep, '$SECONDS']` keeps its quotes, and what is in it is expanded. */
  private withoutPattern(pattern: string): Part[] {
    const quoted = pattern.replace(/\\?"/g, (found) => (found.length > 1 ? '\\\\\\"' : '\\"'))
    const node = this.options.parse(`: "${quoted}"`).statements[0]?.pipelines[0]?.commands[0]
    const [text] = node?.type === 'SimpleCommand' ? (node.args[0]?.parts ?? []) : []
    return text?.type === 'DoubleQuoted' ? text.parts : [{ type: 'Literal', value: pattern }]
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
      if (part.parameter === '0') return { ...part, parameter: ZERO }
      const clock = part.operation ? undefined : CLOCKS[part.parameter]
      return clock ? substitution(simple(clock, [literal(part.parameter)])) : part
    })
  }
}

const COMPARISONS = new Set(['-lt', '-le', '-gt', '-ge', '-ne', '-eq'])

/** `[ $i -lt 10 ]`, `(( i < 10 ))`: only the script itself can change what it asks. */
function isCounting(condition: readonly StatementNode[]): boolean {
  const [only, ...more] = condition.flatMap(commandsOf)
  if (!only || more.length > 0) return false
  if (only.type === 'ArithmeticCommand') return true
  return only.type === 'SimpleCommand' && only.args.some((arg) => COMPARISONS.has(literalOf(arg) ?? ''))
}

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
