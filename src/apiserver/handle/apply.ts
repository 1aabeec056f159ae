// PATCH with application/apply-patch+yaml. Follows apiserver/pkg/endpoints/handlers/patch.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { badRequest } from '../status'
import type { Submitted } from '../write/create'
import { checkFields, readObject } from './body'
import { refuseOtherPlace, toStored, type Handling } from './write-verbs'

/** Server-side apply: merges by field, refuses what others manage. */
export function applyObject({ server, path, request, caller }: Handling): { object: KubeObject; created: boolean } {
  const { definition, namespace, name = '', subresource } = path
  // Judged like any other body, but taken as it stands: what it names it owns, and nothing else.
  const configuration = readObject(request, path, caller, 'as it stands')
  const { metadata = {} } = configuration
  if (metadata.managedFields) throw badRequest('metadata.managedFields must be nil')
  refuseOtherPlace({ ...metadata, name: metadata.name || name }, path)
  const whole = { ...configuration, metadata: { ...metadata, name, ...(definition.namespaced ? { namespace } : {}) } }
  return server.apply(
    {
      kind: definition.kind,
      namespace,
      name,
      subresource,
      configuration: toStored(path, whole as Submitted),
      force: request.query.flag('force'),
      check: (object) => checkFields(object, path, { ...caller, fieldValidation: 'Ignore' }),
    },
    caller,
  )
}
