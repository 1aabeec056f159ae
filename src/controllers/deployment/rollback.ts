// The rollback that old clients ask for by annotation. Follows pkg/controller/deployment/rollback.go, v1.36.
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../objects/kinds'
import type { DeploymentSync } from './deployment-sync'
import { syncRevision } from './new-replica-set'
import { HASH_LABEL, isSameTemplate } from './replica-sets'
import { byRevision, NOT_COPIED, revisionOf, wholeNumber } from './revision'

const ROLLBACK_TO = 'deprecated.deployment.rollback.to'

/** The revision asked for, 0 for the one before; undefined when nobody asks. */
export function rollbackTarget({ metadata: { annotations } }: Deployment): bigint | undefined {
  const text = annotations?.[ROLLBACK_TO]
  return text === undefined ? undefined : wholeNumber(text)
}

/** Puts the template of a former revision back, says so, and takes the wish away. */
export function rollBack(sync: DeploymentSync, sets: readonly ReplicaSet[], target: bigint): void {
  const { newSet, oldSets } = syncRevision(sync, sets, true)
  const all = newSet ? [...oldSets, newSet] : [...oldSets]
  const revision = target === 0n ? revisionBefore(all) : target
  const former = revision === 0n ? undefined : all.find((set) => revisionOf(set) === revision)
  const say = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
    sync.context.record.event(sync.deployment, type, reason, message)
  if (!former) {
    say(
      'Warning',
      'DeploymentRollbackRevisionNotFound',
      target === 0n ? 'Unable to find last revision.' : 'Unable to find the revision to rollback to.',
    )
    return write(sync, sync.deployment)
  }
  if (isSameTemplate(former.spec.template, sync.deployment.spec.template)) {
    say(
      'Warning',
      'DeploymentRollbackTemplateUnchanged',
      `The rollback revision contains the same template as current deployment "${sync.deployment.metadata.name}"`,
    )
    return write(sync, sync.deployment)
  }
  write(sync, rolledBack(sync.deployment, former))
  say(
    'Normal',
    'DeploymentRollback',
    `Rolled back deployment "${sync.deployment.metadata.name}" to revision ${revision}`,
  )
}

/** The second highest number; 0 when there is none. */
const revisionBefore = (sets: readonly ReplicaSet[]): bigint =>
  [...sets]
    .sort(byRevision)
    .map((set) => revisionOf(set) ?? 0n)
    .at(-2) ?? 0n

/** The template and the annotations of the former revision; of its own the Deployment keeps those that are never copied. */
function rolledBack(deployment: Deployment, former: ReplicaSet): Deployment {
  const pick = (annotations: Record<string, string> | undefined, own: boolean) =>
    Object.entries(annotations ?? {}).filter(([key]) => NOT_COPIED.has(key) === own)
  const annotations = Object.fromEntries([
    ...pick(deployment.metadata.annotations, true),
    ...pick(former.metadata.annotations, false),
  ])
  const metadata = { ...deployment.metadata, annotations }
  return { ...deployment, metadata, spec: { ...deployment.spec, template: withoutHash(former.spec.template ?? {}) } }
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {}
  return { ...template, metadata: { ...template.metadata, labels } }
}

function write({ context }: DeploymentSync, deployment: Deployment): void {
  const { [ROLLBACK_TO]: _, ...annotations } = deployment.metadata.annotations ?? {}
  context.api.update<'Deployment'>({ ...deployment, metadata: { ...deployment.metadata, annotations } })
}
