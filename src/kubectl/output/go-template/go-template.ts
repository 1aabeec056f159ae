// Go's text/template on decoded JSON. Follows text/template/exec.go and cli-runtime/pkg/printers/template.go, v1.36.
import { quote } from '../../../objects/go-text'
import { compareCodePoints } from '../go-json'
import { goPrint } from '../go-print'
import { goType } from './go-printf'
import { CallError, functions, isTrue } from './functions'
import { parseTemplate } from './parse-template'
import type { Operand, Pipe, Place, TemplateCommand, TemplateNode, TemplateNodes, Templates } from './template-node'

export interface GoTemplateOptions {
  /** a field that is not there prints `<no value>`; otherwise it is an error */
  readonly allowMissingKeys: boolean
}

export class GoTemplate {
  private readonly templates: Templates

  /** Throws an Error with Go's words: `template: output:1: unclosed action`. */
  constructor(
    text: string,
    private readonly options: GoTemplateOptions,
  ) {
    this.templates = parseTemplate(text)
  }

  /** Throws an Error with Go's words; `written` has what came before it. */
  execute(data: unknown, write: (text: string) => void): void {
    new Execution(this.templates, this.options, write, 'output').run(data)
  }
}

interface Variable {
  readonly name: string
  value: unknown
}

class LoopControl extends Error {
  constructor(readonly kind: 'break' | 'continue') {
    super(kind)
  }
}

const TEMPLATE_DEPTH_MAX = 1000

class Execution {
  private variables: Variable[] = []

  constructor(
    private readonly templates: Templates,
    private readonly options: GoTemplateOptions,
    private readonly write: (text: string) => void,
    private readonly name: string,
    private readonly depth = 0,
  ) {}

  run(data: unknown): void {
    this.variables = [{ name: '$', value: data }]
    this.nodes(data, this.templates.get(this.name) ?? [])
  }

  private fail(place: Place, message: string): never {
    throw new Error(
      `template: output:${place.line}:${place.column}: executing ${quote(this.name)} at <${place.text}>: ${message}`,
    )
  }

  private nodes(dot: unknown, nodes: TemplateNodes): void {
    for (const node of nodes) this.node(dot, node)
  }

  private node(dot: unknown, node: TemplateNode): void {
    switch (node.type) {
      case 'text':
        return this.write(node.text)
      case 'action': {
        const value = this.pipe(dot, node.pipe)
        if (node.pipe.variables.length === 0)
          this.write(value === undefined || value === null ? '<no value>' : goPrint(value))
        return
      }
      case 'if':
      case 'with':
        return this.scoped(() => {
          const value = this.pipe(dot, node.pipe)
          if (isTrue(value)) this.nodes(node.type === 'with' ? value : dot, node.body)
          else this.nodes(dot, node.otherwise)
        })
      case 'range':
        return this.scoped(() => this.range(dot, node))
      case 'template':
        return this.template(dot, node)
      default:
        throw new LoopControl(node.type)
    }
  }

  private scoped(body: () => void): void {
    const mark = this.variables.length
    body()
    this.variables.length = mark
  }

  private range(dot: unknown, node: Extract<TemplateNode, { pipe: Pipe; body: TemplateNodes }>): void {
    const value = this.pipe(dot, { ...node.pipe, variables: [] })
    const entries = this.entriesOf(value, node.pipe.place)
    if (entries.length === 0) return this.nodes(dot, node.otherwise)
    for (const [key, item] of entries) {
      const mark = this.variables.length
      const [first, second] = node.pipe.variables
      if (first !== undefined && second === undefined) this.variables.push({ name: first, value: item })
      if (first !== undefined && second !== undefined) {
        this.variables.push({ name: first, value: key }, { name: second, value: item })
      }
      try {
        this.nodes(item, node.body)
      } catch (control) {
        if (!(control instanceof LoopControl)) throw control
        if (control.kind === 'break') return
      } finally {
        this.variables.length = mark
      }
    }
  }

  private entriesOf(value: unknown, place: Place): [unknown, unknown][] {
    if (value === null || value === undefined) return []
    if (Array.isArray(value)) return value.map((item, i) => [i, item])
    if (typeof value === 'number' && Number.isInteger(value))
      return Array.from({ length: Math.max(0, value) }, (_, i) => [i, i])
    if (typeof value === 'object') {
      const map = value as Record<string, unknown>
      return Object.keys(map)
        .sort(compareCodePoints)
        .map((key) => [key, map[key]])
    }
    return this.fail(place, `range can't iterate over ${goPrint(value)}`)
  }

