// The three-way merge, made here and sent as a patch. Follows kubectl/pkg/cmd/apply/{apply,patcher}.go, v1.36.
import { NotModelled } from '../../../objects/not-modelled'
import { CommandError, isConflict, isNotFound, hasReason, withSource } from '../../failure'
import { type AnyObject, isFields } from '../../objects'
import { goJson } from '../../output/go-json'
import { shapeOfKind } from '../../patch/list-strategies'
import { patchLocally } from '../../patch/patch-locally'
import type { Patch } from '../../patch/strategic-difference'
import { threeWayPatch } from '../../patch/three-way-patch'
import type { Query } from '../../request/kube-api'
import { readInfo } from '../../resources/server-sources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { createObject } from '../create-object'
import { deleteObject } from '../delete-object'
import { type DryRun, writeQuery } from '../dry-run'
import { infoText } from '../info-text'
import { lastAppliedText, LAST_APPLIED, withLastApplied } from './last-applied'

export interface Applied {
  readonly object: AnyObject
  /** `created`, `configured`, `unchanged`, `serverside-applied` */
  readonly operation: string
}

export interface ApplyOptions {
  readonly dryRun: DryRun
  /** what cannot be patched is deleted and made anew */
  readonly force: boolean
  readonly propagation: string
  readonly graceSeconds: number
}

const CONFLICT_RETRIES_MAX = 5
const RETRY_MS = 1000
const MANAGER = 'kubectl-client-side-apply'

export async function applyClientSide(info: ResourceInfo, session: Session, options: ApplyOptions): Promise<Applied> {
  const wanted = withLastApplied(info.object as AnyObject)
  const query = queryOf(session, options.dryRun)
  let current: AnyObject
  try {
    current = (await readInfo(session, info)).object as AnyObject
  } catch (error) {
    if (isNotFound(error)) return { object: await create(info, wanted, session, options.dryRun), operation: 'created' }
    throw withSource(
      `retrieving current configuration of:\n${infoText(info)}\nfrom server for:`,
      info.source,
      error as Error,
    )
  }
  if (lastAppliedText(current) === '' && !(LAST_APPLIED in (current.metadata.annotations ?? {})))
    session.err(missingText(info))
  const { object, patch } = await patched({ info, wanted, session, options, query }, current)
  warnIfDeleting(object, session)
  return { object, operation: patch === '{}' ? 'unchanged' : 'configured' }
}

export const queryOf = (session: Session, dryRun: DryRun, manager = MANAGER): Query => ({
  ...writeQuery(session.flags, dryRun),
  fieldManager: session.flags.changed('field-manager') ? session.flags.string('field-manager') : manager,
})

// Upstream names a resource by its plural and group: `deployments/demo`.
const missingText = ({ mapping, name }: ResourceInfo): string =>
  `Warning: resource ${mapping?.resource ?? ''}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`

export function warnIfDeleting(object: AnyObject, session: Session): void {
  if (!object.metadata.deletionTimestamp) return
  session.err(`Warning: Detected changes to resource ${object.metadata.name ?? ''} which is currently being deleted.\n`)
}

async function create(info: ResourceInfo, wanted: AnyObject, session: Session, dryRun: DryRun): Promise<AnyObject> {
  const object = withoutNulls(wanted) as AnyObject
  if (dryRun === 'client' || !info.mapping) return object
  try {
    return await createObject(session, info, object, queryOf(session, dryRun))
  } catch (error) {
    throw withSource('creating', info.source, error as Error)
  }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isFields(value)) return value
  const kept = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutNulls(each)]))
}

interface Attempt {
  readonly info: ResourceInfo
  readonly wanted: AnyObject
  readonly session: Session
  readonly options: ApplyOptions
  readonly query: Query
}

interface Patched {
  readonly object: AnyObject
  /** as it was sent */
  readonly patch: string
}

/** Sends the patch, anew when somebody else was faster. */
async function patched(attempt: Attempt, before: AnyObject): Promise<Patched> {
  const { info, session, options } = attempt
  let current = before
  for (let retries = 0; ; retries += 1) {
    const patch = patchFor(attempt, current)
    if (!session.flags.bool('overwrite') && !isEmpty(patch))
      throw new NotModelled(
        'kubectl apply --overwrite=false of what differs',
        'leave it out, or look with kubectl diff',
      )
    try {
      return { object: await send(attempt, current, patch), patch: goJson(patch) }
    } catch (error) {
      if (isConflict(error) && retries < CONFLICT_RETRIES_MAX) {
        if (retries > 0) await session.context.sleep(RETRY_MS)
        current = (await readInfo(session, info)).object as AnyObject
        continue
      }
      if (options.force && (isConflict(error) || hasReason(error, 'Invalid'))) return madeAnew(attempt, current)
      const failure = withSource('patching', info.source, error as Error)
      throw withSource(`applying patch:\n${goJson(patch)}\nto:\n${infoText(info)}\nfor:`, info.source, failure)
    }
  }
}

function patchFor({ info, wanted }: Attempt, current: AnyObject): Patch {
  const { group = '', kind = '' } = info.mapping ?? {}
  const original = lastAppliedText(current)
  return threeWayPatch(
    { original: original === '' ? {} : readOriginal(original), modified: wanted, current: current },
    shapeOfKind(group, kind),
  )
}

const isEmpty = (patch: Patch): boolean => Object.keys(patch).length === 0

function readOriginal(text: string): Patch {
  try {
    return JSON.parse(text) as Patch
  } catch {
    throw new CommandError('invalid JSON document')
  }
}

async function send({ info, session, options, query }: Attempt, current: AnyObject, patch: Patch): Promise<AnyObject> {
  const { mapping, namespace, name } = info
  if (!mapping || Object.keys(patch).length === 0) return current
  const shape = shapeOfKind(mapping.group, mapping.kind)
  if (options.dryRun === 'client') return patchLocally(current, patch, shape)
  return session.api.patch({ mapping, namespace, name }, shape ? 'strategic' : 'merge', JSON.stringify(patch), {
    query,
  })
}

async function madeAnew({ info, wanted, session, options, query }: Attempt, before: AnyObject): Promise<Patched> {
  const { mapping, namespace, name } = info
  if (!mapping) throw new CommandError('apply needs a server')
  await deleteObject(
    session,
    { mapping, namespace, name },
    { propagation: options.propagation, graceSeconds: options.graceSeconds, dryRun: 'none' },
  )
  await untilGone(info, session)
  const patch = goJson(wanted)
  try {
    return { object: await createObject(session, info, wanted, query), patch }
  } catch (error) {
    await createObject(session, info, before, query)
    throw withSource(
      `applying patch:\n${patch}\nto:\n${infoText(info)}\nfor:`,
      info.source,
      withSource('patching', info.source, error as Error),
    )
  }
}

async function untilGone(info: ResourceInfo, session: Session): Promise<void> {
  const timeoutMs = session.flags.duration('timeout')
  const start = session.now()
  for (;;) {
    try {
      await readInfo(session, info)
    } catch (error) {
      if (isNotFound(error)) return
      throw error
    }
    if (timeoutMs > 0 && session.now() - start >= timeoutMs)
      throw new CommandError('timed out waiting for the condition')
    await session.context.sleep(RETRY_MS)
  }
}
