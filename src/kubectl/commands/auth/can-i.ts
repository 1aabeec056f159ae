// Follows kubectl/pkg/cmd/auth/cani.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { authHelp } from '../../help/auth'
import type { HelpPage } from '../../help/help-page'
import { listAt, textAt, valueAt } from '../../objects'
import { compareCodePoints } from '../../output/go-json'
import { goPrint } from '../../output/go-print'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import type { ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { brokenDown, type PolicyRule } from './rules-covered'

const RESOURCE_VERBS = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'use',
  'bind',
  'impersonate',
  '*',
  'approve',
  'sign',
  'escalate',
  'attest',
]
const URL_VERBS = ['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*']

export const canI: Command = {
  name: 'can-i',
  help: authHelp['auth can-i'] as HelpPage,
  async run(args, flags, session) {
    if (flags.bool('list')) return listRules(args, flags, session)
    const [verb, target] = args
    if (verb === undefined || target === undefined || args.length !== 2) {
      throw new CommandError(
        "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
      )
    }
    const spec = target.startsWith('/')
      ? urlSpec(verb, target, flags, session)
      : await resourceSpec(verb, target, flags, session)
    if (flags.bool('no-headers')) throw new CommandError('--no-headers cannot be set without --list specified')
    const review = await session.api.call({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec }),
    })
    const allowed = valueAt(review, 'status', 'allowed') === true
    const reasons = [textAt(review, 'status', 'reason'), textAt(review, 'status', 'evaluationError')].filter(Boolean)
    if (!flags.bool('quiet')) session.out(allowed ? 'yes\n' : `${['no', ...reasons].join(' - ')}\n`)
    return allowed ? 0 : 1
  },
}

const warn = (session: Session, text: string): void => session.err(`Warning: ${text}\n`)

function urlSpec(verb: string, path: string, flags: FlagValues, session: Session): object {
  if (flags.string('subresource') !== '') throw new CommandError('--subresource can not be used with NonResourceURL')
  if (!URL_VERBS.includes(verb)) warn(session, `verb '${verb}' is not a known verb\n`)
  return { nonResourceAttributes: { verb, path } }
}

async function resourceSpec(verb: string, target: string, flags: FlagValues, session: Session): Promise<object> {
  const [type = '', name] = target.split(/\/(.*)/s)
  const mapping = type === '*' ? undefined : await mappingOf(type, session)
  const everywhere = flags.bool('all-namespaces')
  if (mapping && !everywhere && !mapping.namespaced) {
    const group = mapping.group === '' ? '' : ` in group '${mapping.group}'`
    warn(session, `resource '${mapping.resource}' is not namespace scoped${group}\n`)
  }
  if (!everywhere && !RESOURCE_VERBS.includes(verb)) warn(session, `verb '${verb}' is not a known verb\n`)
  const subresource = flags.string('subresource')
  return {
    resourceAttributes: {
      ...(everywhere ? {} : { namespace: session.namespace }),
      verb,
      ...(mapping?.group ? { group: mapping.group } : {}),
      resource: mapping?.resource ?? type,
      ...(subresource === '' ? {} : { subresource }),
      ...(name ? { name } : {}),
    },
  }
}

async function mappingOf(type: string, session: Session): Promise<ResourceMapping | undefined> {
  try {
    return await session.mapper.mappingFor(type.toLowerCase(), 2)
  } catch {
    const [resource = '', ...group] = type.toLowerCase().split('.')
    if (!['users', 'groups'].includes(type)) {
      const within = group.length > 0 ? ` in group '${group.join('.')}'` : ''
      warn(session, `the server doesn't have a resource type '${resource}'${within}\n`)
    }
    return undefined
  }
}

async function listRules(args: readonly string[], flags: FlagValues, session: Session): Promise<void> {
  if (args.length > 0) throw new CommandError('list option must be specified with no arguments')
  if (flags.bool('quiet') || flags.bool('all-namespaces') || flags.string('subresource') !== '') {
    throw new CommandError("list option can't be specified with neither quiet, all-namespaces nor subresource options")
  }
  const review = await session.api.call({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace: session.namespace },
    }),
  })
  if (valueAt(review, 'status', 'incomplete') === true) {
    warn(session, `the list may be incomplete: ${textAt(review, 'status', 'evaluationError')}`)
  }
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  if (!flags.bool('no-headers')) tabs.write('Resources\tNon-Resource URLs\tResource Names\tVerbs\n')
  for (const line of ruleLines(valueAt(review, 'status'))) tabs.write(`${line}\n`)
  tabs.flush()
}

/** Broken down, those of one resource together again, and sorted by Go's dump of them. */
function ruleLines(status: unknown): string[] {
  const rules = [...listAt(status, 'resourceRules'), ...listAt(status, 'nonResourceRules')] as readonly PolicyRule[]
  const merged = new Map<string, Required<PolicyRule>>()
  for (const [i, rule] of rules.flatMap(brokenDown).entries()) {
    const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule
    const key = nonResourceURLs.length > 0 ? String(i) : [...apiGroups, ...resources, ...resourceNames].join(' ')
    const known = merged.get(key)?.verbs ?? []
    const more = verbs.filter((verb) => !known.includes(verb))
    merged.set(key, { verbs: [...known, ...more], apiGroups, resources, resourceNames, nonResourceURLs })
  }
  return [...merged.values()]
    .map((rule) => ({ rule, dump: dumped(rule) }))
    .sort((a, b) => compareCodePoints(a.dump, b.dump))
    .map(({ rule }) => ruleLine(rule))
}

const dumped = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Required<PolicyRule>): string =>
  [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map(goPrint).join(',')

function ruleLine({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Required<PolicyRule>): string {
  const [main = '', ...sub] = (resources[0] ?? '').split('/')
  const name = `${main}${apiGroups[0] ? `.${apiGroups[0]}` : ''}${sub.length > 0 ? `/${sub.join('/')}` : ''}`
  return `${name}\t${goPrint(nonResourceURLs)}\t${goPrint(resourceNames)}\t${goPrint(verbs)}`
}
