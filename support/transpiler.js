// ts-node's transpiler for this project: swc, called by ts-node's own code, but no text is transpiled twice. What came out lies in
// node_modules/.cache under a name made of everything that it depends on; swc itself is loaded only for a text that is new.
const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const FOLDER = join(__dirname, '..', 'node_modules', '.cache', 'kubecuke')
const VERSIONS = ['ts-node', '@swc/core'].map((name) => require(`${name}/package.json`).version)

exports.create = (options) => {
  const { config } = options.service
  const settings = createHash('sha256')
    .update(JSON.stringify([VERSIONS, config.options, options.nodeModuleEmitKind]))
    .digest('hex')
  let swc
  const transpile = (text, how) => {
    swc ??= require('ts-node/transpilers/swc').create(options)
    return swc.transpile(text, how)
  }
  return {
    transpile(text, how) {
      const file = join(
        FOLDER,
        `${createHash('sha256').update(settings).update(`\0${how.fileName}\0`).update(text).digest('hex')}.json`,
      )
      return kept(file) ?? keep(file, transpile(text, how))
    },
  }
}

function kept(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Written beside its place and moved there, so that another process never reads half of it. A folder that cannot be written costs time, no more. */
function keep(file, output) {
  const unfinished = `${file}.${process.pid}`
  try {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(unfinished, JSON.stringify(output))
    renameSync(unfinished, file)
  } catch {}
  return output
}
