// Follows kubectl/pkg/cmd/wait/{condition,delete}.go, v1.36.
import type { WatchEvent } from '../../context'
import { CommandError, isNotFound, StatusError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { type AnyObject, listAt, textAt } from '../../objects'
import { pathOf } from '../../request/kube-api'
import { watchUntil } from '../../request/watch-until'
import type { ResourceInfo } from '../../resources/resource-info'
import { groupResourceText, type ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'

export interface Until {
  /** 0: look once */
  readonly timeoutMs: number
  readonly deadline: number
}

/** The object once it holds. */
export async function waitFor(
  info: ResourceInfo,
  holds: (object: AnyObject) => boolean,
  { timeoutMs, deadline }: Until,
  session: Session,
): Promise<AnyObject> {
  const mapping = mappingOf(info)
  if (timeoutMs === 0) {
    const object = await session.api.get({ mapping, namespace: info.namespace, name: info.name })
    if (holds(object)) return object
    throw new CommandError(`condition not met for ${mapping.resource}/${info.name}`)
  }
  // All that is waited for shares one time; when it is over, nothing more is looked at.
  if (session.now() >= deadline) throw timedOut(info, mapping)
  const { object, resourceVersion } = await current(info, mapping, session)
  if (!object) throw notFound(mapping, info.name)
  if (holds(object)) return object
  const met = ({ type, object: changed }: WatchEvent): boolean =>
    (type === 'ADDED' || type === 'MODIFIED') && holds(changed as AnyObject)
  const found = await watch(info, mapping, { resourceVersion, deadline, met }, session)
  if (!found) throw timedOut(info, mapping)
  return found
}

/** The object as it was before it went. */
export async function waitForDeletion(
  info: ResourceInfo,
  { timeoutMs, deadline }: Until,
  session: Session,
): Promise<AnyObject> {
  const mapping = mappingOf(info)
  let object: AnyObject
  try {
    object = await session.api.get({ mapping, namespace: info.namespace, name: info.name })
  } catch (error) {
    if (isNotFound(error)) return info.object as AnyObject
    throw error
  }
  if (timeoutMs === 0) throw new CommandError(`condition not met for ${mapping.resource}/${info.name}`)
  const before = await current(info, mapping, session)
  if (!before.object) return object
  const met = ({ type }: WatchEvent): boolean => type === 'DELETED'
  if (!(await watch(info, mapping, { resourceVersion: before.resourceVersion, deadline, met }, session))) {
    throw timedOut(info, mapping)
  }
  return object
}

function mappingOf({ mapping, name }: ResourceInfo): ResourceMapping {
  if (!mapping || name === '') throw new CommandError('resource name must be provided')
  return mapping
}

async function current(
  { namespace, name }: ResourceInfo,
  mapping: ResourceMapping,
  session: Session,
): Promise<{ object: AnyObject | undefined; resourceVersion: string }> {
  const list = await session.api.list({ mapping, namespace }, { query: { fieldSelector: `metadata.name=${name}` } })
  const found = listAt(list, 'items')[0] as AnyObject | undefined
  const object = found && ({ ...found, apiVersion: list.apiVersion, kind: mapping.kind } as AnyObject)
  return { object, resourceVersion: textAt(list, 'metadata', 'resourceVersion') }
}

interface Watching {
  readonly resourceVersion: string
  readonly deadline: number
  readonly met: (event: WatchEvent) => boolean
}

async function watch(
  { namespace, name }: ResourceInfo,
  mapping: ResourceMapping,
  { resourceVersion, deadline, met }: Watching,
  session: Session,
): Promise<AnyObject | undefined> {
  const left = deadline - session.now()
  if (left <= 0) return undefined
  const query = { fieldSelector: `metadata.name=${name}`, resourceVersion }
  return watchUntil(session, { path: pathOf({ mapping, namespace }), query }, met, left)
}

const timedOut = ({ name }: ResourceInfo, mapping: ResourceMapping): CommandError =>
  new CommandError(`timed out waiting for the condition on ${mapping.resource}/${name}`)

const notFound = (mapping: ResourceMapping, name: string): StatusError =>
  new StatusError({
    status: 'Failure',
    code: 404,
    reason: 'NotFound',
    message: `${groupResourceText(mapping)} ${quote(name)} not found`,
    details: { name, group: mapping.group, kind: mapping.resource },
  })
