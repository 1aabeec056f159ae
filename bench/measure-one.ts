/* eslint-disable @typescript-eslint/no-require-imports -- the one that is asked for is loaded */
// One benchmark in a process of its own: neither the memory nor the compiled code of the others is in its figures. Started by bench.ts;
// prints its rows as JSON in the last line.
import type { Row } from './rows'

interface Measure {
  measure(): Row[] | Promise<Row[]>
}

async function main(name: string): Promise<void> {
  const { measure } = require(`./${name}`) as Measure
  process.stdout.write(`\n${JSON.stringify(await measure())}\n`)
}

main(process.argv[2] as string).catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
})
