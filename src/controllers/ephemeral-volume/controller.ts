// Follows pkg/controller/volume/ephemeral, v1.36.
import { isApiError } from '../../apiserver/client'
import { failure } from '../../apiserver/status'
import { isDeleting, keyOf } from '../../objects/kube-object'
import type { Pod, Volume } from '../../objects/kinds'
import { isOwnedBy, ownerReferenceFor } from '../../objects/owners'
import type { Controller, ReconcileContext } from '../runtime/controller'

/** Makes the claims of generic ephemeral volumes: `<pod>-<volume>`, owned by the Pod, so that they go with it. */
export const ephemeralVolumeController = (): Controller => ({
  name: 'ephemeral_volume',
  wakesOn: [
    {
      kind: 'Pod',
      keys: ({ type, object }) => (type === 'ADDED' && hasEphemeral(object as Pod) ? [keyOf(object)] : []),
    },
    {
      kind: 'PersistentVolumeClaim',
      keys: ({ type, object }) => {
        const owner = object.metadata.ownerReferences?.find(({ kind, controller }) => kind === 'Pod' && controller)
        return type === 'DELETED' && owner ? [{ namespace: object.metadata.namespace ?? '', name: owner.name }] : []
      },
    },
  ],
  reconcile({ namespace, name }, context) {
    const pod = context.read.get('Pod', namespace, name)
    if (!pod || isDeleting(pod)) return
    for (const volume of pod.spec.volumes ?? []) {
      try {
        if (volume.ephemeral) makeClaim(pod, volume, context)
      } catch (error) {
        if (isApiError(error))
          context.record.event(pod, 'Warning', 'FailedBinding', `ephemeral volume ${volume.name}: ${error.message}`)
        throw error
      }
    }
  },
})

const hasEphemeral = ({ spec }: Pod): boolean => (spec.volumes ?? []).some(({ ephemeral }) => ephemeral !== undefined)

function makeClaim(pod: Pod, { name: volumeName, ephemeral }: Volume, { read, api }: ReconcileContext): void {
  const { namespace = '', name: podName, uid } = pod.metadata
  const name = `${podName}-${volumeName}`
  const claim = read.get('PersistentVolumeClaim', namespace, name)
  if (claim) {
    if (isOwnedBy(claim, uid)) return
    // A claim of that name that somebody else made must not be used: the Pod waits until it is gone.
    throw failure(
      500,
      'InternalError',
      `PVC ${namespace}/${name} was not created for pod ${namespace}/${podName} (pod is not owner)`,
    )
  }
  const { metadata, spec } = ephemeral?.volumeClaimTemplate ?? { spec: {} }
  const { labels, annotations } = metadata ?? {}
  try {
    api.create('PersistentVolumeClaim', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        namespace,
        name,
        ownerReferences: [ownerReferenceFor(pod)],
        ...(labels ? { labels } : {}),
        ...(annotations ? { annotations } : {}),
      },
      spec,
    })
  } catch (error) {
    if (!isApiError(error)) throw error
    throw failure(error.status.code ?? 500, error.status.reason ?? '', `create PVC ${name}: ${error.message}`)
  }
}
