// How a process ends that runs in the interpreter: its program is over at once, and the interpreter, which knows no
// killing, is left standing at a promise that nobody keeps.
import type { Loop } from '../../simulation/loop'
import { ProcessInterrupted, ProcessKilled, type Process } from '../../simulation/processes'

const enders = new WeakMap<Process, (reason: ProcessKilled) => void>()

/** Like `processes.start`, for programs whose commands may be abandoned. */
export function startAbandonable(loop: Loop, name: string, program: (process: Process) => Promise<void>): Process {
  return loop.processes.start(
    name,
    (process) =>
      new Promise<void>((resolve, reject) => {
        enders.set(process, reject)
        program(process).then(resolve, reject)
      }),
  )
}

/** Carries out one command of a script. When its process is killed meanwhile, the program ends and the command never returns; nor does it in a shell that has ended. */
export async function orAbandon<T>(process: Process, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ProcessKilled) enders.get(process)?.(error)
    else if (!(error instanceof ProcessInterrupted)) throw error
    return new Promise<T>(() => {})
  }
}
