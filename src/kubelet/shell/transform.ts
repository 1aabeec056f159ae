// Makes a parsed script fit for virtual time. The interpreter runs `&` at once, knows no trap, goes on after `exec cmd`
// and reads the real clock; what is put in here turns these into commands of ours.
import type * as JustBash from 'just-bash'
import { mergeGrepPatterns } from './merge-grep-patterns'

type Script = ReturnType<(typeof JustBash)['parse']>
type Statement = Script['statements'][number]
// The syntax tree has some eighty node types; the walk needs only the ones it changes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any

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
  serialize(script: Script): string
}

export function transformScript(script: Script, options: TransformOptions): Script {
  new Walk(script, options).statements(script.statements, options.isMain ? 'log' : 'taken')
  return script
}

const literal = (value: string) => ({ type: 'Word', parts: [{ type: 'Literal', value }] })
const single = (value: string) => ({ type: 'Word', parts: [{ type: 'SingleQuoted', value }] })
const simple = (name: string, args: unknown[] = []) => ({ type: 'SimpleCommand', name: literal(name), args, assignments: [], redirections: [] })
const pipeline = (...commands: unknown[]) => ({ type: 'Pipeline', commands, negated: false })
const statement = (...pipelines: unknown[]) =>
  ({ type: 'Statement', pipelines, operators: pipelines.slice(1).map(() => '&&'), background: false }) as unknown as Statement
const variable = (name: string) => ({ type: 'Word', parts: [{ type: 'DoubleQuoted', parts: [{ type: 'ParameterExpansion', parameter: name, operation: null }] }] })
const substitution = (command: Node) => ({
  type: 'CommandSubstitution', legacy: false, body: { type: 'Script', statements: [statement(pipeline(command))] },
})

/** `__round && eval "$__DUE_TRAP"`: counts the rounds of a loop and runs the trap that is due. */
const round = () => statement(pipeline(simple('__round')), pipeline(simple('eval', [variable(DUE_TRAP)])))

/** Where the output of a command goes: to the log, to whoever takes it, or as the caller of the function says. */
type Output = 'log' | 'caller' | 'taken'

const CLOCKS: Readonly<Record<string, string>> = {
  RANDOM: '__random', SECONDS: '__seconds', EPOCHSECONDS: '__epoch', EPOCHREALTIME: '__epoch', SRANDOM: '__random',
}
const OUTPUT_OPERATORS = new Set(['>', '>>', '>|', '&>', '&>>', '>&'])
const WRITE_OPERATORS = new Set(['>', '>>', '>|', '&>', '&>>'])

class Walk {
  private readonly hasTrap: boolean
  private readonly redirectsItself: boolean
  private readonly functions: Node[] = []
  private readonly functionNames: ReadonlySet<string>

  constructor(script: Script, private readonly options: TransformOptions) {
    const text = JSON.stringify(script)
    this.hasTrap = text.includes('"value":"trap"')
    this.redirectsItself = false
    for (const each of script.statements) if (isOwnRedirection(each)) this.redirectsItself = true
    for (const each of script.statements) for (const node of each.pipelines.flatMap((line) => line.commands) as Node[]) if (node.type === 'FunctionDef') this.functions.push(node)
    this.functionNames = new Set([...text.matchAll(/"type":"FunctionDef","name":"([^"]+)"/g)].map((match) => match[1] as string))
  }

  /** Changes a list of statements in place. */
  statements(list: Statement[], output: Output): void {
    const out: Statement[] = []
    const own = this.redirectsItself ? 'taken' : output
    for (const each of list) {
      if (each.background) {
        out.push(this.background(each))
        continue
      }
      const waits = this.hasTrap && isSimple(each, ['sleep', 'wait', 'read'])
      for (const line of each.pipelines as Node[]) {
        const last = line.commands.length - 1
        line.commands = line.commands.map((command: Node, i: number) => this.command(command, i < last ? 'taken' : own, last > 0))
      }
      out.push(each)
      if (waits) out.push(this.round(own))
    }
    list.splice(0, list.length, ...out)
  }

  private round(output: Output): Statement {
    const each = round()
    const run = each.pipelines[1]?.commands[0]
    if (output !== 'taken') streamed(run, output === 'caller')
    return each
  }

  private background(each: Statement): Statement {
    each.background = false
    delete (each as Node).sourceText
    const body = [...this.functions.map((node) => statement(pipeline(structuralCopy(node)))), each]
    const text = this.options.serialize({ type: 'Script', statements: body } as Script)
    const assignment = {
      type: 'Assignment', name: LAST_JOB, append: false, array: null,
      value: { type: 'Word', parts: [substitution(simple('__background', [single(text)]))] },
    }
    return statement(pipeline({ type: 'SimpleCommand', name: null, args: [], assignments: [assignment], redirections: [] }))
  }

  /** inPipe: the command reads from a pipe; it cannot write while it runs, for what it reads is all there when it starts */
  private command(node: Node, output: Output, inPipe = false): Node {
    const redirected = (node.redirections ?? []).some((each: Node) => OUTPUT_OPERATORS.has(each.operator))
    for (const redirection of node.redirections ?? []) this.redirection(redirection)
    if (node.type === 'SimpleCommand') return this.simpleCommand(node, output, { redirected, inPipe })
    // A compound command with a redirection of its own is taken as a whole; without one its parts write for themselves.
    const inner: Output = redirected || inPipe ? 'taken' : output
    if ((redirected || inPipe) && output !== 'taken' && node.type !== 'FunctionDef') streamed(node, output === 'caller')
    this.compound(node, inner)
    return node
  }

  private compound(node: Node, output: Output): void {
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
        for (const word of node.words ?? []) this.word(word)
        if (this.hasTrap) return this.loop(node.body, output)
        return this.statements(node.body, output)
      case 'Case':
        this.word(node.word)
        for (const item of node.items) this.statements(item.body, output)
        return
      case 'Subshell':
      case 'Group':
        return this.statements(node.body, output)
      case 'FunctionDef':
        this.command(node.body, 'caller')
        return
      case 'ConditionalCommand':
        return walkWords(node.expression, (word) => this.word(word))
    }
  }

