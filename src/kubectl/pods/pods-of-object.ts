// The Pods behind a Deployment, a Service ... Follows kubectl/pkg/polymorphichelpers, v1.36.
import type { LabelSelector, Pod } from '../../objects/kinds'
import { labelsText, selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import { CommandError } from '../failure'
import { type AnyObject, listAt, textAt, valueAt } from '../objects'
import { watchUntil } from '../request/watch-until'
import type { Session } from '../session'

const GO_TYPES: Readonly<Record<string, string>> = {
  'apps/v1': '*v1',
  v1: '*v1',
}

/** The Pods that an object selects; waits for the first one when there is none yet. */
export async function podsOfObject(object: AnyObject, timeoutMs: number, session: Session): Promise<readonly Pod[]> {
  const namespace = object.metadata.namespace ?? ''
  const labelSelector = selectorOfObject(object)
  const path = `/api/v1/namespaces/${namespace}/pods`
  const list = await session.api.call({ method: 'GET', path, query: { labelSelector } })
  const pods = listAt(list, 'items') as readonly Pod[]
  if (pods.length > 0) return pods
  const query = { labelSelector, resourceVersion: textAt(list, 'metadata', 'resourceVersion') }
  const first = await watchUntil(
    session,
    { path, query },
    ({ type }) => type === 'ADDED' || type === 'MODIFIED',
    timeoutMs,
  )
  if (!first) throw new CommandError('timed out waiting for the condition')
  return [first as unknown as Pod]
}

/** Throws for kinds that select no Pods. */
export function selectorOfObject(object: AnyObject): string {
  const selector = valueAt(object, 'spec', 'selector')
  switch (object.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
      return selectorText(selectorOf(selector as LabelSelector | undefined))
    case 'ReplicationController':
      return labelsText(selector as Record<string, string>)
    case 'Service':
      if (!selector || Object.keys(selector).length === 0) {
        throw new CommandError(`invalid service '${object.metadata.name ?? ''}': Service is defined without a selector`)
      }
      return labelsText(selector as Record<string, string>)
    default:
      throw new CommandError(`selector for ${GO_TYPES[object.apiVersion] ?? '*v1'}.${object.kind} not implemented`)
  }
}
