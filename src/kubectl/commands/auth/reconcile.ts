// Follows kubectl/pkg/cmd/auth/reconcile.go, v1.36.
import type { Command } from '../../command'
import { CommandError, hasReason, isAlreadyExists, isConflict, isNotFound } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { authHelp } from '../../help/auth'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, listAt, textAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import type { ObjectAddress } from '../../request/kube-api'
import { findResources } from '../../resources/find-resources'
import type { ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { dryRunOf, operationText } from '../dry-run'
import { filesNamed, requireFiles } from '../named-files'
import { isRole, type Reconciled, reconciled } from './reconciled'

const GROUP = 'rbac.authorization.k8s.io'
const RESOURCES: Readonly<Record<string, string>> = {
  Role: 'roles',
  ClusterRole: 'clusterroles',
  RoleBinding: 'rolebindings',
  ClusterRoleBinding: 'clusterrolebindings',
}
const ATTEMPTS_MAX = 3

export const reconcile: Command = {
  name: 'reconcile',
  help: authHelp['auth reconcile'] as HelpPage,
  async run(args, flags, session) {
    requireFiles(flags)
    if (args.length > 0) throw new CommandError('no arguments are allowed')
    const dryRun = dryRunOf(flags, session)
    if (dryRun === 'server') throw new CommandError('--dry-run=server for command reconcile is not supported yet')
    const found = await findResources(session, {
      ...filesNamed(flags),
      continueOnError: true,
      flatten: true,
      local: true,
    })
    const print = await objectPrinter(flags, session, { operation: operationText('reconciled', dryRun), sorted: false })
    await found.visit(async ({ object, namespace }) => {
      const [group, version] = textAt(object, 'apiVersion').split('/')
      if (!object || group !== GROUP || !RESOURCES[object.kind]) return
      if (version !== 'v1')
        throw new CommandError(`only rbac.authorization.k8s.io/v1 is supported: not *${version}.${object.kind}`)
      const result = await carriedOut(addressOf(object, namespace), object, flags, session, dryRun === 'client')
      print(result.object)
      tell(result, isRole(object), flags, session)
    })
  },
}

function addressOf({ kind, metadata }: AnyObject, namespace: string): ObjectAddress {
  const mapping = {
    group: GROUP,
    version: 'v1',
    kind,
    resource: RESOURCES[kind] as string,
    namespaced: !kind.startsWith('Cluster'),
  } as ResourceMapping
  return { mapping, namespace, name: metadata.name ?? '' }
}

async function carriedOut(
  address: ObjectAddress,
  wanted: AnyObject,
  flags: FlagValues,
  session: Session,
  dry: boolean,
): Promise<Reconciled> {
  const removeExtra = flags.bool(isRole(wanted) ? 'remove-extra-permissions' : 'remove-extra-subjects')
  for (let attempt = 1; ; attempt += 1) {
    const existing = await session.api.get(address).catch((error: unknown) => {
      if (isNotFound(error)) return undefined
      throw error
    })
    const result = reconciled(existing, wanted, { removeExtra })
    if (result.isProtected || dry || result.operation === 'none') return result
    try {
      return { ...result, object: await written(address, result, existing, session) }
    } catch (error) {
      // Somebody else was faster: once more from the beginning.
      const again = isConflict(error) || isAlreadyExists(error) || (isNotFound(error) && result.operation === 'update')
      if (!again || attempt >= ATTEMPTS_MAX) throw error
    }
  }
}

async function written(
  address: ObjectAddress,
  { object, operation }: Reconciled,
  existing: AnyObject | undefined,
  session: Session,
): Promise<AnyObject> {
  if (operation === 'update') return session.api.replace(address, object)
  if (operation === 'recreate') {
    const uid = existing?.metadata.uid
    await session.api.delete(address, { preconditions: { uid } }).catch((error: unknown) => {
      if (!isNotFound(error)) throw error
    })
  }
  if (operation === 'create' && address.mapping.namespaced) await ensureNamespace(address.namespace, session)
  return session.api.create({ ...address, name: undefined }, object)
}

const mayFail = (error: unknown, reason: (error: unknown) => boolean): void => {
  if (!reason(error) && !hasReason(error, 'Forbidden')) throw error
}

/** As well as the user may: who may only change roles is not stopped by it. */
async function ensureNamespace(name: string, session: Session): Promise<void> {
  if (name === '') throw new CommandError('resource name may not be empty')
  const path = '/api/v1/namespaces'
  try {
    await session.api.call({ method: 'GET', path: `${path}/${name}` })
    return
  } catch (error) {
    mayFail(error, isNotFound)
  }
  const body = JSON.stringify({ kind: 'Namespace', apiVersion: 'v1', metadata: { name } })
  await session.api.call({ method: 'POST', path, body }).catch((error: unknown) => mayFail(error, isAlreadyExists))
}

function tell(
  { operation, isProtected, missing, extra }: Reconciled,
  role: boolean,
  flags: FlagValues,
  session: Session,
): void {
  if (operation === 'none') return
  const caveat = isProtected ? ', but object opted out (rbac.authorization.kubernetes.io/autoupdate: false)' : ''
  session.err(`\treconciliation required ${operation}${caveat}\n`)
  const things = role ? 'rules' : 'subjects'
  const text = role ? ruleText : subjectText
  const list = (what: string, entries: readonly unknown[]): void => {
    if (entries.length > 0) session.err(`\t${what}:\n${entries.map((each) => `\t\t${text(each)}\n`).join('')}`)
  }
  list(`missing ${things} added`, missing)
  if (flags.bool(role ? 'remove-extra-permissions' : 'remove-extra-subjects')) list(`extra ${things} removed`, extra)
}

// As Go's %+v writes the structs.
const ruleText = (rule: unknown): string =>
  `{${['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs']
    .map((field) => `${GO_NAMES[field]}:[${listAt(rule, field).join(' ')}]`)
    .join(' ')}}`
const subjectText = (subject: unknown): string =>
  `{${['kind', 'apiGroup', 'name', 'namespace'].map((field) => `${GO_NAMES[field]}:${textAt(subject, field)}`).join(' ')}}`
const GO_NAMES: Readonly<Record<string, string>> = {
  verbs: 'Verbs',
  apiGroups: 'APIGroups',
  resources: 'Resources',
  resourceNames: 'ResourceNames',
  nonResourceURLs: 'NonResourceURLs',
  kind: 'Kind',
  apiGroup: 'APIGroup',
  name: 'Name',
  namespace: 'Namespace',
}
