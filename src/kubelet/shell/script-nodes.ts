// Nodes of a parsed script: how they are made, and what is read from them.
import type { CommandNode, SimpleCommandNode, StatementNode, WordNode } from 'just-bash'

export type Part = WordNode['parts'][number]
export type Redirection = SimpleCommandNode['redirections'][number]
export type Pipeline = StatementNode['pipelines'][number]
type Assignment = SimpleCommandNode['assignments'][number]

export const word = (...parts: Part[]): WordNode => ({ type: 'Word', parts })
export const literal = (value: string): WordNode => word({ type: 'Literal', value })
export const single = (value: string): WordNode => word({ type: 'SingleQuoted', value })
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
export const variable = (name: string): WordNode =>
  word({ type: 'DoubleQuoted', parts: [{ type: 'ParameterExpansion', parameter: name, operation: null }] })
/** `$?` */
export const lastExitCode = (): WordNode => word({ type: 'ParameterExpansion', parameter: '?', operation: null })
export const substitution = (command: CommandNode): Part => ({
  type: 'CommandSubstitution',
  legacy: false,
  body: { type: 'Script', statements: [statement(pipeline(command))] },
})
export const assignment = (name: string, value: WordNode): Assignment => ({
  type: 'Assignment',
  name,
  value,
  append: false,
  array: null,
})

export const commandsOf = (each: StatementNode): CommandNode[] => each.pipelines.flatMap((line) => line.commands)

/** The text of a word without any expansion. */
export function literalOf(each: Redirection['target'] | null): string | undefined {
  if (each?.type !== 'Word') return undefined
  let text = ''
  for (const part of each.parts) {
    if (part.type !== 'Literal' && part.type !== 'SingleQuoted' && part.type !== 'Escaped') return undefined
    text += part.value
  }
  return text
}

export function walkWords(node: object, visit: (each: WordNode) => void): void {
  if ('type' in node && node.type === 'Word') return visit(node as WordNode)
  for (const value of Object.values(node))
    if (typeof value === 'object' && value !== null) walkWords(value as object, visit)
}

/** A function's definition is written once more in front of each background script: the walk may change either. */
export function structuralCopy<T>(node: T): T {
  if (Array.isArray(node)) return node.map((each: unknown) => structuralCopy(each)) as T
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => [key, structuralCopy(value)]),
  ) as T
}
