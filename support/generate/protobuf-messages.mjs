// Writes src/apiserver/http/generated/messages.json: the fields of all messages on the wire in the order of Go's structs, which is that
// of JSON answers, each with its number in protocol buffers. From upstream's generated.proto files (v1.36).
// usage: protobuf-messages.mjs FOLDER (that holds k8s.io/api, k8s.io/apimachinery, k8s.io/apiextensions-apiserver)
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
  ...[
    'APIGroup',
    'APIGroupList',
    'APIResourceList',
    'APIVersions',
    'DeleteOptions',
    'PartialObjectMetadata',
    'PartialObjectMetadataList',
    'Status',
    'WatchEvent',
  ].map((name) => `io.k8s.apimachinery.pkg.apis.meta.v1.${name}`),
]

const files = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? files(join(path, entry.name))
      : entry.name === 'generated.proto'
        ? [join(path, entry.name)]
        : [],
  )

/** name of a message -> its fields: [number, JSON name ('' for what JSON inlines), type] */
const messages = {}
for (const file of files(folder)) {
  const text = readFileSync(file, 'utf8').replace(/\/\/.*$/gm, '')
  const scope = /^package (.+);/m
    .exec(text)[1]
    .replace(/^k8s\.io/, 'io.k8s')
    .replaceAll('_', '-')
  for (const [, name, body] of text.matchAll(/^message (\w+) \{([\s\S]*?)^\}/gm)) {
    const fields = [...body.matchAll(/^\s*(optional|repeated|map<string, *([.\w]+)>) +(?:([.\w]+) +)?(\w+) = (\d+);/gm)]
    messages[`${scope}.${name}`] = fields.map(([, label, mapped, type, field, number]) => [
      Number(number),
      field,
      (label === 'repeated' ? '[]' : mapped ? '{}' : '') + typeName(mapped ?? type, scope),
    ])
  }
}
function typeName(type, scope) {
  if (/^(string|bytes|bool|int32|int64|double|uint32|uint64)$/.test(type)) return type
  return type.startsWith('.') ? type.replace(/^\.k8s\.io/, 'io.k8s').replaceAll('_', '-') : `${scope}.${type}`
}

/** Fields are called as in JSON, but for what is inlined there, for some capitals (`aPIGroup`) and for signs (`x-kubernetes-map-type`, `$ref`). */
function jsonName(properties, field, type) {
  if (!properties || Object.hasOwn(properties, field)) return field
  return (
    Object.keys(properties).find((each) => letters(each) === letters(field)) ?? (type.startsWith('io.') ? '' : field)
  )
}

const letters = (name) => name.replace(/\W/g, '').toLowerCase()

const kept = {}
function keep(name) {
  if (kept[name] || !messages[name]) return
  const { properties } = schemas[name] ?? {}
  kept[name] = messages[name].map(([number, field, type]) => [number, jsonName(properties, field, type), type])
  for (const [, , type] of messages[name]) keep(type.replace(/^(\[\]|\{\})/, ''))
}
for (const [name, schema] of Object.entries(schemas)) if (schema['x-kubernetes-group-version-kind']) keep(name)
for (const name of FURTHER) keep(name)
const sorted = Object.keys(kept)
  .sort()
  .map((name) => ` ${JSON.stringify(name)}: ${JSON.stringify(kept[name])}`)
writeFileSync('src/apiserver/http/generated/messages.json', `{\n${sorted.join(',\n')}\n}\n`)
console.log(`${sorted.length} messages`)
