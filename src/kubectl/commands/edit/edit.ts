// Follows kubectl/pkg/cmd/edit and kubectl/pkg/cmd/util/editor/editoptions.go, v1.36: fetch, change, send the difference.
import type { Command } from '../../command'
import { CommandError, hasReason, isNotFound, SilentExit, StatusError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { editHelp } from '../../help/edit'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, isList, listAt, textAt, withValueAt } from '../../objects'
import { goJson } from '../../output/go-json'
import { goYaml } from '../../../objects/go-yaml'
import { DATA_FORMATS, noSuchFormat, objectPrinter } from '../../output/object-printer'
import { shapeOfKind } from '../../patch/list-strategies'
import { sameValue } from '../../patch/same-value'
import { mapDifference, type Patch, strategicDifference } from '../../patch/strategic-difference'
import { findResources } from '../../resources/find-resources'
import { infoOfDocument } from '../../resources/info-of-object'
import { readYaml } from '../../../objects/read-yaml'
import { groupResourceText } from '../../resources/resource-mapping'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { withLastApplied } from '../apply/last-applied'
import { withCause } from '../change-cause'
import { writeQuery } from '../dry-run'
import { validateDocument } from '../validate-document'
import { ABOUT_OBJECT, type EditReason, headerOf, isBlank, meaningOf, withoutComments } from './edit-text'
import { filesNamed } from '../named-files'

export const edit: Command = {
  name: 'edit',
  help: editHelp.edit as HelpPage,
  async run(args, flags, session) {
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
      subresource: flags.string('subresource'),
      allowEmptySelector: true,
      latest: true,
      continueOnError: true,
      flatten: true,
    })
    const infos = await found.infos()
    if (infos.length === 0) throw new CommandError('edit cancelled, no objects found')
    await editUntilGood(infos, { about: ABOUT_OBJECT, submit: submitChange }, args, session)
  },
}

export interface EditMode {
  /** the first lines of the file */
  readonly about: string
  /** what is done with a document that was saved */
  readonly submit: (document: unknown, submission: Submission) => Promise<void>
  /** true: --windows-line-endings has no effect */
  readonly ownLineEnds?: boolean
}

interface Failures {
  readonly reasons: EditReason[]
  retryable: number
  notFound: number
}

/** The editor comes up again, with the reasons in the head, as long as the server finds the object invalid. */
export async function editUntilGood(
  infos: readonly ResourceInfo[],
  { about, submit, ownLineEnds = false }: EditMode,
  args: readonly string[],
  session: Session,
): Promise<void> {
  const format = session.flags.string('output')
  if (format !== '' && !DATA_FORMATS.includes(format)) throw noSuchFormat(format, DATA_FORMATS)
  const asJson = format === 'json'
  const path = `/tmp/kubectl-edit-1.${asJson ? 'json' : 'yaml'}`
  const original = textOf(infos, asJson)
  const lineEnds = (text: string): string =>
    !ownLineEnds && session.flags.bool('windows-line-endings') ? text.replaceAll('\n', '\r\n') : text
  let reasons: readonly EditReason[] = []
  let edited: string | undefined
  for (;;) {
    const body = edited === undefined ? lineEnds(original) : withoutComments(edited)
    const next = await openEditor(session, path, asJson ? body : lineEnds(headerOf(about, reasons)) + body)
    if (edited !== undefined && meaningOf(edited) === meaningOf(next))
      throw await preserved(
        new CommandError('Edit cancelled, no valid changes were saved.'),
        { path, text: next },
        session,
      )
    edited = next
    const invalid = invalidText(next)
    if (invalid !== undefined) {
      reasons = [
        refusedReason(infos[0] as ResourceInfo, [
          `<nil>: Invalid value: "The edited file failed validation": ${invalid}`,
        ]),
      ]
      session.err(`error: ${titleOf(infos[0] as ResourceInfo)} is invalid\n`)
      continue
    }
    if (meaningOf(original) === meaningOf(next)) return session.err('Edit cancelled, no changes made.\n')
    if (isBlank(next)) return session.err('Edit cancelled, saved file was empty.\n')
    const failures: Failures = { reasons: [], retryable: 0, notFound: 0 }
    try {
      for (const document of documentsOf(next)) await submit(document, { infos, args, session, failures })
    } catch (error) {
      throw await preserved(error as Error, { path, text: next }, session)
    }
    await leave(failures, { path, text: next }, session)
    if (failures.reasons.length === 0) return
    reasons = failures.reasons
  }
}

async function openEditor(session: Session, path: string, text: string): Promise<string> {
  const { edit: open } = session.context
  if (!open) throw new CommandError('there was a problem with the editor "vi": nobody is there to edit')
  try {
    return await open(path, text)
  } catch (error) {
    throw new CommandError((error as Error).message)
  }
}

