// `kubectl create --edit`: what the files say goes through the editor, one object after the other, and is made as it was saved.
// Follows kubectl/pkg/cmd/create/create.go and kubectl/pkg/cmd/util/editor/editoptions.go, v1.36.
import { objectPrinter } from '../../output/object-printer'
import type { AnyObject } from '../../objects'
import { findResources } from '../../resources/find-resources'
import { infoOfDocument } from '../../resources/info-of-object'
import type { Session } from '../../session'
import { withLastApplied } from '../apply/last-applied'
import { withCause } from '../change-cause'
import { createObject } from '../create-object'
import { writeQuery } from '../dry-run'
import { editUntilGood, type Submission } from '../edit/edit'
import { ABOUT_OBJECT } from '../edit/edit-text'
import { filesNamed } from '../named-files'

/** As upstream, it looks neither at --selector, --dry-run nor --windows-line-endings. */
export async function createEdited(session: Session): Promise<void> {
  const { flags } = session
  const found = await findResources(session, {
    ...filesNamed(flags),
    continueOnError: true,
    flatten: true,
  })
  const mode = { about: ABOUT_OBJECT, submit: createOne, ownLineEnds: true }
  await found.visit((info) => editUntilGood([info], mode, [], session))
}

async function createOne(document: unknown, { session }: Submission): Promise<void> {
  const { flags } = session
  const info = await infoOfDocument(session, document, { source: 'edited-file' })
  const object = info.object as AnyObject
  const whole = withCause(flags.bool('save-config') ? withLastApplied(object) : object, session, [])
  const created = await createObject(session, info, whole, writeQuery(flags, 'none'))
  ;(await objectPrinter(flags, session, { operation: 'created' }))(created)
}
