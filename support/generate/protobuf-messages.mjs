// Writes src/apiserver/http/protobuf/generated/messages.json: the wire numbers of the fields of all messages that clients
// send, from upstream's generated.proto files. usage: protobuf-messages.mjs FOLDER (that holds k8s.io/api, k8s.io/apimachinery)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('usage: node support/generate/protobuf-messages.mjs FOLDER')
  process.exit(2)
}
const schemas = JSON.parse(readFileSync('src/apiserver/openapi/generated/schemas.json', 'utf8'))
const FURTHER = [
  'io.k8s.api.authorization.v1.SelfSubjectAccessReview',
  'io.k8s.api.authorization.v1.SubjectAccessReview',
  'io.k8s.api.authorization.v1.LocalSubjectAccessReview',
  'io.k8s.api.authorization.v1.SelfSubjectRulesReview',
  'io.k8s.api.authentication.v1.SelfSubjectReview',
  'io.k8s.api.authentication.v1.TokenReview',
  'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions',
]

const files = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(join(path, entry.name))
      : entry.name === 'generated.proto'
        ? [join(path, entry.name)]
        : [],
  )

/** name of a message -> its fields by number: [JSON name ('' for what JSON inlines), type] */
const messages = {}
for (const file of files(folder)) {
  const text = readFileSync(file, 'utf8').replace(/\/\/.*$/gm, '')
  const scope = /^package (.+);/m.exec(text)[1].replace(/^k8s\.io/, 'io.k8s')
  for (const [, name, body] of text.matchAll(/^message (\w+) \{([\s\S]*?)^\}/gm)) {
    const fields = [...body.matchAll(/^\s*(optional|repeated|map<string, *([.\w]+)>) +(?:([.\w]+) +)?(\w+) = (\d+);/gm)]
    messages[`${scope}.${name}`] = Object.fromEntries(
      fields.map(([, label, mapped, type, field, number]) => [
        number,
        [field, (label === 'repeated' ? '[]' : mapped ? '{}' : '') + typeName(mapped ?? type, scope)],
      ]),
    )
  }
}
function typeName(type, scope) {
  if (/^(string|bytes|bool|int32|int64|double|uint32|uint64)$/.test(type)) return type
  return type.startsWith('.') ? type.replace(/^\.k8s\.io/, 'io.k8s') : `${scope}.${type}`
}

/** Fields are called as in JSON, but for what is inlined there and for some capitals (`aPIGroup`). */
function jsonName(properties, field, type) {
  if (!properties || Object.hasOwn(properties, field)) return field
  return (
    Object.keys(properties).find((each) => each.toLowerCase() === field.toLowerCase()) ??
    (type.startsWith('io.') ? '' : field)
  )
}

const kept = {}
function keep(name) {
  if (kept[name] || !messages[name]) return
  const { properties } = schemas[name] ?? {}
  kept[name] = Object.fromEntries(
    Object.entries(messages[name]).map(([number, [field, type]]) => [
      number,
      [jsonName(properties, field, type), type],
    ]),
  )
  for (const [, type] of Object.values(messages[name])) keep(type.replace(/^(\[\]|\{\})/, ''))
}
for (const [name, schema] of Object.entries(schemas)) if (schema['x-kubernetes-group-version-kind']) keep(name)
for (const name of FURTHER) keep(name)
const sorted = Object.keys(kept)
  .sort()
  .map((name) => ` ${JSON.stringify(name)}: ${JSON.stringify(kept[name])}`)
writeFileSync('src/apiserver/http/protobuf/generated/messages.json', `{\n${sorted.join(',\n')}\n}\n`)
console.log(`${sorted.length} messages`)
