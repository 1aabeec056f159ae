// Follows ValidatePodCreate and ValidatePodStatusUpdate of pkg/apis/core/validation, v1.36.
import type { V1ContainerStatus } from '../../../objects/generated/kubernetes'
import { couldRestartAll } from '../../../objects/pods'
import type { Container, Pod } from '../../../objects/kinds'
import { isDns1123Subdomain, isIp, isQualifiedName } from '../../../objects/names'
import { forbiddenField, type FieldError } from '../../field-errors'
import { each, immutable, invalidFor } from '../field-checks'
import { validatePodSpec } from '../pod-template'
import { MIRROR, validatePodAnnotations } from '../pod-template/validate-annotations'
import { validateImageSpaces } from '../pod-template/validate-containers'
import { validateProfileAnnotations } from '../pod-template/validate-profile-annotations'

export function validatePod({ metadata, spec }: Pod): FieldError[] {
  return [
    ...validatePodAnnotations(metadata.annotations, spec, 'metadata.annotations'),
    ...validatePodSpec(spec, 'spec', {
      podName: metadata.name,
      isMirror: metadata.annotations?.[MIRROR] !== undefined,
    }),
    ...(spec.serviceAccountName ? [] : validateNoTokens(spec)),
    ...each(spec.containers, 'spec.containers', validateImageSpaces),
    ...each(spec.initContainers, 'spec.initContainers', validateImageSpaces),
  ]
}

/** What only a new Pod is asked. */
export function validateNewPod({ metadata, spec }: Pod): FieldError[] {
  return [
    ...(spec.ephemeralContainers?.length
      ? [forbiddenField('spec.ephemeralContainers', 'cannot be set on create')]
      : []),
    ...(spec.nodeName && spec.schedulingGates?.length
      ? [forbiddenField('spec.nodeName', 'cannot be set until all schedulingGates have been cleared')]
      : []),
    ...validateProfileAnnotations(metadata.annotations, spec, 'spec'),
  ]
}

const validateNoTokens = ({ volumes }: Pod['spec']): FieldError[] =>
  each(volumes, 'spec.volumes', ({ projected }, at) =>
    each(projected?.sources, `${at}.projected.sources`, ({ serviceAccountToken }, sourceAt) =>
      serviceAccountToken
        ? [
            forbiddenField(
              `${sourceAt}.serviceAccountToken`,
              'must not be specified when serviceAccountName is not set',
            ),
          ]
        : [],
    ),
  )

const SYSTEM_CONDITIONS = ['PodScheduled', 'Ready', 'Initialized']

export function validatePodStatus(next: Pod, previous: Pod): FieldError[] {
  const { status, spec } = next
  const before = previous.status
  const nominated = status.nominatedNodeName ?? ''
  // Where the exit of one container may start all anew, all may run again.
  const restartPolicy = couldRestartAll(spec) ? 'Always' : spec.restartPolicy
  return [
    ...each(changedPart(status, before, 'conditions'), 'metadata.conditions', ({ type }, at) =>
      SYSTEM_CONDITIONS.includes(type) ? [] : invalidFor(`${at}.Type`, type, isQualifiedName(type)),
    ),
    ...(nominated && nominated !== before.nominatedNodeName
      ? invalidFor('status.nominatedNodeName', nominated, isDns1123Subdomain(nominated))
      : []),
    ...immutable('status.qosClass', status.qosClass, before.qosClass),
    ...validateTransitions(
      status.containerStatuses,
      withoutRestartable(before.containerStatuses, previous.spec.containers),
      'status.containerStatuses',
      restartPolicy,
    ),
    ...validateTransitions(
      status.initContainerStatuses,
      withoutRestartable(before.initContainerStatuses, previous.spec.initContainers),
      'status.initContainerStatuses',
      restartPolicy,
    ),
    ...each(changedPart(status, before, 'podIPs'), 'status.podIPs', ({ ip }, at) => invalidFor(at, ip, isIp(ip))),
    ...each(changedPart(status, before, 'hostIPs'), 'status.hostIPs', ({ ip }, at) => invalidFor(at, ip, isIp(ip))),
  ]
}

/** What stayed the very same was judged when it was written. */
const changedPart = <K extends keyof Pod['status']>(
  status: Pod['status'],
  before: Pod['status'],
  part: K,
): Pod['status'][K] => (status[part] === before[part] ? undefined : status[part])

/** Sidecars, and containers with a policy of their own, may run again. */
function withoutRestartable(
  statuses: V1ContainerStatus[] = [],
  containers: readonly Container[] = [],
): V1ContainerStatus[] {
  const restartable = new Set(
    containers.filter(({ restartPolicy }) => restartPolicy !== undefined).map(({ name }) => name),
  )
  return restartable.size === 0 ? statuses : statuses.filter(({ name }) => !restartable.has(name))
}

/** What has terminated for good stays so. */
function validateTransitions(
  next: V1ContainerStatus[] = [],
  previous: V1ContainerStatus[] = [],
  field: string,
  restartPolicy: string | undefined,
): FieldError[] {
  if (restartPolicy === 'Always') return []
  return each(previous, field, ({ name, state }, at) => {
    const ended = state?.terminated
    if (!ended || (ended.exitCode !== 0 && restartPolicy === 'OnFailure')) return []
    const revived = next.some((status) => status.name === name && !status.state?.terminated)
    return revived ? [forbiddenField(`${at}.state`, 'may not be transitioned to non-terminated state')] : []
  })
}
