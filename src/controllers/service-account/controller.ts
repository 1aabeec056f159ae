// Follows pkg/controller/serviceaccount/serviceaccounts_controller.go, v1.36.
import { isApiError } from '../../apiserver/client'
import { isDeleting, keyOf } from '../../objects/kube-object'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import type { Controller } from '../runtime/controller'

const DEFAULT = 'default'

/** Every namespace has its service account `default`, also when somebody deletes it. */
export const serviceAccountController = (): Controller => ({
  name: 'serviceaccount-controller',
  wakesOn: [
    { kind: 'Namespace', keys: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) },
    {
      kind: 'ServiceAccount',
      keys: ({ type, object }) =>
        type === 'DELETED' && object.metadata.name === DEFAULT
          ? [{ namespace: '', name: object.metadata.namespace ?? '' }]
          : [],
    },
  ],
  reconcile({ name: namespace }, { read, api }) {
    const found = read.get('Namespace', '', namespace)
    if (!found || isDeleting(found) || read.get('ServiceAccount', namespace, DEFAULT)) return
    try {
      api.create('ServiceAccount', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: DEFAULT, namespace } })
    } catch (error) {
      if (!isNamespaceTerminating(error) && !isApiError(error, 'AlreadyExists')) throw error
    }
  },
})
