// Follows kubectl/pkg/cmd/replace/replace.go, v1.36.
import type { Command } from '../command'
import { CommandError, isNotFound, withSource } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import type { HelpPage } from '../help/help-page'
import { replaceHelp } from '../help/replace'
import { type AnyObject, textAt, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { findResources } from '../resources/find-resources'
import type { FoundResources } from '../resources/found-resources'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import { withLastAppliedKept } from './apply/last-applied'
import { withCause } from './change-cause'
import { createObject } from './create-object'
import { deleteAll } from './delete'
import { propagationOf } from './deletion-flags'
import { type DryRun, dryRunOf, operationText, writeQuery } from './dry-run'
import { checkRaw, rawBody, rawRequest } from './raw-request'
import { filesNamed, requireFiles } from './named-files'
import { validatorOf } from './validate-document'

const GONE_TIMEOUT_MS = 5 * 60_000
const POLL_MS = 1000

export const replace: Command = {
  name: 'replace',
  help: replaceHelp.replace as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const print = await objectPrinter(flags, session, { operation: operationText('replaced', dryRun) })
    const propagation = propagationOf(flags, session)
    requireFiles(flags)
    check(flags, dryRun)
    if (flags.string('raw') !== '') return replaceRaw(session)
    if (flags.bool('force')) return forceReplace(args, session, propagation, print)
    const found = await findFiles(session, validatorOf(flags))
    await found.visit(async (info) => print(await replaceOne(info, session, dryRun)))
  },
}

async function replaceRaw(session: Session): Promise<void> {
  const body = await rawBody(session)
  checkRaw(session)
  await rawRequest(session, 'PUT', session.flags.string('raw'), body)
}

const findFiles = (session: Session, more: object): Promise<FoundResources> => {
  const { flags } = session
  return findResources(session, {
    ...filesNamed(flags),
    subresource: flags.string('subresource'),
    continueOnError: true,
    flatten: true,
    ...more,
  })
}

function check(flags: FlagValues, dryRun: DryRun): void {
  const force = flags.bool('force')
  if (flags.int('grace-period') >= 0 && !force) throw new CommandError('--grace-period must have --force specified')
  if (flags.duration('timeout') !== 0 && !force) throw new CommandError('--timeout must have --force specified')
  if (force && dryRun !== 'none') throw new CommandError('--dry-run can not be used when --force is set')
}

const prepared = (info: ResourceInfo, session: Session): AnyObject =>
  withCause(withLastAppliedKept(info.object as AnyObject, session.flags.bool('save-config')), session, [])

async function replaceOne(info: ResourceInfo, session: Session, dryRun: DryRun): Promise<AnyObject> {
  const object = prepared(info, session)
  const { mapping, namespace, name, source } = info
  if (dryRun === 'client' || !mapping) return object
  const subresource = session.flags.string('subresource')
  const address = { mapping, namespace, name, ...(subresource === '' ? {} : { subresource }) }
  try {
    const version = textAt(object, 'metadata', 'resourceVersion') || (await currentVersion(address, session))
    const versioned = version === '' ? object : withValueAt(object, ['metadata', 'resourceVersion'], version)
    return await session.api.replace(address, versioned, { query: writeQuery(session.flags, dryRun) })
  } catch (error) {
    throw withSource('replacing', source, error as Error)
  }
}

/** What is there is overwritten, whatever it is by now. */
async function currentVersion(address: Parameters<Session['api']['get']>[0], session: Session): Promise<string> {
  try {
    return textAt(await session.api.get(address), 'metadata', 'resourceVersion')
  } catch {
    return ''
  }
}

async function forceReplace(
  args: readonly string[],
  session: Session,
  propagation: string,
  print: (object: AnyObject) => void,
): Promise<void> {
  if (args.length > 0)
    throw new CommandError(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    )
  const given = session.flags.int('grace-period')
  const grace = given === 0 ? 1 : given
  const old = await findFiles(session, { requireObject: false, ignoreNotFound: true })
  await deleteAll(old, session, {
    propagation,
    graceSeconds: grace,
    dryRun: 'none',
    ignoreNotFound: true,
    only: undefined,
  })
  const gone = await findFiles(session, { requireObject: false })
  await gone.visit((info) => untilGone(info, session))
  let count = 0
  const found = await findFiles(session, validatorOf(session.flags))
  await found.visit(async (info) => {
    const created = await createObject(session, info, prepared(info, session), writeQuery(session.flags, 'none'))
    count += 1
    print(created)
  })
  if (count === 0) throw new CommandError('no objects passed to replace')
}

async function untilGone({ mapping, namespace, name }: ResourceInfo, session: Session): Promise<void> {
  if (!mapping) return
  const end = session.now() + (session.flags.duration('timeout') || GONE_TIMEOUT_MS)
  for (;;) {
    try {
      await session.api.get({ mapping, namespace, name })
    } catch (error) {
      if (isNotFound(error)) return
      throw error
    }
    if (session.now() >= end) throw new CommandError('context deadline exceeded')
    await session.context.sleep(POLL_MS)
  }
}
