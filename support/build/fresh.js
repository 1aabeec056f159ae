// Whether the built package is what stands in the sources.
const { existsSync, readdirSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')

const root = resolve(__dirname, '..', '..')
/** The built command. */
const command = join(root, 'dist', 'src', 'cli', 'main.js')
const sources = ['src', 'steps', 'support', 'package.json']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const isFresh = () =>
  existsSync(command) && sources.every((name) => newest(join(root, name)) <= statSync(command).mtimeMs)

module.exports = { command, isFresh }
