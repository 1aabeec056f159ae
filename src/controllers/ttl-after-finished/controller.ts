// Follows pkg/controller/ttlafterfinished, v1.36.
import { isDeleting } from '../../objects/kube-object'
import type { Job } from '../../objects/kinds'
import { instantOf } from '../../objects/time'
import { finishedCondition } from '../job/status'
import type { Controller } from '../runtime/controller'
import { onChange } from '../runtime/wake-rules'

/** Milliseconds until a finished Job may go; undefined for a Job that stays. */
export function timeLeftMs(job: Job, now: number): number | undefined {
  const { ttlSecondsAfterFinished } = job.spec
  const finished = finishedCondition(job)
  if (ttlSecondsAfterFinished === undefined || !finished?.lastTransitionTime || isDeleting(job)) return undefined
  return instantOf(finished.lastTransitionTime) + ttlSecondsAfterFinished * 1000 - now
}

/** Deletes finished Jobs, with their Pods, when their time is over. */
export const ttlAfterFinishedController = (): Controller => ({
  name: 'ttl-after-finished-controller',
  wakesOn: [onChange('Job')],
  reconcile({ namespace, name }, { read, api, now }) {
    const job = read.get('Job', namespace, name)
    const leftMs = job && timeLeftMs(job, now)
    if (!job || leftMs === undefined) return undefined
    if (leftMs > 0) return { afterMs: leftMs }
    api.delete('Job', namespace, name, { propagationPolicy: 'Foreground', preconditions: { uid: job.metadata.uid } })
    return undefined
  },
})
