// Everything that CI checks, each a process of its own; as many side by side as there are cores. What a check has said is printed when
// it has ended. usage: node support/check.js [name ...]
const { spawn } = require('node:child_process')
const { availableParallelism } = require('node:os')
const { join } = require('node:path')

const source = (file, ...args) => ['-r', 'ts-node/register', file, ...args]
const kubecuke = (...args) => source('src/cli/main.ts', ...args)
const CORES = Math.max(2, availableParallelism())

/** `after`: the check whose results it needs. `cores`: how many it keeps busy; one if nothing is said. The longest come first. */
const checks = [
  { name: 'features', args: kubecuke('run', 'features'), cores: CORES },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] },
  { name: 'tests', args: ['--test-reporter=dot', 'support/run-tests.js'] },
  {
    name: 'format',
    args: [
      'node_modules/prettier/bin/prettier.cjs',
      '--log-level',
      'warn',
      '--check',
      '{src,steps,support,bench}/**/*.{ts,js,mjs}',
      '*.{js,mjs}',
    ],
  },
  { name: 'types', args: ['node_modules/ts7/bin/tsc', '-p', '.'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--include', 'files,dependencies,unlisted,unresolved'] },
  { name: 'site', args: kubecuke('docs'), after: 'features' },
  {
    name: 'browser',
    args: ['--test-reporter=dot', 'support/run-tests.js', 'support/browser'],
    after: 'site',
    cores: CORES,
  },
  { name: 'package', args: ['support/build/try-package.js'] },
  // Both languages run the same code with the same figures (support/tidy sees to it): for the order of turns one is enough.
  { name: 'orders', args: kubecuke('run', 'features/**/!(*.zh-CN).feature', '--orders', '50'), cores: CORES },
  // Each scenario twice in one process and once in another: `npm run soak -- sameness` does it a thousand times and on other versions of Node.
  { name: 'sameness', args: source('support/soak/run.ts', 'sameness', '--runs', '2', '--here'), cores: CORES },
  { name: 'mutations', args: source('support/mutations/run.ts'), cores: CORES },
]

const names = process.argv.slice(2)
const unknown = names.filter((name) => !checks.some((check) => check.name === name))
if (unknown.length > 0) {
  console.error(`unknown check ${unknown.join(', ')}; there are: ${checks.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
const wanted = checks.filter(({ name }) => names.length === 0 || names.includes(name))
const waiting = [...wanted]
const results = new Map()
let busy = 0

/** Starts what may start now; a check whose forerunner is not among those that were asked for does not wait for it. */
function startNext() {
  for (const check of [...waiting]) {
    const { after, cores = 1 } = check
    const mustWait = after !== undefined && wanted.some(({ name }) => name === after) && !results.has(after)
    if (mustWait || (busy > 0 && busy + cores > CORES)) continue
    waiting.splice(waiting.indexOf(check), 1)
    start(check, cores)
  }
  if (busy === 0) finish()
}

function start({ name, args }, cores) {
  busy += cores
  const begun = Date.now()
  const isAlone = wanted.length === 1
  const child = spawn(process.execPath, args, {
    cwd: join(__dirname, '..'),
    stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk))
  child.on('close', (status) => {
    busy -= cores
    const seconds = ((Date.now() - begun) / 1000).toFixed(1)
    results.set(name, { passed: status === 0, seconds })
    console.log(`\n== ${name}: ${status === 0 ? 'passed' : 'failed'} after ${seconds} s\n${Buffer.concat(said)}`)
    startNext()
  })
}

function finish() {
  console.log(
    `\n${wanted.map(({ name }) => `${results.get(name).passed ? '✔' : '✘'} ${name} (${results.get(name).seconds} s)`).join('\n')}\n`,
  )
  const failed = [...results.values()].filter(({ passed }) => !passed).length
  console.log(`checks: ${results.size - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

startNext()
