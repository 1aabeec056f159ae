// One start of one container, from its creation until the kubelet forgets it.
import type { Container, Pod } from '../../objects/kinds'
import type { FileNode } from '../files/tree'
import { lastBytes } from '../files/tree'
import { ContainerLog } from '../logs/container-log'
import type { ContainerExit, RunningContainer } from '../runtime/container-runtime'
import type { ContainerSight } from '../runtime/runtime-status'
import type { Instant } from '../../simulation/timers'

/** Follows pkg/kubelet/container: limits of a termination message, bytes; the end of what is longer is taken. */
const MESSAGE_MAX = 4096
const LOG_MESSAGE_MAX = 2048
const LOG_MESSAGE_LINES_MAX = 80

export class ContainerRecord {
  running: RunningContainer | undefined
  /** the file behind terminationMessagePath, when somebody asked for the container's files */
  terminationLog: FileNode | undefined
  private endListeners: Set<() => void> | undefined
  private written: ContainerLog | undefined

  constructor(
    readonly container: Container,
    public sight: ContainerSight,
    private readonly now: () => Instant,
  ) {}

  /** Made when somebody writes or reads it: most containers are silent. */
  get log(): ContainerLog {
    if (!this.written) {
      this.written = new ContainerLog(this.now)
      if (this.hasEnded) this.written.end()
    }
    return this.written
  }

  /** bytes on the node's disk: its log, and what it wrote outside of volumes */
  get diskBytes(): number {
    return (this.written?.bytes ?? 0) + (this.running?.writtenBytes?.() ?? 0)
  }

  get hasEnded(): boolean {
    return this.sight.state === 'exited'
  }

  /** Calls back when the container has ended; at once when it has. Returns what takes the wish back. */
  onEnd(listener: () => void): () => void {
    if (this.hasEnded) {
      listener()
      return () => {}
    }
    this.endListeners ??= new Set()
    this.endListeners.add(listener)
    return () => void this.endListeners?.delete(listener)
  }

  ended(exit: Omit<ContainerExit, 'reason'> & { readonly reason?: string | undefined }, at: number): void {
    if (this.hasEnded) return
    const { exitCode, reason } = exit
    const said = reason ?? (exitCode === 0 ? 'Completed' : 'Error')
    this.sight = {
      ...this.sight,
      state: 'exited',
      exitCode,
      reason: said,
      message: this.message(exitCode),
      finishedAt: at,
    }
    this.finish()
  }

  /** It never ran: the runtime could not start it. */
  failedToStart(message: string, exitCode: number, at: number): void {
    this.sight = {
      ...this.sight,
      state: 'exited',
      exitCode,
      reason: 'StartError',
      message,
      startedAt: 0,
      finishedAt: at,
    }
    this.finish()
  }

  private finish(): void {
    this.running = undefined
    this.written?.end()
    const listeners = this.endListeners
    this.endListeners = undefined
    for (const listener of listeners ?? []) listener()
  }

  private message(exitCode: number): string {
    const written = this.terminationLog?.content ?? ''
    if (written) return lastBytes(written, MESSAGE_MAX)
    if (this.container.terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return ''
    return this.log.tail(LOG_MESSAGE_LINES_MAX, LOG_MESSAGE_MAX)
  }
}

/** `spec.containers{nginx}`: what Events about a container name. */
export function fieldPathOf(container: Container, { initContainers, ephemeralContainers }: Pod['spec']): string {
  const isIn = (list: readonly { readonly name: string }[] | undefined): boolean =>
    list?.some(({ name }) => name === container.name) ?? false
  const list = isIn(initContainers)
    ? 'initContainers'
    : isIn(ephemeralContainers)
      ? 'ephemeralContainers'
      : 'containers'
  return `spec.${list}{${container.name}}`
}
