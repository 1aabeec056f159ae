// Follows kubectl/pkg/cmd/wait/delete.go, v1.36.
import { CommandError, isNotFound } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { textAt } from '../objects'
import { pathOf } from '../request/kube-api'
import type { ResourceInfo } from '../resources/resource-info'
import { groupResourceText } from '../resources/resource-mapping'
import type { Session } from '../session'

/** A week, as upstream waits when no time is named. */
const TIMEOUT_DEFAULT_MS = 7 * 24 * 3_600_000

export async function waitUntilGone(
  deleted: readonly { info: ResourceInfo; uid: string }[],
  flags: FlagValues,
  session: Session,
): Promise<void> {
  const timeoutMs = flags.duration('timeout') || TIMEOUT_DEFAULT_MS
  for (const { info, uid } of deleted) await gone(info, uid, session, timeoutMs)
}

/** Returns when the object is gone, or when another has taken its name. */
async function gone(
  { mapping, namespace, name }: ResourceInfo,
  uid: string,
  session: Session,
  timeoutMs: number,
): Promise<void> {
  if (!mapping) return
  let version: string
  try {
    const object = await session.api.get({ mapping, namespace, name })
    if (uid !== '' && textAt(object, 'metadata', 'uid') !== uid) return
    version = textAt(object, 'metadata', 'resourceVersion')
  } catch (error) {
    if (isNotFound(error)) return
    throw error
  }
  let isGone = false
  const query = {
    fieldSelector: `metadata.name=${name}`,
    resourceVersion: version,
    timeoutSeconds: String(Math.ceil(timeoutMs / 1000)),
  }
  const watch = session.api.watch(
    { method: 'GET', path: pathOf({ mapping, namespace }), query },
    ({ type, object }) => {
      const other = uid !== '' && textAt(object, 'metadata', 'uid') !== uid
      if (type !== 'DELETED' && !other) return
      isGone = true
      watch.stop()
    },
  )
  await watch.done
  if (!isGone) throw new CommandError(`timed out waiting for the condition on ${groupResourceText(mapping)}/${name}`)
}
