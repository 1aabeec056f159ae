// Follows kubectl/pkg/cmd/delete/delete.go, v1.36.
import type { Command } from '../command'
import { CommandError, isNotFound, withSource } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { quote } from '../../objects/go-text'
import { deleteHelp } from '../help/delete'
import type { HelpPage } from '../help/help-page'
import { textAt } from '../objects'
import { findResources } from '../resources/find-resources'
import type { FoundResources } from '../resources/found-resources'
import { groupKindText } from '../resources/resource-mapping'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import { deleteObject } from './delete-object'
import { graceSecondsOf, propagationOf } from './deletion-flags'
import { dryRunOf, operationText, type DryRun } from './dry-run'
import { checkRaw, rawBody, rawRequest } from './raw-request'
import { waitUntilGone } from './wait-until-gone'
import { isConfirmed } from '../standard-input'
import { filesNamed } from './named-files'

const FORCE_WARNING =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n'

export interface Deletion {
  readonly propagation: string
  readonly graceSeconds: number
  readonly dryRun: DryRun
  readonly ignoreNotFound: boolean
  /** undefined: all that is found */
  readonly only: ReadonlySet<string> | undefined
}

export const deleteCommand: Command = {
  name: 'delete',
  help: deleteHelp.delete as HelpPage,
  interrupted: 1,
  suggestFor: ['rm'],
  async run(args, flags, session) {
    const propagation = propagationOf(flags, session)
    const graceSeconds = graceOf(flags)
    const dryRun = dryRunOf(flags, session)
    if (flags.string('raw') !== '') return deleteRaw(session)
    const bulk = flags.bool('all') || flags.string('selector') !== '' || flags.string('field-selector') !== ''
    const ignoreNotFound = flags.bool('ignore-not-found') || (bulk && !flags.changed('ignore-not-found'))
    const find = (): Promise<FoundResources> => findDeleted(args, session, ignoreNotFound)
    const found = await find()
    check(flags, session, graceSeconds)
    const only = flags.bool('interactive') ? await confirmed(await find(), session) : undefined
    if (flags.bool('interactive') && !only) return
    await deleteAll(found, session, { propagation, graceSeconds, dryRun, ignoreNotFound, only })
  },
}

async function deleteRaw(session: Session): Promise<void> {
  if (session.flags.bool('interactive')) throw new CommandError('--interactive can not be used with --raw')
  const body = session.flags.strings('filename').length > 0 ? await rawBody(session) : undefined
  checkRaw(session)
  await rawRequest(session, 'DELETE', session.flags.string('raw'), body)
}

function graceOf(flags: FlagValues): number {
  let grace = flags.int('grace-period')
  if (flags.bool('now')) {
    if (grace !== -1) throw new CommandError('--now and --grace-period cannot be specified together')
    grace = 1
  }
  // Without --force nothing is deleted at once, so that nobody loses data by accident.
  if (grace === 0 && !flags.bool('force')) return 1
  return grace < 0 ? graceSecondsOf(flags) : grace
}

function findDeleted(args: readonly string[], session: Session, ignoreNotFound: boolean): Promise<FoundResources> {
  const { flags } = session
  return findResources(session, {
    args,
    ...filesNamed(flags),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    selectAll: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
    continueOnError: true,
    flatten: true,
    requireObject: false,
    ignoreNotFound,
  })
}

function check(flags: FlagValues, session: Session, graceSeconds: number): void {
  const output = flags.string('output')
  if (output !== '' && output !== 'name')
    throw new CommandError(`unexpected -o output mode: ${output}. We only support '-o name'`)
  if (!flags.bool('force')) return
  if (graceSeconds > 0) throw new CommandError('--force and --grace-period greater than 0 cannot be specified together')
  session.err(FORCE_WARNING)
}

/** --interactive: the names of what may be deleted; undefined when nothing may. */
async function confirmed(found: FoundResources, session: Session): Promise<ReadonlySet<string> | undefined> {
  const infos = await found.infos()
  if (infos.length === 0) {
    session.out('No resources found\n')
    return undefined
  }
  session.out(`You are about to delete the following ${infos.length} resource(s):\n`)
  for (const info of infos) session.out(`${kindOf(info)}/${info.name}\n`)
  session.out('Do you want to continue? (y/N): ')
  if (await isConfirmed(session.context)) return new Set(infos.map(keyOf))
  session.out('deletion is cancelled\n')
  return undefined
}

const kindOf = ({ mapping }: ResourceInfo): string => (mapping ? groupKindText(mapping) : '')
const keyOf = (info: ResourceInfo): string => `${kindOf(info)}/${info.namespace}/${info.name}`

export async function deleteAll(found: FoundResources, session: Session, deletion: Deletion): Promise<void> {
  const { dryRun, ignoreNotFound, only } = deletion
  const deleted: { info: ResourceInfo; uid: string }[] = []
  let count = 0
  let warnsOfScope = session.explicitNamespace && !session.flags.bool('all-namespaces')
  await found.visit(async (info) => {
    if (only && !only.has(keyOf(info))) return
    count += 1
    if (warnsOfScope && info.mapping?.namespaced === false) {
      session.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n')
      warnsOfScope = false
    }
    try {
      const uid = dryRun === 'client' ? '' : await deleteOne(info, session, deletion)
      printDeleted(info, session, deletion)
      deleted.push({ info, uid })
    } catch (error) {
      if (!isNotFound(error) || !ignoreNotFound) throw withSource('deleting', info.source, error as Error)
    }
  })
  if (count === 0) session.out('No resources found\n')
  else if (session.flags.bool('wait') && dryRun === 'none') await waitUntilGone(deleted, session.flags, session)
}

/** Returns the uid of what was deleted, to tell it from one that takes its place. */
async function deleteOne(
  info: ResourceInfo,
  session: Session,
  { propagation, graceSeconds, dryRun }: Deletion,
): Promise<string> {
  const answer = await deleteObject(session, info, { propagation, graceSeconds, dryRun })
  return textAt(answer, 'details', 'uid') || textAt(answer, 'metadata', 'uid')
}

function printDeleted(info: ResourceInfo, session: Session, { graceSeconds, dryRun }: Deletion): void {
  const kind = kindOf(info)
  if (session.flags.string('output') === 'name') return session.out(`${kind}/${info.name}\n`)
  const done = graceSeconds === 0 ? 'force deleted' : 'deleted'
  const where = info.mapping?.namespaced ? ` from ${info.namespace} namespace` : ''
  session.out(`${kind} ${quote(info.name)} ${operationText(`${done}${where}`, dryRun)}\n`)
}
