// A server under mixed load, with faults, for minutes: no crash, no answer of 500, memory that comes to rest, and at the end every
// acknowledged write is there.
import { Client } from './client'
import { Served } from './served'

const CLIENTS = 6
const SAMPLE_MS = 5_000
/** Virtual time runs so much faster that Events grow old within the run. */
const SPEED = 60
/** Memory of the last quarter may be so much more than that of the second. */
const GROWTH_MAX_MB = 60

export async function endurance({ minutes, seed }: { minutes: number; seed: number }): Promise<string[]> {
  const served = await Served.start(['--speed', String(SPEED), '--seed', String(seed)])
  const end = performance.now() + minutes * 60_000
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(served.rssMb() ?? 0), SAMPLE_MS)
  const clients = Array.from({ length: CLIENTS }, (_, i) => new Client(served, `client${i}`, seed * 1000 + i))
  const faults: string[] = []
  try {
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end && !served.ended) await client.go()
      }),
    )
    let checked = 0
    for (const client of clients) checked += await client.checkAll()
    faults.push(...clients.flatMap((client) => client.faults))
    const requests = clients.reduce((sum, client) => sum + client.requests, 0)
    process.stdout.write(
      `endurance: ${requests} requests in ${minutes} min, ${checked} objects checked, memory ${memory
        .map((mb) => Math.round(mb))
        .filter((_, i) => i % Math.ceil(memory.length / 12) === 0)
        .join(' ')} MB\n`,
    )
  } catch (error) {
    faults.push(`${(error as Error).message}; the server ${served.ended ?? 'runs'}`)
  } finally {
    clearInterval(sampling)
    if (served.ended) faults.push(`the server ${served.ended}`)
    if (served.stderr) faults.push(`the server said: ${served.stderr.slice(0, 2000)}`)
    served.stop()
  }
  return [...faults, ...growth(memory)]
}

function growth(memory: readonly number[]): string[] {
  const quarter = (n: number): number[] =>
    memory.slice(Math.floor((memory.length * (n - 1)) / 4), Math.floor((memory.length * n) / 4))
  const least = (values: number[]): number => Math.min(...values)
  if (memory.length < 16 || memory.some((mb) => mb === 0)) return []
  const grown = least(quarter(4)) - least(quarter(2))
  return grown > GROWTH_MAX_MB ? [`memory grew by ${Math.round(grown)} MB between the second and the last quarter`] : []
}
