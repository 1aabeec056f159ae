// Follows kubectl/pkg/cmd/get/get.go, v1.36.
import type { Command } from '../../command'
import { AggregateFailure, CommandError, ExitError, throwGathered, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { getHelp } from '../../help/get'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, isList, listAt, textAt, withValueAt } from '../../objects'
import { sortBy } from '../../output/sort-by'
import { type FindOptions, findResources } from '../../resources/find-resources'
import type { FoundResources } from '../../resources/found-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { rawRequest } from '../raw-request'
import { checkFormat, genericPrinter, isHumanReadable, TABLE_ACCEPT } from './get-printer'
import { printTables } from './print-tables'
import { watchResources } from './watch-resources'
import { filesNamed } from '../named-files'

const SUGGESTION = 'Use "kubectl api-resources" for a complete list of supported resources.'

export const get: Command = {
  name: 'get',
  help: getHelp['get'] as HelpPage,
  interrupted: 1,
  suggestFor: ['list', 'ls'],
  async run(args, flags, session) {
    if (flags.string('raw') !== '') return getRaw(args, flags, session)
    complain(args, flags, session)
    if (flags.bool('watch') || flags.bool('watch-only')) return watchResources(args, flags, session)
    const found = await findResources(session, {
      ...findOptions(args, flags),
      continueOnError: true,
      flatten: true,
      chunkSize: flags.string('sort-by') === '' ? flags.int('chunk-size') : 0,
      subresource: flags.string('subresource'),
    })
    if (!isHumanReadable(flags)) return printGeneric(found, flags, session)
    await checkFormat(flags, session)
    await printTables(found, flags, session)
  },
}

/** What get and its watch find objects by. */
export function findOptions(args: readonly string[], flags: FlagValues): FindOptions {
  const asTable = isHumanReadable(flags) && flags.bool('server-print')
  const whole = flags.string('sort-by') !== '' ? { includeObject: 'Object' } : {}
  return {
    args,
    ...filesNamed(flags),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    allowEmptySelector: true,
    latest: true,
    ignoreNotFound: flags.bool('ignore-not-found'),
    ...(asTable ? { call: { headers: { accept: TABLE_ACCEPT }, query: whole } } : {}),
  }
}

function complain(args: readonly string[], flags: FlagValues, session: Session): void {
  const sorted = flags.string('sort-by') !== ''
  if (flags.bool('watch')) {
    if (sorted) session.err('warning: --watch requested, --sort-by will be ignored for watch events received\n')
  } else if (flags.bool('watch-only')) {
    if (sorted) session.err('warning: --watch-only requested, --sort-by will be ignored\n')
  } else if (args.length === 0 && flags.strings('filename').length === 0 && flags.string('kustomize') === '') {
    session.err(`You must specify the type of resource to get. ${SUGGESTION}\n\n`)
    throw usageError(
      session.commandPath,
      'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
    )
  }
  const format = flags.string('output')
  if (flags.bool('show-labels') && format !== '' && format !== 'wide') {
    throw new CommandError(`--show-labels option cannot be used with ${format} printer`)
  }
  if (flags.bool('output-watch-events') && !flags.bool('watch') && !flags.bool('watch-only')) {
    throw new CommandError('--output-watch-events option can only be used with --watch or --watch-only')
  }
}

async function getRaw(args: readonly string[], flags: FlagValues, session: Session): Promise<void> {
  if (args.length > 0) throw new CommandError('arguments may not be passed when --raw is specified')
  if (flags.bool('watch') || flags.bool('watch-only') || flags.string('selector') !== '') {
    throw new CommandError(
      '--raw may not be specified with other flags that filter the server request or alter the output',
    )
  }
  if (flags.string('output') !== '') throw new CommandError('--raw and --output are mutually exclusive')
  await rawRequest(session, 'GET', flags.string('raw'))
}

// One object asked for by name is printed bare; everything else becomes one List.
async function printGeneric(found: FoundResources, flags: FlagValues, session: Session): Promise<void> {
  const { infos, failure } = await found.infosAndFailure()
  if (failure && found.singleItemImplied) throw failure
  if (infos.length === 0 && flags.bool('ignore-not-found')) return throwGathered(failure ? [failure] : [])
  const print = await genericPrinter(flags, session)
  const errors = failure instanceof AggregateFailure ? [...failure.errors] : failure ? [failure] : []
  try {
    print(combined(infos, found.singleItemImplied, flags, session.now()))
  } catch (error) {
    if (error instanceof ExitError) throw error
    errors.push(error as Error)
  }
  throwGathered(errors)
}

function combined(infos: readonly ResourceInfo[], single: boolean, flags: FlagValues, now: number): AnyObject {
  const only = infos.length === 1 && single ? (infos[0]?.object as AnyObject) : undefined
  if (only && !isList(only)) return only
  const objects = only ? (listAt(only, 'items') as readonly AnyObject[]) : infos.map((info) => info.object as AnyObject)
  const order = flags.string('sort-by')
  const items =
    order === '' ? objects : sortBy({ of: 'objects', items: objects, objectOf: (object) => object }, order, now)
  const resourceVersion = only ? textAt(only, 'metadata', 'resourceVersion') : ''
  return withValueAt({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion }, items }, ['items'], items)
}
