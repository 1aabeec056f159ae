// Keeps what the conformance tests need of recordings of a real Kubernetes v1.36.2: the commands with their answers, the
// Events, the names that are random there. usage: node support/generate/conformance-recordings.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('usage: node support/generate/conformance-recordings.mjs FOLDER')
  process.exit(2)
}
/** Template hashes in the order in which they first appear: what a text says about the first is compared with our first. */
function hashes(history) {
  const found = []
  const note = (hash) => hash && !found.includes(hash) && found.push(hash)
  for (const { kind, object } of history) {
    if (kind === 'ReplicaSet') note(object.metadata.labels?.['pod-template-hash'])
    if (kind !== 'ControllerRevision') continue
    note(object.metadata.name.split('-').pop())
    note(object.metadata.labels?.['controller.kubernetes.io/hash'])
  }
  return found
}
const events = (history) =>
  history
    .filter(({ kind, type }) => kind === 'Event' && type !== 'DELETED')
    .map(({ object }) => ({ kind: object.involvedObject.kind, name: object.involvedObject.name, reason: object.reason, message: object.message }))

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { name, about, kubernetes, kubectl, runtime, setup, steps, history } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
  const kept = { name, about, kubernetes, kubectl, ...(runtime ? { runtime } : {}), setup, steps, hashes: hashes(history), events: events(history) }
  writeFileSync(`support/conformance/recordings/${file}`, `${JSON.stringify(kept, null, 1)}\n`)
}
