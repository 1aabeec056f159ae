// Completes src/apiserver/openapi/generated/schemas.json with what upstream's Go sources say and the type declarations lack:
// the texts of fields that refer to other types, and the values of enums with their texts. Run it after openapi-schemas.mjs.
// usage: node support/generate/openapi-texts.mjs FOLDER (that holds k8s.io/api and k8s.io/apimachinery)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('usage: node support/generate/openapi-texts.mjs FOLDER')
  process.exit(2)
}
const FILE = 'src/apiserver/openapi/generated/schemas.json'
const schemas = JSON.parse(readFileSync(FILE, 'utf8'))

const files = (path, name) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(path, entry.name), name) : name.test(entry.name) ? [join(path, entry.name)] : [],
  )
const packageOf = (file) => `io.k8s.${relative(folder, join(file, '..')).replaceAll('/', '.')}`

function takeTexts(file) {
  for (const [, type, body] of readFileSync(file, 'utf8').matchAll(
    /var map_(\w+) = map\[string\]string\{\n([\s\S]*?)\n\}/g,
  )) {
    const schema = schemas[`${packageOf(file)}.${type}`]
    if (!schema) continue
    for (const [, key, text] of body.matchAll(/^\s*"((?:[^"\\]|\\.)*)":\s*("(?:[^"\\]|\\.)*"),/gm)) {
      if (key === '') schema.description = JSON.parse(text)
      else if (schema.properties?.[key])
        schema.properties[key] = { ...schema.properties[key], description: JSON.parse(text) }
    }
  }
}

/** Lines of a comment become one, paragraphs stay. */
const joined = (lines) =>
  lines
    .filter((line) => !/^\s*\+/.test(line))
    .map((line) => line.trim())
    .join('\n')
    .replace(/([^\n])\n(?!\n)/g, '$1 ')
    .trim()

function enumsOf(source) {
  const enums = new Map(
    [...source.matchAll(/\/\/ \+enum\n(?:\/\/.*\n)*type (\w+) string/g)].map(([, name]) => [name, []]),
  )
  for (const [, block] of source.matchAll(/^const \(\n([\s\S]*?)^\)/gm)) {
    let comment = []
    for (const line of block.split('\n')) {
      const text = /^\s*\/\/ ?(.*)/.exec(line)
      if (text) comment.push(text[1])
      const value = /^\s*\w+\s+(\w+)\s*=\s*"([^"]*)"/.exec(line)
      if (value && enums.has(value[1])) enums.get(value[1]).push([value[2], joined(comment)])
      if (!text) comment = []
    }
  }
  return enums
}

function takeEnums(file) {
  const source = readFileSync(file, 'utf8')
  const enums = enumsOf(source)
  for (const [, type, body] of source.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) {
    const properties = schemas[`${packageOf(file)}.${type}`]?.properties
    if (!properties) continue
    for (const [, fieldType, field] of body.matchAll(/^\s*\w+\s+\*?(?:\[\])?(\w+)\s+`json:"(\w+)/gm)) {
      const values = enums.get(fieldType)
      if (!values?.length || !properties[field]) continue
      const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1))
      const names = sorted.map(([value]) => value)
      const texts = sorted.map(([value, text]) => ` - \`${JSON.stringify(value)}\`${text ? ` ${text}` : ''}`)
      const { description = '', ...property } = properties[field]
      const plain = description.split('\n\nPossible enum values:')[0]
      properties[field] = {
        description: `${plain}\n\nPossible enum values:\n${texts.join('\n')}`,
        ...(property.type === 'array'
          ? { ...property, items: { ...property.items, enum: names } }
          : { ...property, enum: names }),
      }
    }
  }
}

for (const file of files(folder, /^types_swagger_doc_generated\.go$/)) takeTexts(file)
for (const file of files(folder, /^types\.go$/)) takeEnums(file)
writeFileSync(FILE, `${JSON.stringify(schemas, undefined, 1)}\n`)
console.log(
  `${
    Object.values(schemas)
      .flatMap(({ properties = {} }) => Object.values(properties))
      .filter((each) => each.enum ?? each.items?.enum).length
  } enums`,
)
