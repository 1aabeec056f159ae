import type { FieldChange } from '../../objects/run-record'

/** Paths that change with every write, or tell a reader nothing. */
const NOISE = [
  /^metadata\.(resourceVersion|managedFields|uid|creationTimestamp|generation|selfLink)/,
  /(lastHeartbeatTime|lastProbeTime|lastUpdateTime|lastTransitionTime|observedGeneration|renewTime)$/,
  /^metadata\.annotations\.kubectl\.kubernetes\.io\/last-applied-configuration$/,
  /^metadata\.annotations\.node\.alpha\.kubernetes\.io\/ttl$/,
  /^status\.(images|daemonEndpoints|nodeInfo|hostIPs?|podIPs|qosClass)\b/,
  /^status\..*(containerID|imageID|startedAt|finishedAt|allocatedResources|volumeMounts)$/,
]
const CHANGES_MAX = 40

/** The paths of a run are few, and asked about again and again. */
const noisy = new Map<string, boolean>()
const PATHS_KEPT_MAX = 20_000

function isNoise(path: string): boolean {
  let is = noisy.get(path)
  if (is === undefined) {
    if (noisy.size >= PATHS_KEPT_MAX) noisy.clear()
    noisy.set(path, (is = NOISE.some((pattern) => pattern.test(path))))
  }
  return is
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What differs between two states of an object, field by field, without noise; shared parts are not walked. */
export function fieldChanges(before: object, after: object): FieldChange[] {
  const changes: FieldChange[] = []
  compare('', before, after, changes)
  return changes
}

function compare(path: string, before: unknown, after: unknown, changes: FieldChange[]): void {
  if (before === after || changes.length >= CHANGES_MAX || isNoise(path)) return
  if (isMap(before) && isMap(after)) {
    for (const key of Object.keys(before)) compareField(path, key, before, after, changes)
    for (const key of Object.keys(after))
      if (!Object.hasOwn(before, key)) compareField(path, key, before, after, changes)
    return
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(path, before, after, changes)
    return
  }
  if (path.endsWith(']') && (before === undefined || after === undefined) && isMap(before ?? after)) {
    // A named item that came or went is told by its name and its own value, not by everything in it.
    changes.push({
      path,
      ...(before === undefined ? {} : { before: gist(before) }),
      ...(after === undefined ? {} : { after: gist(after) }),
    })
    return
  }
  if (typeof before === 'object' && typeof after === 'object' && JSON.stringify(before) === JSON.stringify(after))
    return
  changes.push({ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) })
}

type Fields = Readonly<Record<string, unknown>>

function compareField(path: string, key: string, before: Fields, after: Fields, changes: FieldChange[]): void {
  // Most fields are shared between two states of an object; their paths are not even written out.
  if (before[key] !== after[key]) compare(path ? `${path}.${key}` : key, before[key], after[key], changes)
}

/** A condition by its status and reason, a container's status by its state; anything else as it is. */
function gist(item: unknown): unknown {
  const { status, reason, state, ready } = item as Record<string, unknown>
  if (typeof status === 'string') return typeof reason === 'string' && reason ? `${status} (${reason})` : status
  return isMap(state) ? { ready, state: Object.keys(state)[0] } : item
}

/** Lists of things with a name or a type are compared by it, others by place. */
function compareLists(
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
  changes: FieldChange[],
): void {
  const idOf = (item: unknown): string | undefined =>
    isMap(item) ? ((item.name ?? item.type) as string | undefined) : undefined
  const named = [...before, ...after].every((item) => idOf(item) !== undefined)
  if (!named) {
    for (let i = 0; i < Math.max(before.length, after.length); i++)
      compare(`${path}[${i}]`, before[i], after[i], changes)
    return
  }
  for (const id of new Set([...before, ...after].map(idOf))) {
    const find = (list: readonly unknown[]): unknown => list.find((item) => idOf(item) === id)
    compare(`${path}[${id}]`, find(before), find(after), changes)
  }
}

/** An object as a reader wants it when it was made: no bookkeeping of the server, no empty status. */
export function madeObject(object: object): object {
  const { metadata, status, ...rest } = object as { metadata?: Record<string, unknown>; status?: object }
  const {
    resourceVersion: _v,
    uid: _u,
    managedFields: _m,
    creationTimestamp: _c,
    generation: _g,
    ...kept
  } = metadata ?? {}
  return { ...rest, metadata: kept, ...(status && Object.keys(status).length > 0 ? { status } : {}) }
}
