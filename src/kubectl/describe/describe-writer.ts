import { escapeTerminal } from '../output/escape-terminal'
import { DESCRIBE_TABS, TabWriter } from '../output/tab-writer'

/** Lines at levels of two spaces each, with tabs between columns. Follows kubectl/pkg/describe PrefixWriter, v1.36. */
export class DescribeWriter {
  private text = ''
  private readonly tabs = new TabWriter(DESCRIBE_TABS, (text) => {
    this.text += text
  })

  /** Text as it is, newlines and tabs included. */
  put(level: number, text: string): void {
    this.tabs.write(escapeTerminal('  '.repeat(level) + text))
  }

  /** `Name:   value` */
  field(level: number, name: string, value: unknown): void {
    this.put(level, `${name}:\t${String(value)}\n`)
  }

  /** One line of a table. */
  row(level: number, ...cells: readonly unknown[]): void {
    this.put(level, `${cells.map(String).join('\t')}\n`)
  }

  /** What follows has columns of its own. */
  flush(): void {
    this.tabs.flush()
  }

  finish(): string {
    this.tabs.flush()
    return this.text
  }
}

/** A writer some levels further in. */
export class NestedWriter extends DescribeWriter {
  constructor(
    private readonly outer: DescribeWriter,
    private readonly indent: number,
  ) {
    super()
  }

  override put(level: number, text: string): void {
    this.outer.put(level + this.indent, text)
  }
}
