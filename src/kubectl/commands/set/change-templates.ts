// What all `kubectl set` commands do around their change: find the objects, change their Pod template, send the difference.
// Follows kubectl/pkg/cmd/set/helper.go, v1.36.
import { AggregateFailure, CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { type AnyObject, textAt, valueAt, withValueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { CHANGE_CAUSE, changeCause, recordsCause } from '../change-cause'
import { dryRunOf, operationText, writeQuery } from '../dry-run'
import { shapeOfKind } from '../../patch/list-strategies'
import { type Patch, strategicDifference } from '../../patch/strategic-difference'

export interface TemplateChange {
  readonly session: Session
  readonly flags: FlagValues
  /** all arguments, as --record writes them down */
  readonly args: readonly string[]
  /** those that name objects */
  readonly resources: readonly string[]
  readonly operation: string
  /** returns the Pod spec as it shall be; throws CommandError */
  readonly change: (spec: object, object: AnyObject) => object
}

/** Where a kind keeps its Pod spec; undefined for kinds that have none. */
export function podSpecPath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return ['spec']
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec']
  return ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job'].includes(kind) ? ['spec', 'template', 'spec'] : undefined
}

export async function changeTemplates({ session, flags, args, resources, operation, change }: TemplateChange): Promise<void> {
  const dryRun = dryRunOf(flags, session)
  const local = flags.bool('local')
  const found = await findResources(session, {
    args: resources, filenames: flags.strings('filename'), kustomize: flags.string('kustomize'), recursive: flags.bool('recursive'), local,
    labelSelector: flags.string('selector'), selectAll: flags.bool('all'), continueOnError: true, flatten: true, latest: !local, requireObject: true,
  })
  const print = await objectPrinter(flags, session, { operation: operationText(operation, dryRun) })
  const errors: Error[] = []
  for (const info of await found.infos()) {
    try {
      const changed = changedObject(info, change, recordsCause(flags) ? changeCause(session, args) : undefined)
      if (!changed) continue
      if (local || dryRun === 'client' || !info.mapping) print(changed)
      else print(await send(info, changed, session, writeQuery(flags, dryRun)))
    } catch (error) {
      errors.push(error as Error)
    }
  }
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateFailure(errors)
}

/** undefined when nothing is to be changed. */
function changedObject({ object, mapping, name }: ResourceInfo, change: TemplateChange['change'], cause: string | undefined): AnyObject | undefined {
  const before = object as AnyObject
  const path = podSpecPath(textAt(before, 'kind'))
  if (!path) throw new CommandError(`${mapping?.resource ?? ''}/${name} the object is not a pod or does not have a pod template: *${mapping?.group || 'v1'}.${textAt(before, 'kind')}`)
  const spec = valueAt(before, ...path) as object
  const next = change(spec, before)
  const changed = withValueAt(before, path, next)
  if (JSON.stringify(next) === JSON.stringify(spec)) return undefined
  return cause === undefined ? changed : withValueAt(changed, ['metadata', 'annotations', CHANGE_CAUSE], cause)
}

async function send({ mapping, namespace, name, object }: ResourceInfo, changed: AnyObject, session: Session, query: ReturnType<typeof writeQuery>): Promise<AnyObject> {
  if (!mapping) return changed
  const difference = strategicDifference(object as Patch, changed as Patch, shapeOfKind(mapping.group, mapping.kind))
  return session.api.patch({ mapping, namespace, name }, 'strategic', JSON.stringify(difference), { query })
}
