// Breaks each rule of the specification on purpose, once, and sees whether a scenario notices.
// usage: node -r ts-node/register support/mutations/run.ts [behaviour ...]
import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { mutations } from './index'
import { tryOut, type Outcome } from './try-out'

/** A worker keeps every version of a file that it has loaded: after so many it makes way for a new one. */
const TRIES_A_WORKER = 60
/** A fault that makes a scenario run on and on was noticed, too. */
const TRY_MAX_MS = 60_000

const wanted = process.argv.slice(2)
const queue = [...mutations.keys()].filter((i) => wanted.length === 0 || wanted.includes(mutations[i]?.behaviour ?? ''))
const unnoticed: string[] = []

async function main(): Promise<void> {
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), queue.length) }, work))
  process.stdout.write(unnoticed.map((line) => `${line}\n`).join(''))
  process.exitCode = unnoticed.length > 0 ? 1 : 0
}

/** Gives one worker after the other its faults until none is left. */
async function work(): Promise<void> {
  while (queue.length > 0) {
    const worker = fork(__filename, [], {
      execArgv: ['-r', 'ts-node/register'],
      env: { ...process.env, KUBECUKE_MUTATION_WORKER: '1' },
    })
    let isAlive = true
    for (let tries = 0; isAlive && tries < TRIES_A_WORKER && queue.length > 0; tries++) {
      const index = queue.shift() as number
      const outcome = await ask(worker, index)
      isAlive = outcome !== undefined
      tell(index, outcome ?? { scenarios: 1, noticedBy: 'it does not end' })
    }
    worker.kill('SIGKILL')
  }
}

/** undefined when the worker does not answer in time, or ends. */
function ask(worker: ChildProcess, index: number): Promise<Outcome | undefined> {
  return new Promise((resolve) => {
    const answer = (outcome?: unknown): void => {
      clearTimeout(timer)
      worker.off('message', answer).off('exit', end)
      resolve(outcome as Outcome | undefined)
    }
    const end = (): void => answer()
    const timer = setTimeout(end, TRY_MAX_MS)
    worker.on('message', answer).on('exit', end)
    worker.send(index)
  })
}

function tell(index: number, { scenarios, noticedBy }: Outcome): void {
  const mutation = mutations[index]
  if (!mutation) return
  const { behaviour, why, file } = mutation
  process.stdout.write(`${noticedBy ? '✔' : '✘'} ${behaviour} ${why}\n`)
  if (!noticedBy)
    unnoticed.push(
      `✘ ${behaviour} ${why} (${file}): ${scenarios === 0 ? 'no scenario has this tag' : `none of ${scenarios} scenarios noticed`}`,
    )
}

if (process.env.KUBECUKE_MUTATION_WORKER) {
  process.on('message', (index) => {
    const mutation = mutations[index as number]
    if (mutation) void tryOut(mutation).then((outcome) => process.send?.(outcome))
  })
} else void main()
