// Sets of paths within an object, and their form in metadata.managedFields (FieldsV1).
// Follows structured-merge-diff/fieldpath, as of Kubernetes v1.36.

/** A set as a tree: which paths are members, below which steps. A step is written as in FieldsV1: `f:spec`, `k:{"name":"a"}`, `v:"x"`. */
export interface FieldSet {
  readonly isMember: boolean
  readonly below: ReadonlyMap<string, FieldSet>
}

export const EMPTY: FieldSet = { isMember: false, below: new Map() }
export const MEMBER: FieldSet = { isMember: true, below: new Map() }

export const isEmpty = ({ isMember, below }: FieldSet): boolean => !isMember && below.size === 0

/** A set of what stands below, without branches that hold nothing. */
export function fieldSet(isMember: boolean, below: Iterable<readonly [string, FieldSet]>): FieldSet {
  const kept = new Map<string, FieldSet>()
  for (const [step, set] of below) if (!isEmpty(set)) kept.set(step, set)
  return { isMember, below: kept }
}

export const asMember = (set: FieldSet): FieldSet => (set.isMember ? set : { isMember: true, below: set.below })

export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (isEmpty(a)) return b
  if (isEmpty(b)) return a
  const below = new Map(a.below)
  for (const [step, set] of b.below) below.set(step, union(below.get(step) ?? EMPTY, set))
  return { isMember: a.isMember || b.isMember, below }
}

export const difference = (a: FieldSet, b: FieldSet): FieldSet =>
  fieldSet(
    a.isMember && !b.isMember,
    [...a.below].map(([step, set]) => [step, difference(set, b.below.get(step) ?? EMPTY)]),
  )

export const intersection = (a: FieldSet, b: FieldSet): FieldSet =>
  fieldSet(
    a.isMember && b.isMember,
    [...a.below].map(([step, set]) => [step, intersection(set, b.below.get(step) ?? EMPTY)]),
  )

/** The set without a path and all below it. */
export function withoutBranch(set: FieldSet, [step, ...rest]: readonly string[]): FieldSet {
  if (step === undefined) return EMPTY
  const child = set.below.get(step)
  if (!child) return set
  return fieldSet(
    set.isMember,
    [...set.below].map(([each, below]) => [each, each === step ? withoutBranch(below, rest) : below]),
  )
}

/** The set of one path. */
export const setOf = (path: readonly string[]): FieldSet =>
  path.reduceRight<FieldSet>((below, step) => ({ isMember: false, below: new Map([[step, below]]) }), MEMBER)

export const isSameSet = (a: FieldSet, b: FieldSet): boolean => isEmpty(difference(a, b)) && isEmpty(difference(b, a))

/** `{"f:spec":{"f:replicas":{}}}` */
export function toFieldsV1({ isMember, below }: FieldSet): object {
  const sorted = [...below].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...(isMember && below.size > 0 ? { '.': {} } : {}),
    ...Object.fromEntries(sorted.map(([step, set]) => [step, toFieldsV1(set)])),
  }
}

/** Anything that is no FieldsV1 is read as far as it goes. */
export function fromFieldsV1(value: unknown, isRoot = true): FieldSet {
  if (typeof value !== 'object' || value === null) return isRoot ? EMPTY : MEMBER
  const steps = Object.entries(value).filter(([step]) => step !== '.')
  const isMember = Object.hasOwn(value, '.') || (!isRoot && steps.length === 0)
  return fieldSet(
    isMember,
    steps.map(([step, below]) => [step, fromFieldsV1(below, false)]),
  )
}

/** Every member as text: `.spec.template.spec.containers[name="web"].image` */
export function pathTexts({ isMember, below }: FieldSet, at = ''): string[] {
  const own = isMember && at !== '' ? [at] : []
  const sorted = [...below].sort(([a], [b]) => (a < b ? -1 : 1))
  return [...own, ...sorted.flatMap(([step, set]) => pathTexts(set, at + stepText(step)))]
}

function stepText(step: string): string {
  const [kind, text] = [step.slice(0, 1), step.slice(2)]
  if (kind === 'f') return `.${text}`
  if (kind === 'v') return `[=${text}]`
  if (kind === 'i') return `[${text}]`
  const keys = JSON.parse(text) as Record<string, unknown>
  return `[${Object.entries(keys)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',')}]`
}
