// Runs the tests beside the code in one process: all `*.test.ts` below the given folders or files. Without any: the whole project but
// for support/browser, which is a check of its own (support/check.js). usage: node support/run-tests.js [path ...]
require('ts-node/register')
const { existsSync, readdirSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')

const OWN_CHECK = join('support', 'browser')
const roots = process.argv.slice(2)
const find = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
        if (entry.name === 'node_modules' || entry.name === 'dist') return []
        if (entry.isDirectory()) return find(join(path, entry.name))
        return entry.name.endsWith('.test.ts') ? [join(path, entry.name)] : []
      })
const files = roots.length
  ? roots.flatMap(find)
  : ['src', 'steps', 'support', 'bench']
      .filter((room) => existsSync(room))
      .flatMap(find)
      .filter((file) => !file.startsWith(OWN_CHECK))
if (files.length === 0) {
  console.error('no tests found')
  process.exit(2)
}
for (const file of files) require(resolve(file))
