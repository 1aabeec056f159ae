// The tree of a Go template. Follows text/template/parse.

export interface Place {
  readonly line: number
  /** bytes before it in its line */
  readonly column: number
  /** as errors quote it: `.items` */
  readonly text: string
}

export type Operand =
  | { readonly type: 'dot'; readonly place: Place }
  | { readonly type: 'nil'; readonly place: Place }
  | { readonly type: 'constant'; readonly value: string | number | boolean; readonly place: Place }
  | { readonly type: 'field'; readonly names: readonly string[]; readonly place: Place }
  | { readonly type: 'variable'; readonly name: string; readonly names: readonly string[]; readonly place: Place }
  | { readonly type: 'function'; readonly name: string; readonly place: Place }
  | { readonly type: 'pipe'; readonly pipe: Pipe; readonly names: readonly string[]; readonly place: Place }

/** A function with its arguments, or one operand. */
export type TemplateCommand = readonly Operand[]

export interface Pipe {
  /** `$x :=`, `$i, $x :=`, `$x =` */
  readonly variables: readonly string[]
  readonly assigns: boolean
  readonly commands: readonly TemplateCommand[]
  readonly place: Place
}

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly pipe: Pipe }
  | {
      readonly type: 'if' | 'with' | 'range'
      readonly pipe: Pipe
      readonly body: TemplateNodes
      readonly otherwise: TemplateNodes
    }
  | { readonly type: 'template'; readonly name: string; readonly pipe: Pipe | undefined; readonly place: Place }
  | { readonly type: 'break' | 'continue' }

export type TemplateNodes = readonly TemplateNode[]
export type Templates = Map<string, TemplateNodes>
