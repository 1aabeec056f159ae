// Follows kubectl/pkg/cmd/scale/scale.go, v1.36.
import type { Command } from '../command'
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'
import { scaleHelp } from '../help/scale'
import type { FlagValues } from '../flags/flag-values'
import type { HelpPage } from '../help/help-page'
import { type AnyObject, textAt, valueAt, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { findResources } from '../resources/find-resources'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import { changeCause, CHANGE_CAUSE, recordsCause } from './change-cause'
import { dryRunOf, operationText, writeQuery } from './dry-run'
import { filesNamed } from './named-files'

export const scale: Command = {
  name: 'scale',
  help: scaleHelp.scale as HelpPage,
  requiredFlags: ['replicas'],
  async run(args, flags, session) {
    const replicas = flags.int('replicas')
    if (replicas < 0)
      throw new CommandError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0')
    if (flags.int('current-replicas') < -1)
      throw new CommandError('The --current-replicas must specify an integer of -1 or greater')
    const dryRun = dryRunOf(flags, session)
    const print = await objectPrinter(flags, session, { operation: operationText('scaled', dryRun) })
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
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
      if (dryRun !== 'client') await checkPreconditions(info, flags, session)
      if (dryRun !== 'client') await scaleOne(info, replicas, session, writeQuery(flags, dryRun))
      const timeoutMs = flags.duration('timeout')
      if (dryRun === 'none' && timeoutMs !== 0) await waitUntilScaled(info, replicas, session, timeoutMs)
      if (recordsCause(flags)) await annotate(info, changeCause(session, args), session)
      print(withReplicas(info, replicas))
    }
    if (failure) throw failure
    if (infos.length === 0) throw new CommandError('no objects passed to scale')
  },
}

/** What is printed: the object as it was read, with the number that is wanted. Where others than these keep it is not known. */
function withReplicas({ mapping, object }: ResourceInfo, replicas: number): AnyObject {
  const group = mapping?.group ?? ''
  if (group !== '' && group !== 'apps') return object as AnyObject
  return withValueAt(object as AnyObject, ['spec', 'replicas'], replicas)
}

/** What is asked for is asked of the scale, as it is now. */
async function checkPreconditions(
  { mapping, namespace, name }: ResourceInfo,
  flags: FlagValues,
  session: Session,
): Promise<void> {
  const [current, resourceVersion] = [flags.int('current-replicas'), flags.string('resource-version')]
  if (!mapping || (current < 0 && resourceVersion === '')) return
  const object = await session.api.get({ mapping, namespace, name, subresource: 'scale' })
  const is = Number(valueAt(object, 'spec', 'replicas') ?? 0)
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

const POLL_MS = 1000

/** Until as many Pods are there as are wanted, or somebody wants another number. */
async function waitUntilScaled(
  { mapping, namespace, name }: ResourceInfo,
  replicas: number,
  { api, context }: Session,
  timeoutMs: number,
): Promise<void> {
  if (!mapping) return
  const deadline = context.now() + timeoutMs
  for (;;) {
    const { spec, status } = (await api.get({ mapping, namespace, name, subresource: 'scale' })) as ScaleFigures
    if ((spec?.replicas ?? 0) !== replicas || (status?.replicas ?? 0) === replicas) return
    if (context.now() + POLL_MS >= deadline) {
      await context.sleep(Math.max(0, deadline - context.now()))
      throw new CommandError(`timed out waiting for ${quote(name)} to be synced`)
    }
    await context.sleep(POLL_MS)
  }
}

interface ScaleFigures extends AnyObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: { readonly replicas?: number }
}

async function annotate({ mapping, namespace, name }: ResourceInfo, cause: string, session: Session): Promise<void> {
  if (mapping)
    await session.api.patch(
      { mapping, namespace, name },
      'merge',
      JSON.stringify({ metadata: { annotations: { [CHANGE_CAUSE]: cause } } }),
    )
}
