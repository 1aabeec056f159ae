// Whose names a definition may have, and what its status says of that. Follows apiextensions-apiserver/pkg/controller/status/naming_controller.go
// and controller/establish, v1.36.
import type { Crd, CrdCondition, Names } from './definition'

/** The names that other definitions of the group have got. */
interface Taken {
  readonly resources: ReadonlySet<string>
  readonly kinds: ReadonlySet<string>
}

const NAMES = ['plural', 'singular', 'shortNames', 'kind', 'listKind'] as const
const REASONS: Readonly<Record<(typeof NAMES)[number], string>> = {
  plural: 'PluralConflict',
  singular: 'SingularConflict',
  shortNames: 'ShortNamesConflict',
  kind: 'KindConflict',
  listKind: 'ListKindConflict',
}

/** The status of a definition whose names have been looked at; the same when nothing is new. */
export function namedStatus(crd: Crd, all: readonly Crd[], nowText: string): NonNullable<Crd['status']> {
  const { names, versions } = crd.spec
  const taken = takenBy(all.filter((each) => each !== crd && each.spec.group === crd.spec.group))
  const conflicts = NAMES.flatMap((field) => conflictsOf(names, field, taken))
  const last = conflicts[conflicts.length - 1]
  const isAccepted = last === undefined
  const accepted: CrdCondition = isAccepted
    ? { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' }
    : { type: 'NamesAccepted', status: 'False', reason: REASONS[last.field], message: last.message }
  const established: CrdCondition = isAccepted
    ? {
        type: 'Established',
        status: 'True',
        reason: 'InitialNamesAccepted',
        message: 'the initial names have been accepted',
      }
    : { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' }
  const stored = versions.find(({ storage }) => storage)?.name
  return {
    conditions: withConditions(crd.status?.conditions ?? [], [accepted, established], nowText),
    acceptedNames: isAccepted ? names : { plural: '', kind: '' },
    storedVersions: [...new Set([...(crd.status?.storedVersions ?? []), ...(stored ? [stored] : [])])],
  }
}

function takenBy(others: readonly Crd[]): Taken {
  const names = others.map(({ status }) => status?.acceptedNames ?? {})
  return {
    resources: new Set(
      names.flatMap(({ plural = '', singular = '', shortNames = [] }) => [plural, singular, ...shortNames]),
    ),
    kinds: new Set(names.flatMap(({ kind = '', listKind = '' }) => [kind, listKind])),
  }
}

function conflictsOf(names: Names, field: (typeof NAMES)[number], { resources, kinds }: Taken) {
  const given = names[field]
  const wanted = typeof given === 'string' ? [given] : (given ?? [])
  const used = field === 'kind' || field === 'listKind' ? kinds : resources
  return wanted
    .filter((name) => used.has(name))
    .map((name) => ({ field, message: `${JSON.stringify(name)} is already in use` }))
}

/** A condition whose status stays keeps its time. */
export function withConditions(
  before: readonly CrdCondition[],
  changes: readonly CrdCondition[],
  nowText: string,
): CrdCondition[] {
  const all = new Map(before.map((condition) => [condition.type, condition]))
  for (const change of changes) {
    const old = all.get(change.type)
    const lastTransitionTime = old?.status === change.status ? (old.lastTransitionTime ?? nowText) : nowText
    const { type, status, reason, message } = change
    all.set(change.type, { type, status, lastTransitionTime, reason, message })
  }
  return [...all.values()]
}
