// Follows kubectl/pkg/cmd/create/create_{role,clusterrole}.go, v1.36.
import { CommandError, ConnectionError, ExitError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { compareCodePoints } from '../../output/go-json'
import type { Session } from '../../session'
import { generator, metadataOf } from './generate'

const VERBS = [
  '*',
  'get',
  'delete',
  'list',
  'create',
  'update',
  'patch',
  'watch',
  'proxy',
  'deletecollection',
  'use',
  'bind',
  'escalate',
  'impersonate',
]
const URL_VERBS = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options']

const RBAC = 'rbac.authorization.k8s.io'
/** Verbs that only some resources know, as resource/group. */
const SPECIAL_VERBS: Readonly<Record<string, readonly string[]>> = {
  use: ['podsecuritypolicies/policy', 'podsecuritypolicies/extensions'],
  bind: [`roles/${RBAC}`, `clusterroles/${RBAC}`],
  escalate: [`roles/${RBAC}`, `clusterroles/${RBAC}`],
  impersonate: ['users/', 'serviceaccounts/', 'groups/', 'userextras/authentication.k8s.io'],
}

interface Resource {
  readonly resource: string
  readonly group: string
  readonly subresource: string
}

export const createRole = generator({
  words: 'role',
  async build(wanted) {
    const { name, flags, session } = wanted
    if (name === '') throw new CommandError('name must be specified')
    const [verbs, resources] = [verbsOf(flags), resourcesOf(flags)]
    if (verbs.length === 0) throw new CommandError('at least one verb must be specified')
    warnVerbs(verbs, session)
    if (resources.length === 0) throw new CommandError('at least one resource must be specified')
    await checkResources(resources, verbs, session)
    return {
      kind: 'Role',
      apiVersion: `${RBAC}/v1`,
      metadata: metadataOf(wanted),
      rules: await rulesOf({ verbs, resources, urls: [] }, session),
    }
  },
})

export const createClusterRole = generator({
  words: 'clusterrole',
  async build({ name, flags, session }) {
    if (name === '') throw new CommandError('name must be specified')
    const [verbs, resources, urls] = [
      verbsOf(flags),
      resourcesOf(flags),
      [...new Set(flags.strings('non-resource-url'))],
    ]
    const object = { kind: 'ClusterRole', apiVersion: `${RBAC}/v1`, metadata: { name } }
    const aggregation = flags.strings('aggregation-rule')
    if (aggregation.length > 0) {
      if (urls.length + verbs.length + resources.length + flags.strings('resource-name').length > 0) {
        throw new CommandError(
          'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
        )
      }
      return {
        ...object,
        rules: null,
        aggregationRule: { clusterRoleSelectors: [{ matchLabels: pairsOf(aggregation) }] },
      }
    }
    if (verbs.length === 0) throw new CommandError('at least one verb must be specified')
    if (resources.length === 0 && urls.length === 0)
      throw new CommandError('one of resource or nonResourceURL must be specified')
    if (resources.length > 0) {
      warnVerbs(verbs, session)
      await checkResources(resources, verbs, session)
    }
    if (urls.length > 0) checkUrls(urls, verbs)
    return { ...object, rules: await rulesOf({ verbs, resources, urls }, session) }
  },
})

const pairsOf = (words: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    words
      .map((word) => [word.slice(0, word.indexOf('=')).trim(), word.slice(word.indexOf('=') + 1).trim()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

function verbsOf(flags: FlagValues): readonly string[] {
  const verbs = flags.strings('verb')
  return verbs.includes('*') ? ['*'] : [...new Set(verbs)]
}

function resourcesOf(flags: FlagValues): readonly Resource[] {
  const all: Resource[] = []
  for (const text of flags.strings('resource')) {
    const [path = '', ...sub] = text.split('/')
    const [resource = '', ...group] = path.split('.')
    const found = { resource, group: group.join('.'), subresource: sub.join('/') }
    if (text === '*') return [found]
    all.push(found)
  }
  return all
}

function warnVerbs(verbs: readonly string[], session: Session): void {
  for (const verb of verbs)
    if (!VERBS.includes(verb)) session.err(`Warning: '${verb}' is not a standard resource verb\n`)
}

async function checkResources(
  resources: readonly Resource[],
  verbs: readonly string[],
  session: Session,
): Promise<void> {
  for (const given of resources) {
    if (given.resource === '') throw new CommandError('resource must be specified if apiGroup/subresource specified')
    if (given.resource === '*') return
    const served = await fullName(given, session)
    const { resource, group } = served ?? given
    let known = served !== undefined
    for (const verb of verbs) {
      const allowed = SPECIAL_VERBS[verb]
      if (!allowed) continue
      if (!allowed.includes(`${resource}/${group}`))
        throw new CommandError(`can not perform '${verb}' on '${resource}' in group '${group}'`)
      known = true
    }
    if (!known)
      throw new ExitError(
        `the server doesn't have a resource type "${given.resource}"${given.group === '' ? '' : ` in group "${given.group}"`}`,
        1,
      )
  }
}

async function fullName({ resource, group, subresource }: Resource, session: Session): Promise<Resource | undefined> {
  try {
    const mapping = await session.mapper.mappingFor(group === '' ? resource : `${resource}.${group}`, 2)
    return { resource: mapping.resource, group: mapping.group, subresource }
  } catch (error) {
    if (error instanceof ConnectionError) throw error
    return undefined
  }
}

function checkUrls(urls: readonly string[], verbs: readonly string[]): void {
  const wrong = verbs.find((verb) => !URL_VERBS.includes(verb))
  if (wrong !== undefined) throw new CommandError(`invalid verb: '${wrong}' for nonResourceURL`)
  for (const url of urls) {
    if (url === '*') continue
    if (!url.startsWith('/')) throw new CommandError('nonResourceURL should start with /')
    if (url.slice(0, -1).includes('*'))
      throw new CommandError("nonResourceURL only supports wildcard matches when '*' is at the end")
  }
}

interface Rules {
  readonly verbs: readonly string[]
  readonly resources: readonly Resource[]
  readonly urls: readonly string[]
}

/** One rule for each group of the API, in their order. */
async function rulesOf({ verbs, resources, urls }: Rules, session: Session): Promise<object[]> {
  const byGroup = new Map<string, Set<string>>()
  for (const given of resources) {
    const { resource, group, subresource } =
      (given.resource === '*' ? undefined : await fullName(given, session)) ?? given
    const names = byGroup.get(group) ?? new Set()
    byGroup.set(group, names.add(subresource === '' ? resource : `${resource}/${subresource}`))
  }
  const resourceNames = [...new Set(session.flags.strings('resource-name'))]
  const named = resourceNames.length > 0 ? { resourceNames } : {}
  const rules: object[] = [...byGroup]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([group, names]) => ({ verbs, apiGroups: [group], resources: [...names], ...named }))
  return urls.length > 0 ? [...rules, { verbs, nonResourceURLs: urls }] : rules
}
