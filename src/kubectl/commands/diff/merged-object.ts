// What an object would be if it were applied: the server tells, on a dry run. Follows InfoObject.Merged of
// kubectl/pkg/cmd/diff/diff.go, v1.36.
import { withSource } from '../../failure'
import { type AnyObject, textAt, withValueAt } from '../../objects'
import { goJson } from '../../output/go-json'
import { shapeOfKind } from '../../patch/list-strategies'
import { threeWayPatch } from '../../patch/three-way-patch'
import type { Query } from '../../request/kube-api'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { LAST_APPLIED, lastAppliedText } from '../apply/last-applied'
import { createObject } from '../create-object'

/** @param live undefined when there is none */
export async function mergedObject(
  session: Session,
  info: ResourceInfo,
  live: AnyObject | undefined,
): Promise<AnyObject> {
  const { mapping, namespace, name } = info
  const local = info.object as AnyObject
  if (!mapping) return local
  const { flags } = session
  const serverSide = flags.bool('server-side')
  const fieldManager = flags.changed('field-manager')
    ? flags.string('field-manager')
    : serverSide
      ? 'kubectl'
      : 'kubectl-client-side-apply'
  const query: Query = { dryRun: 'All', fieldManager }
  if (serverSide) {
    return session.api.patch({ mapping, namespace, name }, 'apply', goJson(local), {
      query: { ...query, force: String(flags.bool('force-conflicts')) },
    })
  }
  if (!live) return createObject(session, info, local, query)
  const shape = shapeOfKind(mapping.group, mapping.kind)
  const original = JSON.parse(lastAppliedText(live) || '{}') as Record<string, unknown>
  // As `apply` sends it, which always has annotations, but without the one that apply itself writes.
  const annotated = withValueAt(local, ['metadata', 'annotations'], { ...local.metadata.annotations })
  const modified = withValueAt(annotated, ['metadata', 'annotations', LAST_APPLIED], undefined)
  const patch = threeWayPatch({ original, modified, current: live }, shape)
  if (Object.keys(patch).length === 0) return live
  const locked = withValueAt(
    patch as unknown as AnyObject,
    ['metadata', 'resourceVersion'],
    textAt(live, 'metadata', 'resourceVersion'),
  )
  try {
    return await session.api.patch({ mapping, namespace, name }, shape ? 'strategic' : 'merge', goJson(locked), {
      query,
    })
  } catch (error) {
    throw withSource('patching', info.source, error as Error)
  }
}
