import { type AnyObject, textAt, withValueAt } from '../objects'
import type { Query } from '../request/kube-api'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'

/** Creates it. A resource version that it still carries is taken out: what is new has none. */
export async function createObject(
  session: Session,
  { mapping, namespace }: ResourceInfo,
  object: AnyObject,
  query: Query,
): Promise<AnyObject> {
  if (!mapping) return object
  const bare =
    textAt(object, 'metadata', 'resourceVersion') === ''
      ? object
      : withValueAt(object, ['metadata', 'resourceVersion'], undefined)
  return session.api.create({ mapping, namespace }, bare, { query })
}
