// npm start: runs features, then builds the site of what was recorded, also when something failed. What stands behind `--` goes to
// `kubecuke run`: npm start -- --tags "@STS-07 or @DEP-05". From the built package when that is fresh, else from the sources.
const { spawnSync } = require('node:child_process')
const { join } = require('node:path')
const { command, isFresh } = require('./build/fresh')

const program = isFresh() ? [command] : ['-r', 'ts-node/register', join('src', 'cli', 'main.ts')]
const kubecuke = (...args) => spawnSync(process.execPath, [...program, ...args], { stdio: 'inherit' }).status ?? 1

const ran = kubecuke('run', ...process.argv.slice(2))
process.exitCode = ran > 1 ? ran : kubecuke('docs') || ran
