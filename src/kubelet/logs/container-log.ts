// What one start of a container has written. Follows pkg/kubelet/kuberuntime/logs, v1.36.
import type { LogOptions, LogStream } from '../../apiserver/node-connection'
import type { Instant } from '../../simulation/timers'
import { lastBytes, toBytes } from '../files/tree'
import type { OutputStream } from '../runtime/container-runtime'

interface Line {
  readonly at: Instant
  readonly stream: OutputStream
  text: string
  /** the newline has come */
  complete: boolean
}

/** Characters that are kept: like the kubelet's rotation at 10Mi, smaller because it is memory. Older lines go first. */
const LOG_CHARACTERS_MAX = 1024 * 1024

/** Each line of the file begins with its time, its stream and whether it is whole. */
const LINE_HEAD_BYTES = '2026-01-01T08:00:00.000000000Z stdout F '.length
/** containerLogMaxSize; older files are packed, and hardly count */
const FILE_BYTES_MAX = 10 * 1024 * 1024

export class ContainerLog {
  private lines: Line[] = []
  private characters = 0
  private written = 0
  private followers: Set<(line: Line, added: string) => void> | undefined
  private endListeners: Set<() => void> | undefined
  private ended = false

  constructor(private readonly now: () => Instant) {}

  append(stream: OutputStream, text: string): void {
    for (const part of text.split(/(?<=\n)/)) {
      if (part === '') continue
      const last = this.lines.at(-1)
      const goesOn = last && !last.complete && last.stream === stream
      const line = goesOn ? last : { at: this.now(), stream, text: '', complete: false }
      line.text += part
      line.complete = part.endsWith('\n')
      if (!goesOn) this.lines.push(line)
      this.characters += part.length
      this.written += part.length + (goesOn ? 0 : LINE_HEAD_BYTES)
      for (const follower of this.followers ?? []) follower(line, part)
    }
    this.rotate()
  }

  /** bytes of its file on the node's disk */
  get bytes(): number {
    return Math.min(this.written, FILE_BYTES_MAX)
  }

  private rotate(): void {
    if (this.characters <= LOG_CHARACTERS_MAX) return
    let gone = 0
    while (this.characters > LOG_CHARACTERS_MAX / 2 && gone < this.lines.length - 1)
      this.characters -= this.lines[gone++]?.text.length ?? 0
    this.lines = this.lines.slice(gone)
  }

  /** Everything that comes from now on, as it comes. */
  attach(onOutput: (stream: OutputStream, text: string) => void): () => void {
    const follower = (line: Line, part: string): void => onOutput(line.stream, part)
    this.followers ??= new Set()
    this.followers.add(follower)
    return () => void this.followers?.delete(follower)
  }

  /** The container has ended: nothing more will come. */
  end(): void {
    this.ended = true
    for (const listener of this.endListeners ?? []) listener()
    this.followers = undefined
    this.endListeners = undefined
  }

  /** The last lines of a container that failed, for its termination message. */
  tail(linesMax: number, bytesMax: number): string {
    const text = this.lines
      .slice(-linesMax)
      .map((line) => line.text)
      .join('')
    return lastBytes(toBytes(text), bytesMax)
  }

  open(options: LogOptions): LogStream {
    const { timestamps = false } = options
    let left = options.limitBytes ?? Infinity
    const shown = (line: Line, part: string, isStart: boolean): string => {
      const text = timestamps && isStart ? `${nanoTime(line.at)} ${part}` : part
      const cut = text.slice(0, Math.max(0, left))
      left -= cut.length
      return cut
    }
    const text = this.chosen(options)
      .map((line) => shown(line, line.text, true))
      .join('')
    return {
      text,
      follow: (onText, onEnd) => {
        if (this.ended || !options.follow || left <= 0) {
          onEnd()
          return () => {}
        }
        const follower = (line: Line, part: string): void => {
          const said = shown(line, part, line.text === part)
          if (said) onText(said)
        }
        this.followers ??= new Set()
        this.endListeners ??= new Set()
        this.followers.add(follower)
        this.endListeners.add(onEnd)
        return () => {
          this.followers?.delete(follower)
          this.endListeners?.delete(onEnd)
        }
      },
    }
  }

  private chosen({ sinceSeconds, sinceTime, tailLines }: LogOptions): Line[] {
    const since =
      sinceTime !== undefined
        ? Date.parse(sinceTime)
        : sinceSeconds !== undefined
          ? this.now() - sinceSeconds * 1000
          : -Infinity
    const lines = this.lines.filter(({ at }) => at >= since)
    if (tailLines === undefined || tailLines < 0) return lines
    return tailLines === 0 ? [] : lines.slice(-tailLines)
  }
}

/** RFC 3339 with nanoseconds, as containerd writes it. */
const nanoTime = (at: Instant): string => new Date(at).toISOString().replace('Z', '000000Z')
