// Follows kubectl/pkg/cmd/scale/scale.go, v1.36.
import type { Command } from '../command'
import { CommandError } from '../failure'
import { scaleHelp } from '../help/scale'
import type { HelpPage } from '../help/help-page'
import { type AnyObject, textAt, valueAt, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { findResources } from '../resources/find-resources'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import { changeCause, CHANGE_CAUSE, recordsCause } from './change-cause'
import { dryRunOf, operationText, writeQuery } from './dry-run'

export const scale: Command = {
  name: 'scale',
  help: scaleHelp.scale as HelpPage,
  requiredFlags: ['replicas'],
  async run(args, flags, session) {
    const replicas = flags.int('replicas')
    if (replicas < 0)
      throw new CommandError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    const dryRun = dryRunOf(flags, session)
    const print = await objectPrinter(flags, session, { operation: operationText('scaled', dryRun) })
    const found = await findResources(session, {
      args,
      filenames: flags.strings('filename'),
      kustomize: flags.string('kustomize'),
      recursive: flags.bool('recursive'),
      labelSelector: flags.string('selector'),
      selectAll: flags.bool('all'),
      continueOnError: true,
      flatten: true,
      latest: true,
    })
    const { infos, failure } = await found.infosAndFailure()
    if (flags.string('resource-version') !== '' && infos.length > 1)
      throw new CommandError('cannot use --resource-version with multiple resources')
    for (const info of infos) {
      checkPreconditions(info, flags.int('current-replicas'), flags.string('resource-version'))
      if (dryRun !== 'client') await scaleOne(info, replicas, session, writeQuery(flags, dryRun))
      if (recordsCause(flags)) await annotate(info, changeCause(session, args), session)
      print(
        dryRun === 'client'
          ? withValueAt(info.object as AnyObject, ['spec', 'replicas'], replicas)
          : (info.object as AnyObject),
      )
    }
    if (failure) throw failure
    if (infos.length === 0) throw new CommandError('no objects passed to scale')
  },
}

function checkPreconditions({ object }: ResourceInfo, current: number, resourceVersion: string): void {
  const is = Number(valueAt(object, 'spec', 'replicas') ?? 1)
  if (current >= 0 && is !== current) throw new CommandError(`Expected replicas to be ${current}, was ${is}`)
  const version = textAt(object, 'metadata', 'resourceVersion')
  if (resourceVersion !== '' && version !== resourceVersion)
    throw new CommandError(`Expected resource version to be ${resourceVersion}, was ${version}`)
}

async function scaleOne(
  { mapping, namespace, name }: ResourceInfo,
  replicas: number,
  session: Session,
  query: object,
): Promise<void> {
  if (!mapping) return
  await session.api.patch(
    { mapping, namespace, name, subresource: 'scale' },
    'merge',
    JSON.stringify({ spec: { replicas } }),
    { query: query as Record<string, string> },
  )
}

async function annotate({ mapping, namespace, name }: ResourceInfo, cause: string, session: Session): Promise<void> {
  if (mapping)
    await session.api.patch(
      { mapping, namespace, name },
      'merge',
      JSON.stringify({ metadata: { annotations: { [CHANGE_CAUSE]: cause } } }),
    )
}
