// Long checks, not part of `npm test`. usage: npm run soak [-- sameness|orders|endurance ...] [--minutes N] [--runs N] [--orders N] [--seed N]
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endurance } from './endurance'
import { sameness } from './sameness'

const ROOT = resolve(__dirname, '..', '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '10' },
    runs: { type: 'string', default: '1000' },
    orders: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    here: { type: 'boolean', default: false },
  },
})

/** Each returns what is wrong. */
const CHECKS: Readonly<Record<string, () => Promise<string[]>>> = {
  sameness: () => sameness({ runs: Number(values.runs), seed: Number(values.seed), otherVersions: !values.here }),
  orders: () => {
    const { status } = spawnSync(
      process.execPath,
      ['-r', 'ts-node/register', 'src/cli/main.ts', 'run', 'features/**/!(*.zh-CN).feature', '--orders', values.orders],
      { cwd: ROOT, stdio: 'inherit' },
    )
    return Promise.resolve(status === 0 ? [] : ['some scenarios do not hold under every order'])
  },
  endurance: () => endurance({ minutes: Number(values.minutes), seed: Number(values.seed) }),
}

async function main(): Promise<void> {
  const unknown = positionals.filter((name) => !(name in CHECKS))
  if (unknown.length > 0) {
    process.stderr.write(`unknown ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}\n`)
    process.exitCode = 2
    return
  }
  for (const [name, check] of Object.entries(CHECKS).filter(
    ([each]) => positionals.length === 0 || positionals.includes(each),
  )) {
    const wrong = await check()
    process.stdout.write(
      `${wrong.length === 0 ? '✔' : '✘'} ${name}\n${wrong
        .slice(0, 20)
        .map((line) => `    ${line}\n`)
        .join('')}`,
    )
    if (wrong.length > 0) process.exitCode = 1
  }
}

void main()
