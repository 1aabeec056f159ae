import type { ApiError } from '../../apiserver/client'
import { createPod, deletePod, isNamespaceTerminating, type PodControl } from '../pod-control/pod-control'
import { podFromTemplate } from '../pod-control/pod-from-template'
import { refusal, slowStart } from '../pod-control/slow-start'
import type { ReplicaPlan } from './plan'
import type { ReplicaOwner } from './replica-owner'

export interface Failure {
  readonly cause: ApiError
  /** as the ReplicaFailure condition tells it */
  readonly message: string
}

/** Creates in doubling batches, or deletes all; the first refusal is the answer. */
export function carryOut(
  plan: ReplicaPlan,
  { object, template }: ReplicaOwner,
  control: PodControl,
): Failure | undefined {
  if (plan.create > 0) {
    const draft = podFromTemplate(template, object)
    const cause = slowStart(plan.create, () => unlessNamespaceGoes(() => void createPod(control, object, draft)))
    return cause && { cause, message: cause.message }
  }
  const refusals = plan.remove.map((pod) => refusal(() => deletePod(control, object, pod)))
  const cause = refusals.find((each) => each !== undefined)
  return cause && { cause, message: `unable to delete pods: ${cause.message}` }
}

function unlessNamespaceGoes(call: () => void): void {
  try {
    call()
  } catch (error) {
    if (!isNamespaceTerminating(error)) throw error
  }
}
