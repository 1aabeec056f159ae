// Follows kubectl/pkg/cmd/delete/delete.go and cmd/wait, v1.36.
import type { Command } from '../command'
import { CommandError, isNotFound, usageError, withSource } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { deleteHelp } from '../help/delete'
import type { HelpPage } from '../help/help-page'
import { type AnyObject, textAt } from '../objects'
import { findResources } from '../resources/find-resources'
import { groupKindText, groupResourceText } from '../resources/resource-mapping'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import { dryRunOf, operationText, type DryRun } from './dry-run'
import { waitUntilGone } from './wait-until-gone'

const FORCE_WARNING = 'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n'

export const deleteCommand: Command = {
  name: 'delete',
  help: deleteHelp.delete as HelpPage,
  suggestFor: ['rm'],
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const propagation = cascadeOf(flags, session)
    const grace = graceOf(flags, session)
    const all = flags.bool('all')
    if (flags.bool('all-namespaces') && args.some((arg) => arg.includes('/'))) throw new CommandError('a resource cannot be retrieved by name across all namespaces')
    const found = await findResources(session, {
      args, filenames: flags.strings('filename'), kustomize: flags.string('kustomize'), recursive: flags.bool('recursive'),
      labelSelector: flags.string('selector'), fieldSelector: flags.string('field-selector'), selectAll: all, allNamespaces: flags.bool('all-namespaces'),
      continueOnError: true, flatten: true, requireObject: false, ignoreNotFound: flags.bool('ignore-not-found') || (all && !flags.changed('ignore-not-found')),
    })
    if (flags.bool('force') && grace === 0) session.err(FORCE_WARNING)
    const deleted: { info: ResourceInfo; uid: string }[] = []
    const ignored = flags.bool('ignore-not-found') || (all && !flags.changed('ignore-not-found'))
    let count = 0
    const visited = found.visit(async (info) => {
      count++
      try {
        const uid = dryRun === 'client' ? '' : await deleteOne(info, session, { propagation, grace, dryRun })
        printDeleted(info, flags, session, { dryRun, grace })
        deleted.push({ info, uid })
      } catch (error) {
        if (isNotFound(error) && ignored) return
        throw withSource('deleting', info.source, error as Error)
      }
    })
    await visited.finally(() => (flags.bool('wait') && dryRun === 'none' ? waitUntilGone(deleted, flags, session) : undefined))
    if (count === 0) session.out('No resources found\n')
  },
}

const POLICIES: Readonly<Record<string, string>> = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' }

function cascadeOf(flags: FlagValues, session: Session): string {
  const value = flags.string('cascade')
  const policy = POLICIES[value]
  if (policy) return policy
  if (/^(true|1|t|T|TRUE|True)$/.test(value)) {
    session.err('Warning: --cascade=true is deprecated (boolean value) and can be replaced with --cascade=background.\n')
    return 'Background'
  }
  if (/^(false|0|f|F|FALSE|False)$/.test(value)) {
    session.err('Warning: --cascade=false is deprecated (boolean value) and can be replaced with --cascade=orphan.\n')
    return 'Orphan'
  }
  throw usageError(session.commandPath, `Invalid cascade value (${value}). Must be "background", "foreground", or "orphan".`)
}

function graceOf(flags: FlagValues, session: Session): number {
  let grace = flags.int('grace-period')
  if (flags.bool('now')) {
    if (grace !== -1) throw new CommandError('--now and --grace-period cannot be specified together')
    grace = 1
  }
  if (grace === 0 && !flags.bool('force')) {
    session.err('')
    return 1 // as upstream: without --force the shortest grace is a second, and the command waits
  }
  return flags.bool('force') && grace < 0 ? 0 : grace
}

interface Deletion {
  readonly propagation: string
  readonly grace: number
  readonly dryRun: DryRun
}

/** Returns the uid of what was deleted, to tell it from one that takes its place. */
async function deleteOne({ mapping, namespace, name }: ResourceInfo, session: Session, { propagation, grace, dryRun }: Deletion): Promise<string> {
  if (!mapping) return ''
  const options = {
    propagationPolicy: propagation, ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}), ...(dryRun === 'server' ? { dryRun: ['All'] } : {}),
  }
  const query = dryRun === 'server' ? { dryRun: 'All' } : {}
  const answer: AnyObject = await session.api.delete({ mapping, namespace, name }, { kind: 'DeleteOptions', apiVersion: 'v1', ...options }, { query })
  return textAt(answer, 'metadata', 'uid') || textAt(answer, 'details', 'uid')
}

function printDeleted({ mapping, namespace, name }: ResourceInfo, flags: FlagValues, session: Session, { dryRun, grace }: { dryRun: DryRun; grace: number }): void {
  const operation = operationText(grace === 0 ? 'force deleted' : 'deleted', dryRun)
  const kind = mapping ? (mapping.group === '' ? mapping.singular : `${mapping.singular}.${mapping.group}`) : ''
  if (flags.string('output') === 'name') {
    session.out(`${mapping ? groupKindText(mapping) : ''}/${name}\n`)
    return
  }
  const where = mapping?.namespaced ? ` from ${namespace} namespace` : ''
  session.out(`${mapping && kind === '' ? groupResourceText(mapping) : kind} "${name}" ${operation}${where}\n`)
}
