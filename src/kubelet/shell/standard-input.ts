import type { Process } from '../../simulation/processes'

/** Standard input of a program: text that arrives, until it is closed. */
export class StandardInput {
  private buffer = ''
  private isClosed: boolean
  private onNews: (() => void) | undefined

  /**
   * isOpen: somebody may write; else it is /dev/null. waitsForEnd: a script gets its input when it has ended (`exec -i`);
   * the main process of a container does not wait for a client that may never come.
   */
  constructor(
    readonly options: { readonly isOpen: boolean; readonly isTerminal: boolean; readonly waitsForEnd: boolean },
  ) {
    this.isClosed = !options.isOpen
  }

  get isTerminal(): boolean {
    return this.options.isTerminal
  }

  get waitsForEnd(): boolean {
    return this.options.isOpen && this.options.waitsForEnd && !this.options.isTerminal
  }

  get isOpen(): boolean {
    return this.options.isOpen
  }

  write(text: string): void {
    if (this.isClosed) return
    this.buffer += text
    this.onNews?.()
  }

  close(): void {
    this.isClosed = true
    this.onNews?.()
  }

  /** All that comes until the end. */
  async text(process: Process): Promise<string> {
    while (!this.isClosed) await this.news(process)
    return this.take()
  }

  /** The next whole line without its end; undefined when the input has ended. */
  async line(process: Process): Promise<string | undefined> {
    for (;;) {
      const end = this.buffer.indexOf('\n')
      if (end >= 0) {
        const line = this.buffer.slice(0, end)
        this.buffer = this.buffer.slice(end + 1)
        return line
      }
      if (this.isClosed) return this.buffer === '' ? undefined : this.take()
      await this.news(process)
    }
  }

  private take(): string {
    const text = this.buffer
    this.buffer = ''
    return text
  }

  private news(process: Process): Promise<void> {
    return process.wait<void>((wake) => {
      this.onNews = () => wake()
      return () => {
        this.onNews = undefined
      }
    })
  }
}