function textOf(infos: readonly ResourceInfo[], asJson: boolean): string {
  const objects = infos.map(({ object }) => withValueAt(object as AnyObject, ['metadata', 'managedFields'], undefined))
  const shown = objects.length === 1 ? objects[0] : { apiVersion: 'v1', kind: 'List', metadata: {}, items: objects }
  return asJson ? `${goJson(shown, { indent: 4 })}\n` : goYaml(shown)
}

function invalidText(text: string): string | undefined {
  try {
    validateDocument(readYaml(text))
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function documentsOf(text: string): readonly unknown[] {
  const value = readYaml(text)
  return isList(value) ? listAt(value, 'items') : [value]
}

const titleOf = ({ mapping, name }: ResourceInfo): string =>
  `${mapping ? groupResourceText(mapping) : ''} ${quote(name)}`
const refusedReason = (info: ResourceInfo, others: readonly string[]): EditReason => ({
  head: `${titleOf(info)} was not valid`,
  others,
})

export interface Submission {
  readonly infos: readonly ResourceInfo[]
  readonly args: readonly string[]
  readonly session: Session
  readonly failures: Failures
}

/** The document's object, and the one that was there: they have the same uid, or none. */
export async function editedAndOriginal(
  document: unknown,
  { infos, session }: Submission,
): Promise<{ readonly info: ResourceInfo; readonly before: ResourceInfo }> {
  const info = await infoOfDocument(session, document, { source: 'edited-file' })
  const uid = textAt(info.object, 'metadata', 'uid')
  const before = infos.find(({ object }) => textAt(object, 'metadata', 'uid') === uid)
  if (!before) throw new CommandError(`no original object found for ${goJson(info.object)}`)
  return { info, before }
}

async function submitChange(document: unknown, submission: Submission): Promise<void> {
  const { args, session, failures } = submission
  const { flags } = session
  const { info, before } = await editedAndOriginal(document, submission)
  const managed = before.object?.metadata['managedFields']
  const whole =
    managed === undefined
      ? (info.object as AnyObject)
      : withValueAt(info.object as AnyObject, ['metadata', 'managedFields'], managed)
  const after = withCause(flags.bool('save-config') ? withLastApplied(whole) : whole, session, args)
  const print = async (operation: string, object: AnyObject): Promise<void> =>
    (await objectPrinter(flags, session, { operation }))(object)
  if (sameValue(before.object, after)) return print('skipped', after)
  const { mapping, namespace, name } = before
  if (!mapping) return
  const shape = shapeOfKind(mapping.group, mapping.kind)
  const patch = shape
    ? strategicDifference(before.object as Patch, after, shape)
    : mapDifference(before.object as Patch, after, undefined, {})
  checkUnchanged(patch)
  if (flags.bool('output-patch')) session.out(`Patch: ${goJson(patch)}\n`)
  try {
    const address = {
      mapping,
      namespace,
      name,
      ...(flags.string('subresource') ? { subresource: flags.string('subresource') } : {}),
    }
    const patched = await session.api.patch(address, shape ? 'strategic' : 'merge', JSON.stringify(patch), {
      query: writeQuery(flags, 'none'),
    })
    await print('edited', patched)
  } catch (error) {
    note(error as Error, before, failures, session)
  }
}

function checkUnchanged(patch: Patch): void {
  const metadata = (patch['metadata'] ?? {}) as Patch
  if ('apiVersion' in patch || 'kind' in patch || 'name' in metadata)
    throw new CommandError('At least one of apiVersion, kind and name was changed')
}

function note(error: Error, info: ResourceInfo, failures: Failures, session: Session): void {
  const title = titleOf(info)
  if (hasReason(error, 'Invalid')) {
    const causes = error instanceof StatusError ? (error.status.details?.causes ?? []) : []
    failures.reasons.push(
      refusedReason(
        info,
        causes.map(({ field = '', message = '' }) => `${field}: ${message}`),
      ),
    )
    session.err(`error: ${title} is invalid\n`)
  } else if (isNotFound(error)) {
    failures.notFound += 1
    session.err(`error: ${title} could not be found on the server\n`)
  } else {
    failures.retryable += 1
    session.err(`error: ${title} could not be patched: ${error.message}\n`)
  }
}

interface Saved {
  readonly path: string
  readonly text: string
}

async function leave({ retryable, notFound }: Failures, { path, text }: Saved, session: Session): Promise<void> {
  if (retryable === 0 && notFound === 0) return
  await session.context.files.write(path, text)
  session.err(
    retryable > 0
      ? `You can run \`kubectl replace -f ${path}\` to try this update again.\n`
      : `The edits you made on deleted resources have been saved to ${quote(path)}\n`,
  )
  throw new SilentExit(1)
}

async function preserved(error: Error, { path, text }: Saved, session: Session): Promise<Error> {
  await session.context.files.write(path, text)
  session.err(`A copy of your changes has been stored to ${quote(path)}\n`)
  return error
}
