// What all `kubectl set` commands do around their change: find the objects, change them, send the difference.
// Follows kubectl/pkg/cmd/set/helper.go, v1.36.
import { CommandError, throwGathered } from '../../failure'
import { type AnyObject, groupOf, isFields, listAt, textAt, valueAt, withValueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { shapeOfKind } from '../../patch/list-strategies'
import { mapDifference, type Patch, strategicDifference } from '../../patch/strategic-difference'
import { findResources } from '../../resources/find-resources'
import type { FoundResources } from '../../resources/found-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import { groupKindText } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { withCause } from '../change-cause'
import { dryRunOf, operationText, writeQuery } from '../dry-run'
import { asTyped } from './as-typed'

const LOCAL_ONLY = `error: you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`

/** @param resources the arguments that name objects */
export const findChanged = async (session: Session, resources: readonly string[]): Promise<readonly ResourceInfo[]> =>
  (await findToChange(session, resources)).infos()

export function findToChange(session: Session, resources: readonly string[]): Promise<FoundResources> {
  const { flags } = session
  const local = flags.bool('local')
  if (local && resources.length > 0) throw new CommandError(LOCAL_ONLY)
  return findResources(session, {
    typed: true,
    filenames: flags.strings('filename'),
    kustomize: flags.has('kustomize') ? flags.string('kustomize') : '',
    recursive: flags.bool('recursive'),
    continueOnError: true,
    flatten: true,
    local,
    ...(local
      ? {}
      : {
          args: resources,
          labelSelector: flags.has('selector') ? flags.string('selector') : '',
          allowEmptySelector: flags.bool('all'),
          latest: true,
        }),
  })
}

export interface ObjectChange {
  readonly session: Session
  /** all arguments, as --record writes them down */
  readonly args: readonly string[]
  readonly infos: readonly ResourceInfo[]
  readonly operation: string
  /** put before what the server says: `failed to patch image update to pod template: ` */
  readonly failure: string
  /** an object that is as it shall be is sent and told of all the same */
  readonly sendsNothing?: boolean
  /** the object as it shall be; undefined leaves it alone. `fail` notes what is wrong with it and lets the rest go on. */
  readonly change: (object: AnyObject, fail: (message: string) => void) => AnyObject | undefined
}

export async function changeObjects({
  session,
  args,
  infos,
  operation,
  failure,
  sendsNothing,
  change,
}: ObjectChange): Promise<void> {
  const { flags } = session
  const dryRun = dryRunOf(flags, session)
  const print = await objectPrinter(flags, session, { operation: operationText(operation, dryRun) })
  const errors: Error[] = []
  for (const info of infos) {
    let changed: AnyObject | undefined
    try {
      changed = change(info.object as AnyObject, (message) => errors.push(new CommandError(message)))
    } catch (error) {
      errors.push(new CommandError(`error: ${titleOf(info)} ${(error as Error).message}\n`))
      continue
    }
    if (!changed) continue
    const after = withCause(changed, session, args)
    const patch = differenceOf(info, after)
    if (Object.keys(patch).length === 0 && !sendsNothing) continue
    if (flags.bool('local') || dryRun === 'client' || !info.mapping) {
      print(asTyped(after))
      continue
    }
    try {
      const { mapping, namespace, name } = info
      print(
        await session.api.patch({ mapping, namespace, name }, 'strategic', JSON.stringify(patch), {
          query: writeQuery(flags, dryRun),
        }),
      )
    } catch (error) {
      errors.push(failure === '' ? (error as Error) : new CommandError(`${failure}${(error as Error).message}`))
    }
  }
  throwGathered(errors)
}

/** Objects that no server was asked about are named by their kind, with a line break that upstream left behind those of a group. */
function titleOf({ mapping, name, object }: ResourceInfo): string {
  if (mapping) return `${mapping.resource}/${name}`
  const group = groupOf(textAt(object, 'apiVersion'))
  const title = `${groupKindText({ group, kind: textAt(object, 'kind') })}/${name || textAt(object, 'metadata', 'name')}`
  return group === '' ? title : `${title}\n`
}

function differenceOf({ mapping, object }: ResourceInfo, after: AnyObject): Patch {
  const { group = '', kind = textAt(object, 'kind') } = mapping ?? {}
  const shape = shapeOfKind(group, kind)
  return shape
    ? strategicDifference(object as Patch, after, shape)
    : mapDifference(object as Patch, after, undefined, {})
}

/** Where a kind keeps its Pod spec; undefined for kinds that have none. */
export function podSpecPath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return ['spec']
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template', 'spec']
  return ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job'].includes(kind)
    ? ['spec', 'template', 'spec']
    : undefined
}

/** The object with its Pod spec changed. Throws for kinds that have none. */
export function withPodSpec(object: AnyObject, change: (spec: PodSpecData) => PodSpecData): AnyObject {
  const path = podSpecPath(object.kind)
  if (!path) throw new CommandError(`the object is not a pod or does not have a pod template: *v1.${object.kind}`)
  return withValueAt(object, path, change(valueAt(object, ...path) as PodSpecData))
}

export type PodSpecData = Readonly<Record<string, unknown>>
export type ContainerData = Readonly<Record<string, unknown>>

/** Changes containers and init containers that match; undefined when none does. */
export function withContainers(
  spec: PodSpecData,
  matches: (name: string) => boolean,
  change: (container: ContainerData) => ContainerData,
): PodSpecData | undefined {
  let found = false
  const next: Record<string, unknown> = { ...spec }
  for (const field of ['containers', 'initContainers']) {
    const list = listAt(spec, field)
    if (list.length === 0) continue
    next[field] = list.map((container) => {
      if (!isFields(container) || !matches(textAt(container, 'name'))) return container
      found = true
      return change(container)
    })
  }
  return found ? next : undefined
}

/** `*`, `web*`: which containers -c means. */
export function matcherOf(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  const matcher = new RegExp(`^${source}$`)
  return (name) => matcher.test(name)
}

/** Throws when --local and --dry-run=server, or --all and --selector, meet. */
export function checkSetFlags({ flags }: Session): void {
  if (flags.bool('all') && flags.has('selector') && flags.string('selector') !== '')
    throw new CommandError('cannot set --all and --selector at the same time')
  if (flags.bool('local') && flags.string('dry-run') === 'server')
    throw new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
}
