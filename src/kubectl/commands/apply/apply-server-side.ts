// The whole manifest is sent; the server merges it and knows who owns which field. Follows kubectl/pkg/cmd/apply/apply.go, v1.36.
import { apiVersionOf } from '../../../objects/kube-object'
import { CommandError, isConflict, StatusError } from '../../failure'
import { type AnyObject, listAt } from '../../objects'
import { goJson } from '../../output/go-json'
import type { Query } from '../../request/kube-api'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import type { DryRun } from '../dry-run'
import { type Applied, queryOf, warnIfDeleting } from './apply-client-side'
import { LAST_APPLIED, lastAppliedText } from './last-applied'
import { handOver, ownsAnnotation } from './managed-fields'

const MANAGER = 'kubectl'
const LAST_APPLIED_MANAGER = 'kubectl-last-applied'

const HOW_TO_RESOLVE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`

export async function applyServerSide(info: ResourceInfo, session: Session, dryRun: DryRun): Promise<Applied> {
  const { mapping, namespace, name } = info
  if (!mapping) throw new CommandError('apply needs a server')
  const { flags } = session
  const subresource = flags.string('subresource')
  const address = { mapping, namespace, name, ...(subresource === '' ? {} : { subresource }) }
  const query: Query = { ...queryOf(session, dryRun, MANAGER), force: String(flags.bool('force-conflicts')) }
  let object: AnyObject
  try {
    object = await session.api.patch(address, 'apply', goJson(info.object), { query })
  } catch (error) {
    throw explained(error as Error)
  }
  if (query['fieldManager'] === MANAGER) object = await keepLastApplied(info, object, session, dryRun)
  const patch = dryRun === 'none' ? handOver(object, String(query['fieldManager'])) : undefined
  if (patch) {
    await session.api.patch(address, 'json', goJson(patch), { query: queryOf(session, dryRun, MANAGER) })
    object = await session.api.patch(address, 'apply', goJson(info.object), { query })
  }
  warnIfDeleting(object, session)
  return { object, operation: 'serverside-applied' }
}

function explained(error: Error): Error {
  if (error instanceof StatusError && error.status.code === 415) {
    return new CommandError(`Server-side apply not available on the server: (${error.message})`)
  }
  return isConflict(error) ? new CommandError(`${error.message}\n${HOW_TO_RESOLVE}`) : error
}

/** The annotation of the client's apply gets an owner of its own, so that it is not dropped. */
async function keepLastApplied(
  { mapping, namespace, name }: ResourceInfo,
  object: AnyObject,
  session: Session,
  dryRun: DryRun,
): Promise<AnyObject> {
  const text = lastAppliedText(object)
  if (
    text === '' ||
    !mapping ||
    listAt(object, 'metadata', 'managedFields').some((each) => ownsAnnotation(each, 'Apply'))
  )
    return object
  const metadata = { name, ...(namespace === '' ? {} : { namespace }), annotations: { [LAST_APPLIED]: text } }
  const body = goJson({ apiVersion: apiVersionOf(mapping), kind: mapping.kind, metadata })
  return session.api.patch({ mapping, namespace, name }, 'apply', body, {
    query: queryOf(session, dryRun, LAST_APPLIED_MANAGER),
  })
}
