// Containers that start at once, never fail by themselves and do nothing: for the behaviour of controllers, and tests.
import type { Loop } from '../../simulation/loop'
import type {
  ContainerHooks,
  ContainerRuntime,
  ContainerSpec,
  ContainerUsage,
  ExecRequest,
  ExecSession,
  PulledImage,
  RunningContainer,
  Signal,
} from './container-runtime'

const IDLE: ContainerUsage = { cpu: 0, memory: 0 }
const DEAD: ExecSession = { input: () => {}, closeInput: () => {}, kill: () => {} }

class InstantContainer implements RunningContainer {
  private ended = false
  constructor(
    private readonly loop: Loop,
    private readonly hooks: ContainerHooks,
  ) {}

  signal(signal: Signal): void {
    if (this.ended) return
    this.ended = true
    // It leaves as politely as a program that handles SIGTERM.
    const exitCode = signal === 'SIGKILL' ? 137 : 0
    this.loop.after(0, () => this.hooks.onExit({ exitCode }))
  }

  exec({ onExit }: ExecRequest): ExecSession {
    onExit({ exitCode: 0 })
    return DEAD
  }

  input(): void {}
  closeInput(): void {}
  usage = (): ContainerUsage => IDLE
  steady = (): boolean => true
}

/** Every image exists and is as it is named. */
export class InstantRuntime implements ContainerRuntime {
  constructor(private readonly loop: Loop) {}

  pullImage(image: string): PulledImage {
    return { found: true, ms: 0, bytes: 0, ref: image, id: image, digest: image }
  }

  start(_spec: ContainerSpec, hooks: ContainerHooks): RunningContainer {
    return new InstantContainer(this.loop, hooks)
  }
}
