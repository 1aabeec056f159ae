// Pods whose Job is gone or finished lose the tracking finalizer: nobody counts them any more.
// Follows syncOrphanPod of pkg/controller/job/job_controller.go, v1.36.
import { releasePod } from './carry-out'
import { isTracked } from './job-view'
import { isJobFinished } from './status'
import type { Reader } from '../../apiserver/client'
import { keyOf } from '../../objects/kube-object'
import type { Job, Pod } from '../../objects/kinds'
import { controllerOf } from '../../objects/owners'
import type { Controller } from '../runtime/controller'

/** Still counted by an unfinished Job, or held by somebody else. */
function isInUse(pod: Pod, read: Reader): boolean {
  const owner = controllerOf(pod)
  if (!owner) return false
  if (owner.kind !== 'Job' || owner.apiVersion !== 'batch/v1') return true
  const job = read.get('Job', pod.metadata.namespace ?? '', owner.name)
  return job !== undefined && job.metadata.uid === owner.uid && !isJobFinished(job)
}

export const jobOrphanPodController = (): Controller => ({
  name: 'job-controller',
  wakesOn: [
    {
      kind: 'Pod',
      keys: ({ type, object }, read) =>
        type !== 'DELETED' && isTracked(object as Pod) && !isInUse(object as Pod, read) ? [keyOf(object)] : [],
    },
    {
      kind: 'Job',
      keys: ({ type, object }, read) => {
        if (type !== 'DELETED' && !isJobFinished(object as Job)) return []
        return read.ownedBy('Pod', object.metadata.uid).filter(isTracked).map(keyOf)
      },
    },
  ],
  reconcile(key, context) {
    const pod = context.read.get('Pod', key.namespace, key.name)
    if (pod && !isInUse(pod, context.read)) releasePod(pod, context)
  },
})