  private template(dot: unknown, node: Extract<TemplateNode, { type: 'template' }>): void {
    if (!this.templates.has(node.name))
      this.fail({ ...node.place, text: `{{template ${quote(node.name)}}}` }, `template ${quote(node.name)} not defined`)
    if (this.depth >= TEMPLATE_DEPTH_MAX)
      this.fail(node.place, `exceeded maximum template depth (${TEMPLATE_DEPTH_MAX})`)
    const data = node.pipe ? this.pipe(dot, node.pipe) : undefined
    new Execution(this.templates, this.options, this.write, node.name, this.depth + 1).run(data)
  }

  private pipe(dot: unknown, pipe: Pipe): unknown {
    let value: unknown
    pipe.commands.forEach((command, i) => {
      value = this.command(dot, command, i === 0 ? [] : [value])
    })
    for (const name of pipe.variables) {
      if (!pipe.assigns) this.variables.push({ name, value })
      else {
        const known = this.variables.findLast((variable) => variable.name === name)
        if (known) known.value = value
      }
    }
    return value
  }

  private command(dot: unknown, command: TemplateCommand, piped: readonly unknown[]): unknown {
    const [first, ...rest] = command as [Operand, ...Operand[]]
    if (first.type !== 'function') {
      if (rest.length > 0 || piped.length > 0) {
        const field = first.type === 'field' ? first.names.at(-1) : undefined
        this.fail(
          first.place,
          field === undefined
            ? `can't give argument to non-function ${first.place.text}`
            : `${field} is not a method but has arguments`,
        )
      }
      return this.operand(dot, first)
    }
    if (first.name === 'and' || first.name === 'or') {
      if (rest.length + piped.length === 0)
        this.fail(first.place, `wrong number of args for ${first.name}: want at least 1 got 0`)
      return this.decide(dot, first.name, rest, piped)
    }
    const implementation = functions[first.name]
    if (!implementation) return this.call(dot, command)
    const args = [...rest.map((operand) => this.operand(dot, operand)), ...piped]
    try {
      return implementation(args)
    } catch (error) {
      const place = { ...first.place, text: command.map((operand) => operand.place.text).join(' ') }
      const { message } = error as Error
      return this.fail(place, error instanceof CallError ? message : `error calling ${first.name}: ${message}`)
    }
  }

  /** `call`: decoded JSON has no functions. */
  private call(dot: unknown, command: TemplateCommand): never {
    const [first, called] = command
    const place = { ...(first as Operand).place, text: command.map((operand) => operand.place.text).join(' ') }
    if (!called) return this.fail(place, 'wrong number of args for call: want at least 1 got 0')
    const value = this.operand(dot, called)
    return this.fail(
      place,
      value === null || value === undefined
        ? 'error calling call: call of nil'
        : `error calling call: non-function ${called.place.text} of type ${goType(value)}`,
    )
  }

  private decide(dot: unknown, name: 'and' | 'or', operands: readonly Operand[], piped: readonly unknown[]): unknown {
    let value: unknown
    for (const next of [
      ...operands.map((operand) => () => this.operand(dot, operand)),
      ...piped.map((given) => () => given),
    ]) {
      value = next()
      if (isTrue(value) === (name === 'or')) return value
    }
    return value
  }

  private operand(dot: unknown, operand: Operand): unknown {
    switch (operand.type) {
      case 'dot':
        return dot
      case 'nil':
        return this.fail(operand.place, 'nil is not a command')
      case 'constant':
        return operand.value
      case 'field':
        return this.fields(dot, operand.names, operand.place)
      case 'variable':
        return this.fields(
          this.variables.findLast(({ name }) => name === operand.name)?.value,
          operand.names,
          operand.place,
        )
      case 'pipe':
        return this.fields(this.pipe(dot, operand.pipe), operand.names, operand.place)
      case 'function':
        return this.command(dot, [operand], [])
    }
  }

  private fields(start: unknown, names: readonly string[], place: Place): unknown {
    let value = start
    for (const name of names) {
      // What is missing stays missing; what is null is an error.
      if (value === undefined) return undefined
      if (value === null) this.fail(place, `nil pointer evaluating interface {}.${name}`)
      if (typeof value !== 'object' || Array.isArray(value))
        this.fail(place, `can't evaluate field ${name} in type interface {}`)
      const map = value as Record<string, unknown>
      if (!Object.hasOwn(map, name) && !this.options.allowMissingKeys)
        this.fail(place, `map has no entry for key ${quote(name)}`)
      value = map[name]
    }
    return value
  }
}
