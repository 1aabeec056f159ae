// Each scenario under many orders of turns: what holds only in one of them is a race. The orders are shared out among as many
// processes as there are cores.
import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { IRunConfiguration } from '@cucumber/cucumber/api'
import colours from 'picocolors'
import type { BrokenScenario, OrdersDone, OrdersWanted } from './orders-worker'

/** Runs everything with the seeds after `seed`, as many as `orders`; names, for each scenario that fails under one, the smallest such seed. */
export async function runOrders(
  configuration: IRunConfiguration,
  { orders, seed }: { orders: number; seed: number },
): Promise<void> {
  const workers = Math.min(availableParallelism(), orders)
  const shares = await Promise.all(
    Array.from({ length: workers }, (_, i) =>
      runShare({ configuration, first: seed + i + 1, step: workers, last: seed + orders }),
    ),
  )
  const broken = new Map<string, BrokenScenario>()
  for (const scenario of shares.flatMap((share) => share.broken)) {
    const known = broken.get(scenario.place)
    if (!known || scenario.seed < known.seed) broken.set(scenario.place, scenario)
  }
  for (const { place, seed, message } of [...broken.values()].sort((a, b) => (a.place < b.place ? -1 : 1)))
    process.stdout.write(
      `${colours.red('✘')} ${place} under seed ${seed}\n${message
        .split('\n')
        .slice(0, 6)
        .map((line) => `      ${line}`)
        .join('\n')}\n    run it again: ${colours.cyan(`kubecuke run ${place} --seed ${seed}`)}\n`,
    )
  const scenarios = shares.reduce((sum, share) => sum + share.scenarios, 0)
  process.stdout.write(
    `\n${scenarios} runs of scenarios under ${orders} orders: ${broken.size === 0 ? colours.green('all hold') : colours.red(`${broken.size} scenarios do not hold under every order`)}\n`,
  )
  process.exitCode = broken.size === 0 ? 0 : 1
}

/** A worker that dies has not shown that its orders hold. */
function runShare(wanted: OrdersWanted): Promise<OrdersDone> {
  return new Promise((resolve, reject) => {
    const worker = fork(require.resolve('./orders-worker'))
    worker.once('message', (done) => {
      resolve(done as OrdersDone)
      worker.disconnect()
    })
    worker.once('exit', (code) =>
      reject(new Error(`a process for the orders from ${wanted.first} on ended with code ${code}`)),
    )
    worker.send(wanted)
  })
}
