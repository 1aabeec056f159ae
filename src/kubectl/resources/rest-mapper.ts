// From what people type (`deploy`, `deployments.apps`, `deployment.v1.apps`, `Deployment`) to what the server serves.
// Follows client-go/restmapper and cli-runtime/pkg/resource/builder.go mappingFor, v1.36.
import { CommandError, ConnectionError } from '../failure'
import { quote } from '../../objects/go-text'
import type { KubeApi } from '../request/kube-api'
import { type ApiGroup, discover } from './discovery'
import { groupResourceText, type ResourceMapping } from './resource-mapping'

/** As a full name, as a name within a group, as a kind of a version and as one of a group. */
const ASKED_FOR_ARGUMENT = 4

export class RestMapper {
  private groups: readonly ApiGroup[] | undefined
  private readonly warned = new Set<string>()

  constructor(
    private readonly api: KubeApi,
    private readonly warn: (text: string) => void,
    /** told of every time that the real one, which remembers no failure, would have asked for the groups in vain */
    private readonly onUnreachable: (error: ConnectionError) => void,
  ) {}

  /** Every group and version, in the server's order. `asked`: how often the real one asks for them before it gives up. */
  async all(asked = 1): Promise<readonly ApiGroup[]> {
    try {
      this.groups ??= await discover(this.api)
    } catch (error) {
      if (error instanceof ConnectionError) for (let i = 0; i < asked; i += 1) this.onUnreachable(error)
      throw error
    }
    return this.groups
  }

  /** Throws `the server doesn't have a resource type "x"`. */
  async mappingFor(argument: string, asked = ASKED_FOR_ARGUMENT): Promise<ResourceMapping> {
    const found = await this.find((groups) => this.resolve(groups, argument), asked)
    if (found) return found
    throw new CommandError(`the server doesn't have a resource type ${quote(argument.split('.')[0] as string)}`)
  }

  /** The mapping of an object's apiVersion and kind; undefined when the server does not serve it. */
  async mappingOfKind(group: string, version: string, kind: string, asked = 1): Promise<ResourceMapping | undefined> {
    return this.find(
      (groups) =>
        mappingsOf(groups).find(
          (each) => each.kind === kind && each.group === group && (version === '' || each.version === version),
        ),
      asked,
    )
  }

  /** Names of a category (`all`) as resource.group; undefined when there is no such category. */
  async expandCategory(category: string): Promise<readonly string[] | undefined> {
    const groups = await this.all().catch((error: unknown) => {
      if (error instanceof ConnectionError) return []
      throw error
    })
    const members = mappingsOf(groups).filter((each) => each.categories.includes(category))
    return members.length === 0 ? undefined : [...new Set(members.map(groupResourceText))]
  }

  private async find(
    choose: (groups: readonly ApiGroup[]) => ResourceMapping | undefined,
    asked: number,
  ): Promise<ResourceMapping | undefined> {
    const found = choose(await this.all(asked))
    if (found) return found
    this.groups = await discover(this.api, true)
    return choose(this.groups)
  }

  private resolve(groups: readonly ApiGroup[], argument: string): ResourceMapping | undefined {
    const parts = argument.split('.')
    const name = parts[0] as string
    const exact = parts.length >= 3 ? { version: parts[1] as string, group: parts.slice(2).join('.') } : undefined
    const group = parts.slice(1).join('.')
    const resources = preferred(groups)
    const byResource =
      (exact && this.byVersion(mappingsOf(groups), resources, name, exact)) ?? this.byResource(resources, name, group)
    if (byResource) return byResource
    const all = mappingsOf(groups)
    const byKind = (each: ResourceMapping, inGroup: string): boolean =>
      [each.kind, each.kind.toLowerCase()].includes(name) && each.group === inGroup
    return (
      (exact && all.find((each) => byKind(each, exact.group) && each.version === exact.version)) ??
      resources.find((each) => byKind(each, group))
    )
  }

  // `deployments.v1.apps`. A short name forgets the version: `hpa.v1.autoscaling` is of the preferred one.
  private byVersion(
    all: readonly ResourceMapping[],
    resources: readonly ResourceMapping[],
    name: string,
    { group, version }: { readonly group: string; readonly version: string },
  ): ResourceMapping | undefined {
    const short = resources.some((each) => each.group === group && each.shortNames.includes(name))
    if (short) return this.byResource(resources, name, group)
    return this.byResource(
      all.filter((each) => each.version === version),
      name,
      group,
    )
  }

  private byResource(here: readonly ResourceMapping[], name: string, group: string): ResourceMapping | undefined {
    const named = (each: ResourceMapping, text: string): boolean => each.resource === text || each.singular === text
    const inGroup = group === '' ? here : here.filter((each) => each.group === group)
    const inPrefix = group === '' ? here : here.filter((each) => each.group.startsWith(group))
    const long = inGroup.find((each) => named(each, name))
    if (long) return long
    const short = inGroup.filter((each) => each.shortNames.includes(name))
    if (short[0]) {
      this.warnAmbiguous(name, short)
      return short[0]
    }
    const lower = name.toLowerCase()
    return inPrefix.find((each) => named(each, lower) || each.shortNames.includes(name))
  }

  private warnAmbiguous(name: string, candidates: readonly ResourceMapping[]): void {
    const first = groupResourceText(candidates[0] as ResourceMapping)
    for (const other of new Set(candidates.slice(1).map(groupResourceText))) {
      if (other === first || this.warned.has(`${name} ${other}`)) continue
      this.warned.add(`${name} ${other}`)
      this.warn(`short name ${quote(name)} could also match lower priority resource ${other}`)
    }
  }
}

/** What is found out of the groups is kept with them: every name of every command is looked up in it. */
function keptWith<T>(work: (groups: readonly ApiGroup[]) => T): (groups: readonly ApiGroup[]) => T {
  const kept = new WeakMap<readonly ApiGroup[], T>()
  return (groups) => {
    let found = kept.get(groups)
    if (found === undefined) kept.set(groups, (found = work(groups)))
    return found
  }
}

const mappingsOf = keptWith((groups): readonly ResourceMapping[] =>
  groups.flatMap((group) => group.versions.flatMap((version) => version.resources)),
)

/** Each group's resources once, in the version that the server prefers. */
export const preferred = keptWith((groups): readonly ResourceMapping[] =>
  groups.flatMap((group) => {
    const seen = new Set<string>()
    return group.versions.flatMap((version) =>
      version.resources.filter((each) => {
        if (seen.has(each.resource)) return false
        seen.add(each.resource)
        return true
      }),
    )
  }),
)
