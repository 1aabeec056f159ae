// Runs the tests beside the code: all `*.test.ts` below the given folders or files (default: the whole project), in one
// process. usage: node support/run-tests.js [path ...]
require('ts-node/register')
const { readdirSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')

const roots = process.argv.slice(2)
const find = (path) =>
  statSync(path).isFile()
    ? [path]
    : readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
        if (entry.name === 'node_modules' || entry.name === 'dist') return []
        if (entry.isDirectory()) return find(join(path, entry.name))
        return entry.name.endsWith('.test.ts') ? [join(path, entry.name)] : []
      })
const files = (roots.length ? roots : ['src', 'steps', 'support', 'bench'].filter((room) => { try { return statSync(room) } catch { return false } })).flatMap(find)
if (files.length === 0) {
  console.error('no tests found')
  process.exit(2)
}
for (const file of files) require(resolve(file))
