// What one start of a container has written. Follows pkg/kubelet/kuberuntime/logs, v1.36.
import type { LogOptions, LogStream } from '../../apiserver/node-connection'
import type { Instant } from '../../simulation/timers'
import { lastBytes, toBytes } from '../files/tree'
import type { OutputStream } from '../runtime/container-runtime'

/** Lines that came at once; the last one may not be whole yet. */
interface Written {
  readonly at: Instant
  readonly stream: OutputStream
  text: string
}

/** A line, or the part of one that has come; `isStart`: with it the line begins. */
interface Part {
  readonly at: Instant
  readonly stream: OutputStream
  readonly text: string
  readonly isStart: boolean
}

/** Characters that are kept: like the kubelet's rotation at 10Mi, smaller because it is memory. Older lines go first. */
const LOG_CHARACTERS_MAX = 1024 * 1024

/** Each line of the file begins with its time, its stream and whether it is whole. */
const LINE_HEAD_BYTES = '2026-01-01T08:00:00.000000000Z stdout F '.length
/** containerLogMaxSize; older files are packed, and hardly count */
const FILE_BYTES_MAX = 10 * 1024 * 1024

export class ContainerLog {
  private all: Written[] = []
  private characters = 0
  private written = 0
  private followers: Set<(part: Part) => void> | undefined
  private endListeners: Set<() => void> | undefined
  private ended = false

  constructor(private readonly now: () => Instant) {}

  append(stream: OutputStream, text: string): void {
    if (text === '') return
    const last = this.all.at(-1)
    const goesOn = last?.stream === stream && !last.text.endsWith('\n')
    const begins = goesOn ? text.indexOf('\n') + 1 || text.length : 0
    if (goesOn) last.text += text.slice(0, begins)
    if (begins < text.length) this.all.push({ at: this.now(), stream, text: begins === 0 ? text : text.slice(begins) })
    this.characters += text.length
    this.measure(text, begins)
    if (this.followers?.size) this.tellFollowers(text, begins)
    this.rotate()
  }

  private tellFollowers(text: string, begins: number): void {
    const { at, stream } = this.all.at(begins === 0 || begins === text.length ? -1 : -2) as Written
    const now = begins === 0 ? at : this.now()
    const parts = [
      ...(begins === 0 ? [] : [{ at, stream, text: text.slice(0, begins), isStart: false }]),
      ...linesOf(text.slice(begins)).map((line) => ({ at: now, stream, text: line, isStart: true })),
    ]
    for (const part of parts) for (const follower of this.followers ?? []) follower(part)
  }

  /** A file that is full is as large as it gets: no line more of it is counted. */
  private measure(text: string, begins: number): void {
    this.written += text.length
    for (let at = begins; at < text.length && this.written < FILE_BYTES_MAX;) {
      this.written += LINE_HEAD_BYTES
      at = text.indexOf('\n', at) + 1 || text.length
    }
  }

  /** bytes of its file on the node's disk */
  get bytes(): number {
    return Math.min(this.written, FILE_BYTES_MAX)
  }

  private rotate(): void {
    if (this.characters <= LOG_CHARACTERS_MAX) return
    let gone = 0
    while (this.characters > LOG_CHARACTERS_MAX / 2 && gone < this.all.length - 1)
      this.characters -= this.all[gone++]?.text.length ?? 0
    this.all = this.all.slice(gone)
    const [first] = this.all
    if (!first || first.text.length <= LOG_CHARACTERS_MAX) return
    const from = first.text.indexOf('\n', first.text.length - LOG_CHARACTERS_MAX / 2) + 1
    this.all[0] = { ...first, text: first.text.slice(from) }
    this.characters -= from
  }

  /** Everything that comes from now on, as it comes. */
  attach(onOutput: (stream: OutputStream, text: string) => void): () => void {
    const follower = ({ stream, text }: Part): void => onOutput(stream, text)
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
    const text = this.lines()
      .slice(-linesMax)
      .map((line) => line.text)
      .join('')
    return lastBytes(toBytes(text), bytesMax)
  }

  open(options: LogOptions): LogStream {
    const { timestamps = false } = options
    let left = options.limitBytes ?? Infinity
    const shown = ({ at, text, isStart }: Part): string => {
      const whole = timestamps && isStart ? `${nanoTime(at)} ${text}` : text
      const cut = whole.slice(0, Math.max(0, left))
      left -= cut.length
      return cut
    }
    const text = this.chosen(options).map(shown).join('')
    return {
      text,
      follow: (onText, onEnd) => {
        if (this.ended || !options.follow || left <= 0) {
          onEnd()
          return () => {}
        }
        const follower = (part: Part): void => {
          const said = shown(part)
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

  private lines(): Part[] {
    return this.all.flatMap(({ at, stream, text }) =>
      linesOf(text).map((line) => ({ at, stream, text: line, isStart: true })),
    )
  }

  private chosen({ sinceSeconds, sinceTime, tailLines }: LogOptions): Part[] {
    const since =
      sinceTime !== undefined
        ? Date.parse(sinceTime)
        : sinceSeconds !== undefined
          ? this.now() - sinceSeconds * 1000
          : -Infinity
    const lines = this.lines().filter(({ at }) => at >= since)
    if (tailLines === undefined || tailLines < 0) return lines
    return tailLines === 0 ? [] : lines.slice(-tailLines)
  }
}

/** RFC 3339 with nanoseconds, as containerd writes it. */
const nanoTime = (at: Instant): string => new Date(at).toISOString().replace('Z', '000000Z')

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []
