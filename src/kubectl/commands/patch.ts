// Follows kubectl/pkg/cmd/patch/patch.go, v1.36.
import type { Command } from '../command'
import type { Operation } from 'fast-json-patch'
import { CommandError, hasReason } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { patchHelp } from '../help/patch'
import type { HelpPage } from '../help/help-page'
import { quote } from '../../objects/go-text'
import { type AnyObject, groupOf, versionOf } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { shapeOfKind } from '../patch/list-strategies'
import { patchLocally } from '../patch/patch-locally'
import { sameValue } from '../patch/same-value'
import type { Patch } from '../patch/strategic-difference'
import { PATCH_TYPES } from '../request/kube-api'
import { findResources } from '../resources/find-resources'
import type { ResourceInfo } from '../resources/resource-info'
import { gvkText } from '../resources/resource-mapping'
import type { Session } from '../session'
import { readYaml } from '../../objects/read-yaml'
import { changeCause, CHANGE_CAUSE, recordsCause } from './change-cause'
import { type DryRun, dryRunOf, writeQuery } from './dry-run'
import { jsonPatched } from './overrides'
import { filesNamed } from './named-files'

type PatchType = 'json' | 'merge' | 'strategic'

export const patch: Command = {
  name: 'patch',
  help: patchHelp.patch as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const local = flags.bool('local')
    check(args, flags, dryRun)
    const type = (flags.string('type').toLowerCase() || 'strategic') as PatchType
    const body = await patchText(session, !local && dryRun !== 'client')
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
      continueOnError: true,
      flatten: true,
      subresource: flags.string('subresource'),
      local,
    })
    let count = 0
    await found.visit(async (info) => {
      count += 1
      const before = info.object as AnyObject
      const sent = !local && dryRun !== 'client'
      const patched = sent ? await send(info, type, body, { args, session, dryRun }) : patchedHere(before, type, body)
      const print = await objectPrinter(flags, session, {
        operation: sameValue(before, patched.object) ? 'patched (no change)' : 'patched',
      })
      print(patched.recorded)
    })
    if (count === 0) throw new CommandError('no objects passed to patch')
  },
}

function check(args: readonly string[], flags: FlagValues, dryRun: DryRun): void {
  const [text, file, type, local] = [
    flags.string('patch'),
    flags.string('patch-file'),
    flags.string('type'),
    flags.bool('local'),
  ]
  if (text !== '' && file !== '') throw new CommandError('cannot specify --patch and --patch-file together')
  if (text === '' && file === '')
    throw new CommandError('must specify --patch or --patch-file containing the contents of the patch')
  if (local && args.length > 0) throw new CommandError('cannot specify --local and server resources')
  if (local && dryRun === 'server')
    throw new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  if (type !== '' && !['json', 'merge', 'strategic'].includes(type.toLowerCase()))
    throw new CommandError(`--type must be one of [json merge strategic], not ${quote(type)}`)
}

interface Patched {
  /** as the patch left it */
  readonly object: AnyObject
  /** with the change's cause, when that is recorded */
  readonly recorded: AnyObject
}

interface Sending {
  readonly args: readonly string[]
  readonly session: Session
  readonly dryRun: DryRun
}

async function send(
  { mapping, namespace, name }: ResourceInfo,
  type: PatchType,
  body: string,
  { args, session, dryRun }: Sending,
): Promise<Patched> {
  if (!mapping) throw new CommandError('patch needs a server')
  const { flags } = session
  const subresource = flags.string('subresource')
  const address = { mapping, namespace, name, ...(subresource ? { subresource } : {}) }
  const query = writeQuery(flags, dryRun)
  const object = await session.api.patch(address, type, body, { query }).catch((error: unknown) => {
    if (!hasReason(error, 'UnsupportedMediaType')) throw error
    throw new CommandError(`${PATCH_TYPES[type]} is not supported by ${gvkText(mapping)}: ${(error as Error).message}`)
  })
  if (!recordsCause(flags)) return { object, recorded: object }
  const cause = JSON.stringify({ metadata: { annotations: { [CHANGE_CAUSE]: changeCause(session, args) } } })
  return { object, recorded: await session.api.patch(address, 'merge', cause, { query }) }
}

function patchedHere(object: AnyObject, type: PatchType, body: string): Patched {
  const [group, version] = [groupOf(object.apiVersion), versionOf(object.apiVersion)]
  const shape = type === 'strategic' ? shapeOfKind(group, object.kind) : undefined
  if (type === 'strategic' && !shape)
    throw new CommandError(
      `strategic merge patch is not supported for ${gvkText({ group, version, kind: object.kind })} locally, try --type merge`,
    )
  const patched =
    type === 'json'
      ? jsonPatched(object, JSON.parse(body) as Operation[])
      : patchLocally(object, JSON.parse(body) as Patch, shape)
  return { object: patched, recorded: patched }
}

/** The patch as JSON: YAML is taken, too. What is neither is sent as it is; the server says what it thinks of it. */
async function patchText({ flags, context }: Session, sent: boolean): Promise<string> {
  const file = flags.string('patch-file')
  const given = flags.string('patch')
  const text =
    file !== ''
      ? await context.files.read(file).catch((error: Error) => {
          throw new CommandError(`unable to read patch file: ${error.message}`)
        })
      : given
  // What begins like JSON is not looked at: the server says what is wrong with it.
  if (/^\s*\{/.test(text) && sent) return text
  try {
    return JSON.stringify(readYaml(text))
  } catch (error) {
    throw new CommandError(`unable to parse "${text}": ${(error as Error).message}`)
  }
}
