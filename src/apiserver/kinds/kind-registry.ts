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

/** Which kinds there are: data, not code. */
export class KindRegistry {
  private readonly kinds = new Map<string, KindDefinition>()
  private readonly resources = new Map<string, FoundResource>()

  constructor(definitions: readonly KindDefinition[]) {
    for (const definition of definitions) this.add(definition)
  }

  /** Makes a kind known, also later (custom resources). */
  add(definition: KindDefinition): void {
    this.kinds.set(definition.kind, definition)
    const { group, version, plural, versions = [] } = definition
    this.resources.set(`${group}/${version}/${plural}`, { definition, served: undefined })
    for (const served of versions)
      this.resources.set(`${served.group}/${served.version}/${plural}`, { definition, served })
  }

  byKind(kind: string): KindDefinition | undefined {
    return this.kinds.get(kind)
  }

  byResource(group: string, version: string, plural: string): FoundResource | undefined {
    return this.resources.get(`${group}/${version}/${plural}`)
  }

  all(): readonly KindDefinition[] {
    return [...this.kinds.values()]
  }

  /** Groups with their versions, the preferred one first. */
  groups(): { group: string; versions: string[] }[] {
    const versions = new Map<string, Set<string>>()
    const note = (group: string, version: string) =>
      versions.set(group, (versions.get(group) ?? new Set()).add(version))
    for (const definition of this.kinds.values()) {
      note(definition.group, definition.version)
      for (const served of definition.versions ?? []) note(served.group, served.version)
    }
    const place = (group: string) => (GROUP_ORDER.includes(group) ? GROUP_ORDER.indexOf(group) : GROUP_ORDER.length)
    return [...versions]
      .map(([group, set]) => ({ group, versions: [...set].sort().reverse() }))
      .sort((a, b) => place(a.group) - place(b.group))
  }
}
