// Follows kubectl/pkg/cmd/patch/patch.go, v1.36.
import type { Command } from '../command'
import { CommandError, usageError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { patchHelp } from '../help/patch'
import type { HelpPage } from '../help/help-page'
import type { AnyObject } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { PATCH_TYPES } from '../request/kube-api'
import { findResources } from '../resources/find-resources'
import type { Session } from '../session'
import { readYaml } from '../resources/read-documents'
import { changeCause, CHANGE_CAUSE, recordsCause } from './change-cause'
import { dryRunOf, operationText, writeQuery } from './dry-run'

type PatchType = 'json' | 'merge' | 'strategic'

export const patch: Command = {
  name: 'patch',
  help: patchHelp.patch as HelpPage,
  async run(args, flags, session) {
    const type = flags.string('type') as PatchType
    if (!['json', 'merge', 'strategic'].includes(type)) throw usageError(session.commandPath, `--type must be one of [json merge strategic], not "${type}"`)
    const body = await patchText(flags, session)
    const dryRun = dryRunOf(flags, session)
    const found = await findResources(session, {
      args, filenames: flags.strings('filename'), kustomize: flags.string('kustomize'), recursive: flags.bool('recursive'), continueOnError: true, flatten: true,
      requireObject: true, subresource: flags.string('subresource'),
    })
    let count = 0
    await found.visit(async ({ mapping, namespace, name, object }) => {
      count++
      if (!mapping) throw new CommandError('patch needs a server')
      const subresource = flags.string('subresource')
      const address = { mapping, namespace, name, ...(subresource ? { subresource } : {}) }
      const patched = await session.api.patch(address, type as keyof typeof PATCH_TYPES, body, { query: writeQuery(flags, dryRun === 'client' ? 'server' : dryRun) })
      if (recordsCause(flags)) await session.api.patch({ mapping, namespace, name }, 'merge', JSON.stringify({ metadata: { annotations: { [CHANGE_CAUSE]: changeCause(session, args) } } }))
      const changed = JSON.stringify(object) !== JSON.stringify(patched)
      const print = await objectPrinter(flags, session, { operation: operationText(changed ? 'patched' : 'patched (no change)', dryRun) })
      print(patched as AnyObject)
    })
    if (count === 0) throw new CommandError('no objects passed to patch')
  },
}

/** The patch as JSON: YAML is taken, too. What is neither is sent as it is; the server says what it thinks of it. */
async function patchText(flags: FlagValues, session: Session): Promise<string> {
  const file = flags.string('patch-file')
  const given = flags.string('patch')
  if (given === '' && file === '') throw usageError(session.commandPath, 'must specify --patch or --patch-file containing the contents of the patch')
  if (given !== '' && file !== '') throw usageError(session.commandPath, 'cannot specify --patch and --patch-file together')
  const text = file !== '' ? await session.context.files.read(file).catch((error: Error) => { throw new CommandError(`unable to read patch file: ${error.message}`) }) : given
  try {
    return JSON.stringify(readYaml(text))
  } catch (error) {
    throw new CommandError(`unable to parse "${text}": ${(error as Error).message}`)
  }
}
