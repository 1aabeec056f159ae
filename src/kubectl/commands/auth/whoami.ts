// Follows kubectl/pkg/cmd/auth/whoami.go, v1.36.
import type { Command } from '../../command'
import { CommandError, hasReason, isNotFound } from '../../failure'
import { authHelp } from '../../help/auth'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, isFields, listAt, textAt, valueAt } from '../../objects'
import { compareCodePoints } from '../../output/go-json'
import { orderedMeta } from '../../output/go-field-order'
import { goPrint } from '../../output/go-print'
import { objectPrinter } from '../../output/object-printer'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import type { Session } from '../../session'

export const whoami: Command = {
  name: 'whoami',
  help: authHelp['auth whoami'] as HelpPage,
  async run(_args, flags, session) {
    const review = await askWho(session)
    const info = valueAt(review, 'status', 'userInfo')
    if (flags.changed('output'))
      return (await objectPrinter(flags, session, { operation: '', sorted: false }))(typed(review))
    const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
    tabs.write('ATTRIBUTE\tVALUE\n')
    if (textAt(info, 'username') !== '') tabs.write(`Username\t${textAt(info, 'username')}\n`)
    if (textAt(info, 'uid') !== '') tabs.write(`UID\t${textAt(info, 'uid')}\n`)
    if (listAt(info, 'groups').length > 0) tabs.write(`Groups\t${goPrint(listAt(info, 'groups'))}\n`)
    const extra = valueAt(info, 'extra')
    const keys = isFields(extra) ? Object.keys(extra).sort(compareCodePoints) : []
    for (const key of keys) tabs.write(`Extra: ${key}\t${goPrint(valueAt(extra, key))}\n`)
    tabs.flush()
  },
}

/** As Go's type writes it. */
function typed({ kind, apiVersion, metadata, ...rest }: AnyObject): AnyObject {
  const info = valueAt(rest, 'status', 'userInfo')
  const userInfo = isFields(info)
    ? Object.fromEntries(
        ['username', 'uid', 'groups', 'extra']
          .filter((name) => info[name] !== undefined)
          .map((name) => [name, info[name]]),
      )
    : {}
  return { kind, apiVersion, metadata: orderedMeta(metadata), status: { userInfo } }
}

async function askWho(session: Session): Promise<AnyObject> {
  try {
    return await session.api.call({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }),
    })
  } catch (error) {
    if (isNotFound(error)) throw new CommandError('the selfsubjectreviews API is not enabled in the cluster')
    if (!hasReason(error, 'Forbidden')) throw error
    throw new CommandError(
      'the selfsubjectreviews API is not enabled in the cluster or you do not have permission to call it',
    )
  }
}
