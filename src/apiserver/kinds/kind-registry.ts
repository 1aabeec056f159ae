import type { KindDefinition, ServedVersion } from './kind'

/** Groups in the order of upstream's discovery; the first version of a group is the preferred one. */
const GROUP_ORDER = [
  '',
  'apiregistration.k8s.io',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'resource.k8s.io',
  'metrics.k8s.io',
]

export interface FoundResource {
  readonly definition: KindDefinition
  /** set when the version asked for is not the stored one */
  readonly served: ServedVersion | undefined
}

/** What a list of kinds says, worked out once for all clusters that serve it. */
class KindTable {
  readonly kinds = new Map<string, KindDefinition>()
  readonly resources = new Map<string, FoundResource>()
  readonly groups: readonly ServedGroup[]

  constructor(readonly definitions: readonly KindDefinition[]) {
    for (const definition of definitions) {
      this.kinds.set(definition.kind, definition)
      const { group, version, plural, versions = [] } = definition
      this.resources.set(`${group}/${version}/${plural}`, { definition, served: undefined })
      for (const served of versions)
        this.resources.set(`${served.group}/${served.version}/${plural}`, { definition, served })
    }
    this.groups = groupsOf(definitions)
  }
}

export interface ServedGroup {
  readonly group: string
  readonly versions: readonly string[]
}

function groupsOf(definitions: readonly KindDefinition[]): ServedGroup[] {
  const versions = new Map<string, Set<string>>()
  const note = (group: string, version: string) => versions.set(group, (versions.get(group) ?? new Set()).add(version))
  for (const definition of definitions) {
    note(definition.group, definition.version)
    for (const served of definition.versions ?? []) note(served.group, served.version)
  }
  const place = (group: string) => (GROUP_ORDER.includes(group) ? GROUP_ORDER.indexOf(group) : GROUP_ORDER.length)
  return [...versions]
    .map(([group, set]) => ({ group, versions: [...set].sort(byPriority) }))
    .sort((a, b) => place(a.group) - place(b.group))
}

const STAGES = ['alpha', 'beta', '']

/** v2, v1, v2beta1, v1beta2, v1alpha1, then all others by name. Follows apimachinery/pkg/version/helpers.go. */
function byPriority(a: string, b: string): number {
  const [first, second] = [a, b].map((version) => /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version))
  if (!first || !second) return first ? -1 : second ? 1 : a < b ? -1 : 1
  const stage = (found: RegExpExecArray): number => STAGES.indexOf(found[2] ?? '')
  return (
    stage(second) - stage(first) ||
    Number(second[1]) - Number(first[1]) ||
    Number(second[3] ?? 0) - Number(first[3] ?? 0)
  )
}

const tables = new WeakMap<readonly KindDefinition[], KindTable>()
/** By the list before, and what came to it: clusters that were told of the same kinds share their list. */
const longer = new WeakMap<readonly KindDefinition[], Map<KindDefinition, readonly KindDefinition[]>>()

function tableOf(definitions: readonly KindDefinition[]): KindTable {
  let table = tables.get(definitions)
  if (!table) tables.set(definitions, (table = new KindTable(definitions)))
  return table
}

function withOneMore(definitions: readonly KindDefinition[], added: KindDefinition): readonly KindDefinition[] {
  let known = longer.get(definitions)
  if (!known) longer.set(definitions, (known = new Map<KindDefinition, readonly KindDefinition[]>()))
  let list = known.get(added)
  if (!list) {
    const isNew = !definitions.some(({ kind }) => kind === added.kind)
    list = isNew ? [...definitions, added] : definitions.map((each) => (each.kind === added.kind ? added : each))
    known.set(added, list)
  }
  return list
}

/** Which kinds there are: data, not code. */
export class KindRegistry {
  private table: KindTable

  constructor(definitions: readonly KindDefinition[]) {
    this.table = tableOf(definitions)
  }

  /** Makes a kind known, also later (custom resources). */
  add(definition: KindDefinition): void {
    if (this.table.kinds.get(definition.kind) !== definition)
      this.table = tableOf(withOneMore(this.table.definitions, definition))
  }

  /** Makes a kind known, or known anew. */
  replace(definition: KindDefinition): void {
    const others = this.table.definitions.filter(({ kind }) => kind !== definition.kind)
    this.table = new KindTable([...others, definition])
  }

  /** Forgets a kind. */
  remove(kind: string): void {
    this.table = new KindTable(this.table.definitions.filter((each) => each.kind !== kind))
  }

  byKind(kind: string): KindDefinition | undefined {
    return this.table.kinds.get(kind)
  }

  byResource(group: string, version: string, plural: string): FoundResource | undefined {
    return this.table.resources.get(`${group}/${version}/${plural}`)
  }

  /** All kinds. The same list for every cluster that serves the same: what is made of it can be kept with it. */
  all(): readonly KindDefinition[] {
    return this.table.definitions
  }

  /** Groups with their versions, the preferred one first. */
  groups(): readonly ServedGroup[] {
    return this.table.groups
  }
}
