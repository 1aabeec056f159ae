// The processes of a Pod whose containers share them (shareProcessNamespace): each sees those of the others, and process 1 is
// the Pod's own.
import type { Job, Machine } from './machine'

export class SharedProcesses {
  private lastPid = 1
  private readonly machines = new Set<Machine>()
  private readonly pause: Job

  constructor(startedAt: number) {
    this.pause = {
      pid: 1,
      ppid: 0,
      command: '/pause',
      user: '65535',
      startedAt,
      generation: 0,
      // It has handlers, and ends only with the Pod.
      signal: () => {},
      onEnd: undefined,
      exitCode: undefined,
    }
  }

  /** A process id for a process of this container. */
  enter(machine: Machine): number {
    this.machines.add(machine)
    return ++this.lastPid
  }

  leave(machine: Machine): void {
    this.machines.delete(machine)
  }

  /** by id, in order */
  jobs(): ReadonlyMap<number, Job> {
    const all = [...this.machines].flatMap((machine) => [...machine.ownJobs()]).sort((a, b) => a.pid - b.pid)
    return new Map([this.pause, ...all].map((job) => [job.pid, job]))
  }
}
