// Follows kubectl/pkg/polymorphichelpers/rollout_status.go, v1.36.
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { type AnyObject, groupOf, listAt, textAt, valueAt } from '../../objects'

export interface RolloutStatus {
  readonly text: string
  readonly isDone: boolean
}

const number = (object: AnyObject, ...path: string[]): number => Number(valueAt(object, ...path) ?? 0)
const waiting = (text: string): RolloutStatus => ({ text, isDone: false })
const finished = (text: string): RolloutStatus => ({ text, isDone: true })

/** What to print of one state. Throws CommandError for a rollout that failed or cannot be told. */
export function rolloutStatus(object: AnyObject, revision: number): RolloutStatus {
  switch (object.kind) {
    case 'Deployment':
      return deploymentStatus(object, revision)
    case 'DaemonSet':
      return daemonSetStatus(object)
    case 'StatefulSet':
      return statefulSetStatus(object)
    default:
      throw new CommandError(
        `no status viewer has been implemented for ${[object.kind, groupOf(object.apiVersion)].filter(Boolean).join('.')}`,
      )
  }
}

function deploymentStatus(object: AnyObject, revision: number): RolloutStatus {
  const name = quote(object.metadata.name ?? '')
  if (revision > 0) {
    const is = Number(textAt(object, 'metadata', 'annotations', 'deployment.kubernetes.io/revision') || 0)
    if (is !== revision)
      throw new CommandError(`desired revision (${revision}) is different from the running revision (${is})`)
  }
  if (number(object, 'metadata', 'generation') > number(object, 'status', 'observedGeneration'))
    return waiting('Waiting for deployment spec update to be observed...\n')
  const progressing = listAt(object, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === 'Progressing',
  )
  if (textAt(progressing, 'reason') === 'ProgressDeadlineExceeded')
    throw new CommandError(`deployment ${name} exceeded its progress deadline`)
  const [replicas, updated, available] = [
    number(object, 'status', 'replicas'),
    number(object, 'status', 'updatedReplicas'),
    number(object, 'status', 'availableReplicas'),
  ]
  const wanted = valueAt(object, 'spec', 'replicas')
  if (wanted !== undefined && updated < Number(wanted))
    return waiting(
      `Waiting for deployment ${name} rollout to finish: ${updated} out of ${Number(wanted)} new replicas have been updated...\n`,
    )
  if (replicas > updated)
    return waiting(
      `Waiting for deployment ${name} rollout to finish: ${replicas - updated} old replicas are pending termination...\n`,
    )
  if (available < updated)
    return waiting(
      `Waiting for deployment ${name} rollout to finish: ${available} of ${updated} updated replicas are available...\n`,
    )
  return finished(`deployment ${name} successfully rolled out\n`)
}

function daemonSetStatus(object: AnyObject): RolloutStatus {
  const name = quote(object.metadata.name ?? '')
  const strategy = textAt(object, 'spec', 'updateStrategy', 'type')
  if (strategy !== 'RollingUpdate')
    throw new CommandError(`rollout status is only available for RollingUpdate strategy type`)
  if (number(object, 'metadata', 'generation') > number(object, 'status', 'observedGeneration'))
    return waiting('Waiting for daemon set spec update to be observed...\n')
  const [updated, desired, available] = [
    number(object, 'status', 'updatedNumberScheduled'),
    number(object, 'status', 'desiredNumberScheduled'),
    number(object, 'status', 'numberAvailable'),
  ]
  if (updated < desired)
    return waiting(
      `Waiting for daemon set ${name} rollout to finish: ${updated} out of ${desired} new pods have been updated...\n`,
    )
  if (available < desired)
    return waiting(
      `Waiting for daemon set ${name} rollout to finish: ${available} of ${desired} updated pods are available...\n`,
    )
  return finished(`daemon set ${name} successfully rolled out\n`)
}

function statefulSetStatus(object: AnyObject): RolloutStatus {
  const strategy = textAt(object, 'spec', 'updateStrategy', 'type')
  if (strategy !== 'RollingUpdate')
    throw new CommandError(`rollout status is only available for RollingUpdate strategy type`)
  if (
    number(object, 'status', 'observedGeneration') === 0 ||
    number(object, 'metadata', 'generation') > number(object, 'status', 'observedGeneration')
  )
    return waiting('Waiting for statefulset spec update to be observed...\n')
  const wanted = valueAt(object, 'spec', 'replicas')
  const ready = number(object, 'status', 'readyReplicas')
  if (wanted !== undefined && ready < Number(wanted))
    return waiting(`Waiting for ${Number(wanted) - ready} pods to be ready...\n`)
  const updated = number(object, 'status', 'updatedReplicas')
  const partition = valueAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition')
  if (
    valueAt(object, 'spec', 'updateStrategy', 'rollingUpdate') !== undefined &&
    partition !== undefined &&
    wanted !== undefined
  ) {
    const toUpdate = Number(wanted) - Number(partition)
    if (updated < toUpdate)
      return waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${toUpdate} new pods have been updated...\n`,
      )
    return finished(`partitioned roll out complete: ${updated} new pods have been updated...\n`)
  }
  const revision = textAt(object, 'status', 'updateRevision')
  if (revision !== textAt(object, 'status', 'currentRevision'))
    return waiting(`waiting for statefulset rolling update to complete ${updated} pods at revision ${revision}...\n`)
  return finished(
    `statefulset rolling update complete ${number(object, 'status', 'currentReplicas')} pods at revision ${textAt(object, 'status', 'currentRevision')}...\n`,
  )
}
