// One probe of one container, again and again. Follows pkg/kubelet/prober/worker.go, v1.36. The first look comes when the
// Pod's volumes are mounted and the next ones a period apart; upstream's random delay, only after a kubelet has started,
// is left out. A probe whose answer cannot change sleeps and goes on in its old rhythm.
import type { Container, ContainerStatus, Pod, Probe } from '../../objects/kinds'
import type { Loop } from '../../simulation/loop'
import type { Instant, Timer } from '../../simulation/timers'
import type { ProbeVerdict } from '../pod/plan-actions'

export type ProbeType = 'Liveness' | 'Readiness' | 'Startup'

export interface ProbeAnswer {
  readonly verdict: 'success' | 'failure' | 'error'
  readonly message: string
  /** it counts as a success, but somebody should hear of it */
  readonly isWarning?: boolean
}

export interface ProbeHost {
  readonly loop: Loop
  /** the Pod as it is now */
  pod(): Pod
  /** of the status that the kubelet reported last */
  containerStatus(name: string): ContainerStatus | undefined
  /** asks the container; answers at once or later */
  ask(container: Container, probe: Probe, answer: (answer: ProbeAnswer) => void): void
  tell(container: Container, reason: 'Unhealthy' | 'ProbeWarning', message: string): void
  /** the answer is sure to stay until `wakeProbes` */
  isSteady(container: Container, probe: Probe): boolean
  onResult(type: ProbeType, id: string, verdict: ProbeVerdict): void
}

const INITIAL: Record<ProbeType, ProbeVerdict> = { Liveness: 'success', Readiness: 'failure', Startup: 'unknown' }

export class ProbeWorker {
  /** what the kubelet goes by, for the container `id` */
  verdict: ProbeVerdict | undefined
  id = ''
  private timer: Timer | undefined
  private nextAt: Instant = 0
  private last: 'success' | 'failure' | undefined
  private run = 0
  private onHold = false
  private asking = false
  private askAgain = false
  private stopped = false

  constructor(
    readonly type: ProbeType,
    readonly container: Container,
    private readonly probe: Probe,
    private readonly host: ProbeHost,
  ) {}

  private get periodMs(): number {
    return (this.probe.periodSeconds ?? 10) * 1000
  }

  start(): void {
    this.nextAt = this.host.loop.now() + this.periodMs
    this.look()
  }

  /** A status asked for the verdict and there was none: the probe runs now, and its rhythm starts anew. */
  trigger(): void {
    if (this.stopped || this.asking) {
      this.askAgain = !this.stopped
      return
    }
    this.timer?.cancel()
    // Not within the sync that asks: upstream's worker is another thread.
    this.timer = this.host.loop.after(0, () => {
      this.nextAt = this.host.loop.now() + this.periodMs
      this.look()
    })
  }

  /** Something changed that may change the answer: the next look comes at its regular time. */
  wake(): void {
    if (this.stopped || this.timer || this.asking) return
    this.rest()
  }

  stop(): void {
    this.stopped = true
    this.timer?.cancel()
    this.timer = undefined
  }

  private rest(): void {
    if (this.stopped) return
    const now = this.host.loop.now()
    if (this.nextAt <= now) this.nextAt += (Math.floor((now - this.nextAt) / this.periodMs) + 1) * this.periodMs
    this.timer = this.host.loop.at(this.nextAt, () => this.look())
  }

  private look(): void {
    this.timer = undefined
    if (!this.shouldAsk()) {
      this.rest()
      return
    }
    this.asking = true
    this.host.ask(this.container, this.probe, (answer) => {
      this.asking = false
      if (this.stopped) return
      this.take(answer)
      if (this.stopped || this.timer) return
      if (this.askAgain) {
        this.askAgain = false
        this.trigger()
      } else if (!this.sleeps()) this.rest()
    })
  }

  /** Nothing new can come of it: neither a changed verdict nor an Event. */
  private sleeps(): boolean {
    return this.verdict === 'success' && this.last === 'success' && this.host.isSteady(this.container, this.probe)
  }

  private shouldAsk(): boolean {
    const pod = this.host.pod()
    const status = this.host.containerStatus(this.container.name)
    if (!status?.containerID) return false
    if (status.containerID !== this.id) this.renew(status.containerID)
    if (this.onHold) return false
    if (!status.state?.running) {
      this.set('failure')
      return false
    }
    if (pod.metadata.deletionTimestamp !== undefined && this.type !== 'Readiness') {
      this.set('success')
      this.stop()
      return false
    }
    const runsFor = Math.trunc((this.host.loop.now() - Date.parse(status.state.running.startedAt ?? '')) / 1000)
    if (runsFor < (this.probe.initialDelaySeconds ?? 0)) return false
    return status.started ? this.type !== 'Startup' : this.type === 'Startup'
  }

  private renew(id: string): void {
    this.id = id
    this.verdict = undefined
    this.onHold = false
    this.set(INITIAL[this.type])
  }

  private take({ verdict, message, isWarning }: ProbeAnswer): void {
    const words = `${this.type} probe`
    if (verdict === 'error') {
      this.host.tell(this.container, 'Unhealthy', `${words} errored and resulted in unknown state: ${message}`)
      return
    }
    if (verdict === 'failure') this.host.tell(this.container, 'Unhealthy', `${words} failed: ${message}`)
    if (isWarning) this.host.tell(this.container, 'ProbeWarning', `${words} warning: ${message}`)
    if (this.last === verdict) this.run++
    else {
      this.last = verdict
      this.run = 1
    }
    const threshold = verdict === 'failure' ? (this.probe.failureThreshold ?? 3) : (this.probe.successThreshold ?? 1)
    if (this.run < threshold) return
    const id = this.id
    if (verdict === 'failure' && this.type !== 'Readiness') {
      // The container will be stopped: no more probes until there is another one.
      this.onHold = true
      this.run = 0
    }
    this.set(verdict, id)
  }

  private set(verdict: ProbeVerdict, id = this.id): void {
    if (this.verdict === verdict) return
    const before = this.verdict
    this.verdict = verdict
    // The first value of a new container tells nobody anything, unless it takes a verdict back.
    if (before !== undefined || verdict !== INITIAL[this.type]) this.host.onResult(this.type, id, verdict)
  }
}
