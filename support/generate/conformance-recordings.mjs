// Keeps what the conformance tests need of recordings of a real Kubernetes v1.36.2: the commands with their answers, the
// Events, the figures of workloads state by state, and of Pods on a real runtime every status that a watcher saw. usage: node support/generate/conformance-recordings.mjs FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import jsonpatch from 'fast-json-patch'

const require = createRequire(import.meta.url)
require('ts-node/register')
const { figuresOf } = require('../conformance/figures.ts')

const [folder] = process.argv.slice(2)
if (!folder) {
  console.error('usage: node support/generate/conformance-recordings.mjs FOLDER')
  process.exit(2)
}
const events = (history) =>
  history
    .filter(({ kind, type }) => kind === 'Event' && type !== 'DELETED')
    .map(({ object }) => ({
      kind: object.involvedObject.kind,
      name: object.involvedObject.name,
      reason: object.reason,
      message: object.message,
    }))

/** The first status of each Pod in the order of their creation, and the patches that make each later one of the one before. */
function podStatuses(history) {
  const pods = new Map()
  for (const { kind, object } of history) {
    if (kind !== 'Pod') continue
    const {
      metadata: { name, uid, deletionGracePeriodSeconds },
      status,
    } = object
    const seen = { ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }), status }
    const pod = pods.get(uid)
    if (!pod) pods.set(uid, { name, first: seen, last: seen, then: [] })
    else if (JSON.stringify(pod.last) !== JSON.stringify(seen)) {
      pod.then.push(jsonpatch.compare(pod.last, seen))
      pod.last = seen
    }
  }
  return [...pods.values()].map(({ name, first, then }) => ({ name, first, then }))
}

const WORKLOADS = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'])

/** The states of each workload, each once, in the order of their creation. */
function figures(history) {
  const workloads = new Map()
  for (const { kind, type, object } of history) {
    if (!WORKLOADS.has(kind)) continue
    const workload = workloads.get(object.metadata.uid) ?? { kind, states: [] }
    workloads.set(object.metadata.uid, workload)
    const state = type === 'DELETED' ? 'deleted' : figuresOf(object)
    if (state !== workload.states.at(-1)) workload.states.push(state)
  }
  return [...workloads.values()]
}

/** A line for each status. */
const podLines = (pods) =>
  `[\n${pods.map(({ name, first, then }) => `  {\n   "name": "${name}",\n   "first": ${JSON.stringify(first)},\n   "then": [${then.map((patch) => `\n    ${JSON.stringify(patch)}`).join(',')}\n   ]\n  }`).join(',\n')}\n ]`

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { name, about, kubernetes, kubectl, runtime, setup, steps, history } = JSON.parse(
    readFileSync(`${folder}/${file}`, 'utf8'),
  )
  const states = figures(history)
  const kept = {
    name,
    about,
    kubernetes,
    kubectl,
    ...(runtime ? { runtime } : {}),
    setup,
    steps,
    events: events(history),
    ...(states.length ? { figures: states } : {}),
  }
  const text = JSON.stringify(kept, null, 1)
  writeFileSync(
    `support/conformance/recordings/${file}`,
    runtime ? `${text.slice(0, -2)},\n "podStatuses": ${podLines(podStatuses(history))}\n}\n` : `${text}\n`,
  )
}