  private loop(body: Statement[], output: Output): void {
    this.statements(body, output)
    body.unshift(this.round(this.redirectsItself ? 'taken' : output))
  }

  private simpleCommand(node: Node, output: Output, { redirected, inPipe }: { redirected: boolean; inPipe: boolean }): Node {
    for (const word of node.args) this.word(word)
    for (const assignment of node.assignments) {
      if (assignment.value) this.word(assignment.value)
      for (const word of assignment.array ?? []) this.word(word)
    }
    if (!node.name) return node
    this.word(node.name)
    const name = literalOf(node.name)
    const isDirect = output === 'log' && !redirected && !inPipe
    if (name === 'exec' && node.args.length > 0) return this.exec(node, isDirect)
    if (name === 'exec') return node
    if (name === 'grep') node.args = mergeGrepPatterns(node.args)
    if (name === 'wait') node.name = literal('__wait')
    else if (isDirect && name !== undefined && this.options.isStreaming(name)) {
      node.name = literal(name + DIRECT)
      return node
    }
    const isCall = name !== undefined && this.functionNames.has(name)
    if (isCall && (output === 'taken' || redirected || inPipe)) node.assignments.push({ type: 'Assignment', name: OUT_VARIABLE, append: false, array: null, value: literal('/dev/stdout') })
    if (output !== 'taken' && !(isCall && isDirect)) streamed(node, output === 'caller')
    return node
  }

  /** `exec cmd` -> `{ __exec cmd; exit $?; }` */
  private exec(node: Node, direct: boolean): Node {
    const run = { ...node, name: literal(direct ? `__exec${DIRECT}` : '__exec') }
    const leave = simple('exit', [{ type: 'Word', parts: [{ type: 'ParameterExpansion', parameter: '?', operation: null }] }])
    return { type: 'Group', body: [statement(pipeline(run)), statement(pipeline(leave))], redirections: [] }
  }

  private redirection(each: Node): void {
    if (each.target?.type === 'HereDoc') {
      if (!each.target.content) return
      this.word(each.target.content)
      // Brackets in a here-document are no pattern: the interpreter would take the quotes out of `[sleep, '3600']`.
      each.target.content.parts = each.target.content.parts.map((part: Node) => (part.type === 'Glob' ? { type: 'Literal', value: part.pattern } : part))
      return
    }
    if (!each.target) return
    this.word(each.target)
    const path = literalOf(each.target)
    if (!WRITE_OPERATORS.has(each.operator) || path?.startsWith('/dev/')) return
    each.target.parts.push({ type: 'Literal', value: WRITES })
  }

  private word(word: Node): void {
    word.parts = this.parts(word.parts ?? [])
  }

  private parts(parts: Node[]): Node[] {
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

/**
 * What a command says reaches the log when it has ended, not when the whole script has. (`exec >>` in front of the script
 * would be shorter; the interpreter then writes what a pipe or a substitution should have taken to that file, too.)
 * It comes first, so that `2>&1` and `> file` after it mean what they say.
 */
function streamed(node: Node, conditional: boolean): void {
  if (!node?.redirections) return
  const target = conditional ? word({ type: 'ParameterExpansion', parameter: OUT_VARIABLE, operation: { type: 'DefaultValue', word: literal(OUT_PATH), checkEmpty: false } }) : literal(OUT_PATH)
  node.redirections.unshift({ type: 'Redirection', fd: null, operator: '>>', target })
}

const word = (...parts: Node[]) => ({ type: 'Word', parts })

function isSimple(each: Statement, names: readonly string[]): boolean {
  const command = each.pipelines[each.pipelines.length - 1]?.commands[0] as Node
  return command?.type === 'SimpleCommand' && names.includes(literalOf(command.name) ?? '')
}

/** `exec > file`: from here on output goes elsewhere. */
function isOwnRedirection(each: Statement): boolean {
  return (each.pipelines.flatMap((line) => line.commands) as Node[]).some(
    (node) => node.type === 'SimpleCommand' && literalOf(node.name) === 'exec' && node.args.length === 0 &&
      node.redirections.some((redirection: Node) => OUTPUT_OPERATORS.has(redirection.operator) && ![OUT_PATH, ERR_PATH].includes(literalOf(redirection.target) ?? '')),
  )
}

export function literalOf(word: Node): string | undefined {
  if (!word || word.type !== 'Word') return undefined
  let text = ''
  for (const part of word.parts) {
    if (part.type !== 'Literal' && part.type !== 'SingleQuoted' && part.type !== 'Escaped') return undefined
    text += part.value
  }
  return text
}

function walkWords(node: Node, visit: (word: Node) => void): void {
  if (!node || typeof node !== 'object') return
  if (node.type === 'Word') return visit(node)
  for (const value of Object.values(node)) if (value && typeof value === 'object') walkWords(value, visit)
}

/** A function's definition is written once more in front of each background script: the walk may change either. */
function structuralCopy(node: Node): Node {
  if (Array.isArray(node)) return node.map(structuralCopy)
  if (!node || typeof node !== 'object') return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, structuralCopy(value)]))
}
