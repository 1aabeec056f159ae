// Puts what the course shows under its lines into support/course/lines.yaml (`shows`). usage: node support/generate/course-outputs.mjs FOLDER
// FOLDER holds the documents as texts; `document` of a line is how the second part of a name begins: 000_e4f2….txt.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const folder = process.argv[2]
if (!folder) {
  process.stderr.write('usage: node support/generate/course-outputs.mjs FOLDER\n')
  process.exit(2)
}
const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'course', 'lines.yaml')
const documents = new Map(
  readdirSync(folder).map((name) => [
    name.split('_')[1]?.slice(0, 4),
    readFileSync(join(folder, name), 'utf8').split('\n'),
  ]),
)

/** Where an answer ends: an empty line, the end of the block, prose, a prompt. */
const END =
  /^\s*$|^```|[一-鿿，。：]|^\s*[$#]|^\s*kubectl |^\s*curl |<\/(div|p|li)>|<br|^\[root@|^You have new mail|^\/ # /

/** A line that goes on below, or was broken in print, shows nothing there. */
const isOf = (text, command) => text.trim() !== '' && command.replace(/\s+/g, '').includes(text.replace(/[\s\\]+/g, ''))

function shownUnder({ document, line, text: command }) {
  const lines = documents.get(document) ?? []
  const shown = []
  for (const text of lines.slice(line)) {
    if (shown.length === 0 && isOf(text, command)) continue
    if (END.test(text)) break
    shown.push(text.replace(/[\t\r ]+$/, '').replaceAll('\t', ' '))
  }
  return shown
}

const source = readFileSync(path, 'utf8')
const entries = source.split(/^(?=- document:)/m)
const head = entries.shift()
const written = entries.map((entry) => {
  const [line] = parse(entry)
  const kept = entry.replace(/^ {2}shows: \|\n(?: {4}.*\n| *\n)*/m, '')
  const shown = shownUnder(line)
  if (shown.length === 0) return kept
  const block = `  shows: |\n${shown.map((text) => `    ${text.replace(/^\s+/, '')}\n`).join('')}`
  return kept.replace(/^ {2}text: /m, `${block}  text: `)
})
writeFileSync(path, head + written.join(''))
