// The versions of a workload: ReplicaSets of a Deployment, ControllerRevisions of the others. Follows
// kubectl/pkg/polymorphichelpers/{history,rollback}.go, v1.36.
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { type AnyObject, listAt, textAt, valueAt, withValueAt } from '../../objects'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { CHANGE_CAUSE } from '../change-cause'

export interface Revision {
  readonly number: number
  readonly cause: string
  /** the Pod template of that version */
  readonly template: AnyObject
  readonly object: AnyObject
}

const REVISION = 'deployment.kubernetes.io/revision'

/** Throws for kinds without versions: `no history viewer has been implemented for "Job"`. */
export async function revisionsOf(
  info: ResourceInfo,
  session: Session,
  what: 'history' | 'rollbacker',
): Promise<Revision[]> {
  const { mapping } = info
  switch (mapping?.kind) {
    case 'Deployment':
      return (await owned(info, session, 'ReplicaSet'))
        .map(replicaSetRevision)
        .filter(({ number }) => number > 0)
        .sort(byNumber)
    case 'DaemonSet':
    case 'StatefulSet':
      return (await owned(info, session, 'ControllerRevision'))
        .map((object) => controllerRevision(object, info.object as AnyObject))
        .sort(byNumber)
    default:
      throw new CommandError(withoutRevisions(mapping, what))
  }
}

/** Kinds that kubectl visits without finding revisions, and those that it does not know at all. */
export function withoutRevisions(mapping: ResourceInfo['mapping'], what: 'history' | 'rollbacker'): string {
  const { group = '', kind = '' } = mapping ?? {}
  const name = quote(group === '' ? kind : `${kind}.${group}`)
  if (!VISITED.includes(kind))
    return `error retrieving ${what} for ${name}, no visitor method exists for {${group} ${kind}}`
  return what === 'history'
    ? `no history viewer has been implemented for ${name}`
    : `no rollbacker has been implemented for ${name}`
}

const VISITED = ['Pod', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob']

const byNumber = (a: Revision, b: Revision): number => a.number - b.number

async function owned({ object, namespace }: ResourceInfo, session: Session, kind: string): Promise<AnyObject[]> {
  const mapping = await session.mapper.mappingOfKind('apps', 'v1', kind)
  if (!mapping) return []
  const labels = Object.entries(
    (valueAt(object, 'spec', 'selector', 'matchLabels') ?? {}) as Record<string, string>,
  ).map(([key, value]) => `${key}=${value}`)
  const list = await session.api.list(
    { mapping, namespace },
    { query: labels.length ? { labelSelector: labels.join(',') } : {} },
  )
  const uid = textAt(object, 'metadata', 'uid')
  return (listAt(list, 'items') as AnyObject[]).filter((each) =>
    listAt(each, 'metadata', 'ownerReferences').some(
      (owner) => textAt(owner, 'uid') === uid && valueAt(owner, 'controller') === true,
    ),
  )
}

function replicaSetRevision(object: AnyObject): Revision {
  const cause = textAt(object, 'metadata', 'annotations', CHANGE_CAUSE)
  const template = valueAt(object, 'spec', 'template') as AnyObject
  return {
    number: Number(textAt(object, 'metadata', 'annotations', REVISION) || 0),
    cause,
    object,
    template: cause ? withValueAt(template, ['metadata', 'annotations', CHANGE_CAUSE], cause) : template,
  }
}

function controllerRevision(object: AnyObject, _owner: AnyObject): Revision {
  return {
    number: Number(valueAt(object, 'revision') ?? 0),
    cause: textAt(object, 'metadata', 'annotations', CHANGE_CAUSE),
    template: valueAt(object, 'data', 'spec', 'template') as AnyObject,
    object,
  }
}
