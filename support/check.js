// Everything that CI checks, in order, each as a process of its own. usage: node support/check.js [name ...]
const { spawnSync } = require('node:child_process')
const { join } = require('node:path')

const checks = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.']],
  ['dead code', ['node_modules/knip/bin/knip.js', '--include', 'files,dependencies,unlisted,unresolved']],
  ['tests', ['--test-reporter=dot', 'support/run-tests.js']],
  ['features', ['-r', 'ts-node/register', 'src/cli/main.ts', 'run', 'features']],
  ['site', ['-r', 'ts-node/register', 'src/cli/main.ts', 'docs']],
  ['mutations', ['-r', 'ts-node/register', 'support/mutations/run.ts']],
  ['orders', ['-r', 'ts-node/register', 'src/cli/main.ts', 'run', 'features', '--orders', '2', '--reports', 'reports/orders']],
  ['browser', ['--test-reporter=dot', 'support/run-tests.js', 'support/browser']],
]

const wanted = process.argv.slice(2)
const results = checks.filter(([name]) => wanted.length === 0 || wanted.includes(name)).map(([name, args]) => {
  console.log(`\n== ${name}`)
  const begun = Date.now()
  const { status } = spawnSync(process.execPath, args, { cwd: join(__dirname, '..'), stdio: 'inherit' })
  return { name, passed: status === 0, seconds: ((Date.now() - begun) / 1000).toFixed(1) }
})
console.log(`\n${results.map(({ name, passed, seconds }) => `${passed ? '✔' : '✘'} ${name} (${seconds} s)`).join('\n')}\n`)
const failed = results.filter(({ passed }) => !passed).length
console.log(`checks: ${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
