// Nothing is made in a namespace that is not there or is going. Follows apiserver/pkg/admission/plugin/namespace/lifecycle, v1.36.
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { notFound } from '../status'
import { forbid, forbidEarly } from './forbid'

const IMMORTAL = new Set(['default', 'kube-system', 'kube-public'])

function refuseWhereNoNamespace(request: AdmissionRequest): void {
  const { operation, definition, namespace, read } = request
  if (!definition.namespaced || operation === 'DELETE') return
  const found = read.get('Namespace', '', namespace)
  if (!found) throw notFound({ group: '', resource: 'namespaces' }, namespace)
  if (operation !== 'CREATE' || found.status.phase !== 'Terminating') return
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`
  throw forbidEarly(request, why, [
    {
      reason: 'NamespaceTerminating',
      message: `namespace ${namespace} is being terminated`,
      field: 'metadata.namespace',
    },
  ])
}

export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admit(request) {
    refuseWhereNoNamespace(request)
    return request.object
  },
  validate(request) {
    const { operation, definition, name } = request
    if (operation === 'DELETE' && definition.kind === 'Namespace' && IMMORTAL.has(name))
      throw forbid(request, 'this namespace may not be deleted')
  },
}
