// Follows pkg/controller/certificates/rootcacertpublisher, v1.36.
import { canonicalText } from '../../objects/hash'
import { isDeleting, keyOf } from '../../objects/kube-object'
import { isNamespaceTerminating } from '../pod-control/pod-control'
import type { Controller } from '../runtime/controller'
import { CERTIFICATE } from './certificate'

const NAME = 'kube-root-ca.crt'
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. ' +
  'No other usage is guaranteed across distributions of Kubernetes clusters.'
/** Every namespace has the ConfigMap kube-root-ca.crt, and it says what it should. */
export const rootCaController = (): Controller => ({
  name: 'root-ca-cert-publisher',
  wakesOn: [
    { kind: 'Namespace', keys: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) },
    {
      kind: 'ConfigMap',
      keys: ({ object }) =>
        object.metadata.name === NAME ? [{ namespace: '', name: object.metadata.namespace ?? '' }] : [],
    },
  ],
  reconcile({ name: namespace }, { read, api }) {
    const found = read.get('Namespace', '', namespace)
    if (!found || isDeleting(found)) return
    const data = { 'ca.crt': CERTIFICATE }
    const current = read.get('ConfigMap', namespace, NAME)
    if (
      current &&
      canonicalText(current.data) === canonicalText(data) &&
      current.metadata.annotations?.['kubernetes.io/description']
    )
      return
    const annotations = { ...current?.metadata.annotations, 'kubernetes.io/description': DESCRIPTION }
    try {
      if (current) api.update<'ConfigMap'>({ ...current, data, metadata: { ...current.metadata, annotations } })
      else
        api.create('ConfigMap', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: NAME, namespace, annotations },
          data,
        })
    } catch (error) {
      if (!isNamespaceTerminating(error)) throw error
    }
  },
})
