// Makes a parsed script fit for virtual time. The interpreter runs `&` at once, knows no trap, goes on after `exec cmd`
// and reads the real clock; what is put in here turns these into commands of ours.
import type * as JustBash from 'just-bash'

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

export interface TransformOptions {
  /** names that may write while they run */
  isStreaming(name: string): boolean
  /** the outermost script, whose output nobody collects */
  readonly isMain: boolean
  serialize(script: Script): string
}

export function transformScript(script: Script, options: TransformOptions): Script {
  new Walk(script, options).statements(script.statements, options.isMain)
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

const CLOCKS: Readonly<Record<string, string>> = {
  RANDOM: '__random', SECONDS: '__seconds', EPOCHSECONDS: '__epoch', EPOCHREALTIME: '__epoch', SRANDOM: '__random',
}
const OUTPUT_OPERATORS = new Set(['>', '>>', '>|', '&>', '&>>', '>&'])
const WRITE_OPERATORS = new Set(['>', '>>', '>|', '&>', '&>>'])

class Walk {
  private readonly hasTrap: boolean
  private readonly redirectsItself: boolean
  private readonly functions: Node[] = []

  constructor(script: Script, private readonly options: TransformOptions) {
    const text = JSON.stringify(script)
    this.hasTrap = text.includes('"value":"trap"')
    this.redirectsItself = false
    for (const each of script.statements) if (isOwnRedirection(each)) this.redirectsItself = true
    for (const each of script.statements) for (const node of each.pipelines.flatMap((line) => line.commands) as Node[]) if (node.type === 'FunctionDef') this.functions.push(node)
  }

  /** Changes a list of statements in place. `direct`: its output goes to the log as it is. */
  statements(list: Statement[], direct: boolean): void {
    const out: Statement[] = []
    for (const each of list) {
      if (each.background) {
        out.push(this.background(each))
        continue
      }
      const waits = this.hasTrap && isSimple(each, ['sleep', 'wait', 'read'])
      for (const line of each.pipelines as Node[]) {
        const alone = direct && !this.redirectsItself && line.commands.length === 1
        line.commands = line.commands.map((command: Node) => this.command(command, alone))
        if (direct && !this.redirectsItself && !alone) streamed(line.commands[line.commands.length - 1])
      }
      out.push(each)
      if (waits) out.push(round())
    }
    list.splice(0, list.length, ...out)
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

  private command(node: Node, direct: boolean): Node {
    const redirected = (node.redirections ?? []).some((each: Node) => OUTPUT_OPERATORS.has(each.operator))
    for (const redirection of node.redirections ?? []) this.redirection(redirection)
    const inner = direct && !redirected
    switch (node.type) {
      case 'SimpleCommand':
        return this.simpleCommand(node, inner)
      case 'If':
        for (const clause of node.clauses) {
          this.statements(clause.condition, inner)
          this.statements(clause.body, inner)
        }
        if (node.elseBody) this.statements(node.elseBody, inner)
        return node
      case 'While':
      case 'Until':
        this.statements(node.condition, inner)
        this.loop(node.body, inner)
        return node
      case 'CStyleFor':
        this.loop(node.body, inner)
        return node
      case 'For':
        for (const word of node.words ?? []) this.word(word)
        if (this.hasTrap) this.loop(node.body, inner)
        else this.statements(node.body, inner)
        return node
      case 'Case':
        this.word(node.word)
        for (const item of node.items) this.statements(item.body, inner)
        return node
      case 'Subshell':
      case 'Group':
        this.statements(node.body, inner)
        return node
      case 'FunctionDef':
        this.command(node.body, false)
        return node
      case 'ConditionalCommand':
        walkWords(node.expression, (word) => this.word(word))
        return node
      default:
        return node
    }
  }

  private loop(body: Statement[], direct: boolean): void {
    this.statements(body, direct)
    body.unshift(round())
  }

  private simpleCommand(node: Node, direct: boolean): Node {
    for (const word of node.args) this.word(word)
    for (const assignment of node.assignments) {
      if (assignment.value) this.word(assignment.value)
      for (const word of assignment.array ?? []) this.word(word)
    }
    if (node.name) this.word(node.name)
    const name = literalOf(node.name)
    if (name === 'exec' && node.args.length > 0) return this.exec(node, direct)
    if (name === 'wait') node.name = literal('__wait')
    else if (direct && name !== undefined && this.options.isStreaming(name)) node.name = literal(name + DIRECT)
    else if (direct && node.name) streamed(node)
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
      if (each.target.content) this.word(each.target.content)
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
        this.statements(part.body.statements, false)
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
 */
function streamed(node: Node): void {
  if (node?.type !== 'SimpleCommand') return
  const has = (fd: number | null) => node.redirections.some((each: Node) => each.fd === fd || (fd === null && (each.fd === 1 || each.operator.startsWith('&') || each.operator === '>&')))
  if (!has(null)) node.redirections.push({ type: 'Redirection', fd: null, operator: '>>', target: literal(OUT_PATH) })
  if (!has(2)) node.redirections.push({ type: 'Redirection', fd: 2, operator: '>>', target: literal(ERR_PATH) })
}

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
