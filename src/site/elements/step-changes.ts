// What a step changed, object by object: the net of all writes in it.
import { h, type Html } from '../markup'
import type { FieldChange, ObjectRecord, ScenarioRecord, WriteRecord } from '../../objects/run-record'
import type { Words } from '../words/words'

export interface ObjectChange {
  readonly object: ObjectRecord
  readonly type: 'created' | 'modified' | 'deleted'
  readonly actor: string
  readonly fields: readonly FieldChange[]
}

/** What each step changed, in the order of steps. */
export function changesOfSteps({ steps, writes, objects }: Pick<ScenarioRecord, 'steps' | 'writes' | 'objects'>): ObjectChange[][] {
  const byStep: WriteRecord[][] = steps.map(() => [])
  for (const write of writes) byStep[write.step]?.push(write)
  return byStep.map((own) => netChanges(own, objects))
}

function netChanges(writes: readonly WriteRecord[], objects: readonly ObjectRecord[]): ObjectChange[] {
  const byObject = new Map<number, { type: ObjectChange['type']; actor: string; fields: Map<string, FieldChange> }>()
  for (const write of writes) {
    const change = byObject.get(write.object) ?? { type: 'modified' as const, actor: write.actor, fields: new Map<string, FieldChange>() }
    byObject.set(write.object, change)
    if (write.type === 'ADDED') Object.assign(change, { type: 'created', actor: write.actor })
    else if (write.type === 'DELETED') change.type = 'deleted'
    for (const field of write.changes ?? []) {
      const earlier = change.fields.get(field.path)
      change.fields.set(field.path, earlier ? { path: field.path, ...('before' in earlier ? { before: earlier.before } : {}), ...('after' in field ? { after: field.after } : {}) } : field)
    }
  }
  return [...byObject].flatMap(([place, { type, actor, fields }]) => {
    const object = objects[place]
    const net = [...fields.values()].filter(({ before, after }) => before !== after && JSON.stringify(before) !== JSON.stringify(after))
    return object && (type !== 'modified' || net.length > 0) ? [{ object, type, actor, fields: net }] : []
  })
}

const OBJECTS_MAX = 16
const FIELDS_MAX = 6
const VALUE_LETTERS_MAX = 80
const SIGN = { created: '+', modified: '~', deleted: '−' } as const

export function stepChanges(changes: readonly ObjectChange[], words: Words): Html | undefined {
  if (changes.length === 0) return undefined
  const rest = changes.length - OBJECTS_MAX
  return h('details', { class: 'changes' }, [
    h('summary', (['created', 'modified', 'deleted'] as const).flatMap((type) => summaryOf(type, changes.filter((change) => change.type === type), words))),
    h('ul', [...changes.slice(0, OBJECTS_MAX).map((change) => objectChange(change, words)), rest > 0 ? h('li', { class: 'more' }, words.scenario.more(rest)) : undefined]),
  ])
}

/** `+ Deployment web, ReplicaSet web-6d7bc, 3 × Pod` */
function summaryOf(type: ObjectChange['type'], changes: readonly ObjectChange[], { scenario }: Words): Html[] {
  if (changes.length === 0) return []
  const byKind = new Map<string, string[]>()
  for (const { object: { kind, name } } of changes) byKind.set(kind, [...(byKind.get(kind) ?? []), name])
  const text = [...byKind].map(([kind, names]) => (names.length === 1 ? `${kind} ${names[0]}` : `${names.length} × ${kind}`)).join(scenario.comma)
  return [h('span', { class: `sum ${type}` }, [h('b', { class: 'sign', 'aria-hidden': 'true' }, SIGN[type]), h('span', { class: 'visually-hidden' }, scenario[type]), ` ${text}`])]
}

function objectChange({ object, type, actor, fields }: ObjectChange, words: Words): Html {
  const shown = type === 'modified' ? [...fields].sort((a, b) => weight(a) - weight(b)) : []
  const rest = shown.length - FIELDS_MAX
  return h('li', { class: type }, [
    h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGN[type]), h('span', { class: 'visually-hidden' }, words.scenario[type]), ` ${object.kind} `, h('strong', object.name), h('small', ` ${words.scenario.by} ${actor}`),
    shown.length > 0 ? h('ul', { class: 'fields' }, [...shown.slice(0, FIELDS_MAX).map(fieldLine), rest > 0 ? h('li', { class: 'more' }, words.scenario.more(rest)) : undefined]) : undefined,
  ])
}

/** What was asked for comes before what came of it. */
const weight = ({ path }: FieldChange): number => (path.startsWith('spec') ? 0 : path.includes('conditions') ? 2 : 1)

const fieldLine = (field: FieldChange): Html =>
  h('li', [h('code', field.path), ' ', 'before' in field ? h('del', valueText(field.before)) : undefined, 'before' in field ? ' → ' : '', 'after' in field ? h('ins', valueText(field.after)) : h('ins', '∅')])

export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? ''
  return text.length > VALUE_LETTERS_MAX ? `${text.slice(0, VALUE_LETTERS_MAX - 1)}…` : text
}
