// Which rules of one role another one has as well. Follows component-helpers/auth/rbac/validation/policy_comparator.go, v1.36.

type Texts = readonly string[]

export interface PolicyRule {
  readonly verbs: Texts
  readonly apiGroups?: Texts
  readonly resources?: Texts
  readonly resourceNames?: Texts
  readonly nonResourceURLs?: Texts
}

/** The rules that the owner's do not cover, broken down to one verb of one resource each. */
export function uncovered(owner: readonly PolicyRule[], wanted: readonly PolicyRule[]): PolicyRule[] {
  return wanted.flatMap(brokenDown).filter((rule) => !owner.some((each) => covers(each, rule)))
}

export function brokenDown({ apiGroups = [], resources = [], verbs = [], ...rule }: PolicyRule): PolicyRule[] {
  const { resourceNames = [], nonResourceURLs = [] } = rule
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb): PolicyRule[] => {
        const one = { verbs: [verb], apiGroups: [group], resources: [resource] }
        return resourceNames.length === 0 ? [one] : resourceNames.map((name) => ({ ...one, resourceNames: [name] }))
      }),
    ),
  )
  const ofUrls = nonResourceURLs.flatMap((url) => verbs.map((verb) => ({ verbs: [verb], nonResourceURLs: [url] })))
  return [...ofResources, ...ofUrls]
}

function covers(owner: PolicyRule, rule: PolicyRule): boolean {
  const names = owner.resourceNames ?? []
  return (
    hasAll(owner.verbs, rule.verbs) &&
    hasAll(owner.apiGroups, rule.apiGroups) &&
    coversResources(owner.resources ?? [], rule.resources ?? []) &&
    (names.length === 0 || ((rule.resourceNames ?? []).length > 0 && contains(names, rule.resourceNames))) &&
    (rule.nonResourceURLs ?? []).every((path) => (owner.nonResourceURLs ?? []).some((each) => coversPath(each, path)))
  )
}

const contains = (set: Texts, wanted: Texts = []): boolean => wanted.every((each) => set.includes(each))
const hasAll = (set: Texts = [], wanted: Texts = []): boolean => set.includes('*') || contains(set, wanted)

const coversResources = (set: Texts, wanted: Texts): boolean =>
  set.includes('*') ||
  wanted.every((each) => {
    const slash = each.indexOf('/')
    return set.includes(each) || (slash >= 0 && set.includes(`*${each.slice(slash)}`))
  })

const coversPath = (owner: string, path: string): boolean =>
  owner === path || (owner.endsWith('*') && path.startsWith(owner.replace(/\*+$/, '')))
