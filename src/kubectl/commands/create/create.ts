// Follows kubectl/pkg/cmd/create/create.go, v1.36.
import type { Command } from '../../command'
import { CommandError, usageError, withSource } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { createHelp } from '../../help/create'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, withValueAt } from '../../objects'
import { goJson } from '../../output/go-json'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { withCause } from '../change-cause'
import { dryRunOf, operationText, writeQuery, type DryRun } from '../dry-run'
import { validateDocument } from '../validate-document'

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

export const create: Command = {
  name: 'create',
  help: createHelp.create as HelpPage,
  subcommands: [],
  async run(args, flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `Unexpected args: [${args.join(' ')}]`)
    if (flags.strings('filename').length === 0 && flags.string('kustomize') === '') throw new CommandError('must specify one of -f and -k')
    if (flags.string('raw') !== '') throw new CommandError('--raw is not supported here: use -f')
    const dryRun = dryRunOf(flags, session)
    const found = await findResources(session, {
      filenames: flags.strings('filename'), kustomize: flags.string('kustomize'), recursive: flags.bool('recursive'),
      labelSelector: flags.string('selector'), continueOnError: true, flatten: true,
      ...(['false', 'ignore'].includes(flags.string('validate')) ? {} : { validate: validateDocument }),
    })
    const print = await objectPrinter(flags, session, { operation: operationText('created', dryRun) })
    let count = 0
    await found.visit(async (info) => {
      count++
      print(await createOne(info, flags, session, dryRun))
    })
    if (count === 0) throw new CommandError('no objects passed to create')
  },
}

async function createOne(info: ResourceInfo, flags: FlagValues, session: Session, dryRun: DryRun): Promise<AnyObject> {
  let object = withCause(info.object as AnyObject, session, [])
  if (flags.bool('save-config')) object = withLastApplied(object)
  const { mapping, namespace, source } = info
  if (dryRun === 'client' || !mapping) return object
  try {
    return await session.api.create({ mapping, namespace }, object, { query: writeQuery(flags, dryRun) })
  } catch (error) {
    throw withSource('creating', source, error as Error)
  }
}

/** The annotation by which `kubectl apply` knows later what was there of it. */
export function withLastApplied(object: AnyObject): AnyObject {
  const path = ['metadata', 'annotations', LAST_APPLIED]
  const annotated = withValueAt(object, ['metadata', 'annotations'], { ...object.metadata.annotations })
  const bare = withValueAt(annotated, path, undefined)
  return withValueAt(bare, path, `${goJson(bare)}\n`)
}
