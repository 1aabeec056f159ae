// Follows kubectl/pkg/cmd/apply/apply.go, v1.36.
import type { Command } from '../../command'
import { CommandError, throwGathered, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { applyHelp } from '../../help/apply'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, textAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { withCause } from '../change-cause'
import { propagationOf } from '../deletion-flags'
import { dryRunOf, operationText, writeQuery, type DryRun } from '../dry-run'
import { filesNamed, requireFiles } from '../named-files'
import { validatorOf } from '../validate-document'
import { applyClientSide, type Applied } from './apply-client-side'
import { applyServerSide } from './apply-server-side'
import { editLastApplied } from './edit-last-applied'
import { prune, prunedKinds } from './prune'
import { setLastApplied } from './set-last-applied'
import { viewLastApplied } from './view-last-applied'

export const apply: Command = {
  name: 'apply',
  help: applyHelp.apply as HelpPage,
  subcommands: [editLastApplied, setLastApplied, viewLastApplied],
  async run(args, flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `Unexpected args: [${args.join(' ')}]`)
    const dryRun = dryRunOf(flags, session)
    propagationOf(flags, session)
    requireFiles(flags)
    // Reads --validate: what it does not know is said before anything is looked at.
    writeQuery(flags, dryRun)
    checkFlags(flags, dryRun)
    const kinds = flags.bool('prune') ? await prunedKinds(session) : undefined
    const found = await findResources(session, {
      ...filesNamed(flags),
      labelSelector: flags.string('selector'),
      continueOnError: true,
      flatten: true,
      ...validatorOf(flags),
    })
    const { infos, failure } = await found.infosAndFailure()
    if (infos.length === 0 && !failure) throw new CommandError('no objects passed to apply')
    const errors: Error[] = failure ? [failure] : []
    const applied: AnyObject[] = []
    for (const info of infos) {
      try {
        applied.push(await applyOne(info, session, dryRun))
      } catch (error) {
        errors.push(error as Error)
      }
    }
    throwGathered(errors)
    await printAll(applied, session)
    if (flags.bool('prune')) await prune(session, { dryRun, kinds, applied })
  },
}

function checkFlags(flags: FlagValues, dryRun: DryRun): void {
  const serverSide = flags.bool('server-side')
  const force = flags.bool('force')
  const refuse = (when: boolean, message: string): void => {
    if (when) throw new CommandError(message)
  }
  refuse(flags.bool('force-conflicts') && !serverSide, '--force-conflicts only works with --server-side')
  refuse(
    dryRun === 'client' && serverSide,
    "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
  )
  refuse(serverSide && force, '--force cannot be used with --server-side')
  refuse(dryRun === 'server' && force, '--dry-run=server cannot be used with --force')
  refuse(flags.bool('all') && flags.string('selector') !== '', 'cannot set --all and --selector at the same time')
  refuse(flags.bool('prune') && force, '--force cannot be used with --prune')
  refuse(
    flags.bool('prune') && !flags.bool('all') && flags.string('selector') === '',
    'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
  )
  refuse(
    flags.bool('prune') && serverSide,
    "--prune is in alpha and doesn't currently work on objects created by server-side apply",
  )
  refuse(flags.string('subresource') !== '' && !serverSide, '--subresource can only be specified for --server-side')
}

async function applyOne(info: ResourceInfo, session: Session, dryRun: DryRun): Promise<AnyObject> {
  const { flags } = session
  const object = withCause(info.object as AnyObject, session, [])
  const generateName = textAt(object, 'metadata', 'generateName')
  if (info.name === '' && generateName !== '')
    throw new CommandError(`from ${generateName}: cannot use generate name with apply`)
  const recorded = { ...info, object }
  const { object: applied, operation }: Applied = flags.bool('server-side')
    ? await applyServerSide(recorded, session, dryRun)
    : await applyClientSide(recorded, session, {
        dryRun,
        force: flags.bool('force'),
        propagation: propagationOf(flags, session),
        graceSeconds: flags.int('grace-period'),
      })
  if (printsOneByOne(flags))
    (await objectPrinter(flags, session, { operation: operationText(operation, dryRun) }))(applied)
  return applied
}

/** As `kind/name done`; other formats print all objects at the end. */
const printsOneByOne = (flags: FlagValues): boolean => ['', 'name'].includes(flags.string('output'))

async function printAll(objects: readonly AnyObject[], session: Session): Promise<void> {
  if (printsOneByOne(session.flags) || objects.length === 0) return
  const print = await objectPrinter(session.flags, session, { operation: '' })
  print(
    objects.length === 1 ? (objects[0] as AnyObject) : { apiVersion: 'v1', kind: 'List', metadata: {}, items: objects },
  )
}
