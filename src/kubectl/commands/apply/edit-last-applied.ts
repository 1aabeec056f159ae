// Follows kubectl/pkg/cmd/apply/apply_edit_last_applied.go and kubectl/pkg/cmd/util/editor/editoptions.go (ApplyEditMode), v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { applyHelp } from '../../help/apply'
import type { HelpPage } from '../../help/help-page'
import type { AnyObject } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { sameValue } from '../../patch/same-value'
import { findResources } from '../../resources/find-resources'
import { infoOfDocument } from '../../resources/info-of-object'
import { readYaml } from '../../../objects/read-yaml'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { writeQuery } from '../dry-run'
import { editedAndOriginal, editUntilGood, type Submission } from '../edit/edit'
import { ABOUT_LAST_APPLIED } from '../edit/edit-text'
import { appliedText, LAST_APPLIED, lastAppliedText } from './last-applied'
import { filesNamed } from '../named-files'

export const editLastApplied: Command = {
  name: 'edit-last-applied',
  help: applyHelp['apply edit-last-applied'] as HelpPage,
  async run(args, flags, session) {
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
      allowEmptySelector: true,
      latest: true,
      continueOnError: true,
      flatten: true,
    })
    const applied: ResourceInfo[] = []
    for (const { object } of await found.infos()) {
      const text = lastAppliedText(object)
      if (text !== '') applied.push(await infoOfDocument(session, readYaml(text), { source: 'edited-file' }))
    }
    if (applied.length === 0)
      throw new CommandError(
        'no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`',
      )
    await editUntilGood(applied, { about: ABOUT_LAST_APPLIED, submit: annotate }, args, session)
  },
}

/** What was edited becomes the annotation; the object itself stays as it is. */
async function annotate(document: unknown, submission: Submission): Promise<void> {
  const { session } = submission
  const { info, before } = await editedAndOriginal(document, submission)
  const object = info.object as AnyObject
  const print = async (operation: string): Promise<void> =>
    (await objectPrinter(session.flags, session, { operation }))(object)
  if (sameValue(before.object, object)) return print('skipped')
  await send(info, object, session)
  await print('edited')
}

async function send({ mapping, namespace, name }: ResourceInfo, object: AnyObject, session: Session): Promise<void> {
  if (!mapping) return
  const patch = JSON.stringify({ metadata: { annotations: { [LAST_APPLIED]: appliedText(object) } } })
  await session.api.patch({ mapping, namespace, name }, 'merge', patch, { query: writeQuery(session.flags, 'none') })
}
