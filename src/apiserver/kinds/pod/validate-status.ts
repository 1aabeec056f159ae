// Follows ValidatePodStatusUpdate of pkg/apis/core/validation, v1.36.
import type {
  V1ContainerStatus,
  V1HostIP,
  V1PodCondition,
  V1PodIP,
  V1PodResourceClaimStatus,
} from '../../../objects/generated/kubernetes'
import type { Container, Pod, PodSpec } from '../../../objects/kinds'
import { isDns1123Subdomain, isIpv4, isQualifiedName, isStrictIp } from '../../../objects/names'
import { couldRestartAll } from '../../../objects/pods'
import { restartsOnExit } from '../../../objects/restarts'
import { duplicate, forbiddenField, invalid, type FieldError } from '../../field-errors'
import { each, immutable, invalidFor } from '../field-checks'
import { validatePodAnnotationUpdates } from '../pod-template/validate-annotations'

export function validatePodStatus(next: Pod, previous: Pod): FieldError[] {
  const { metadata, status, spec } = next
  const before = previous.status
  return [
    ...(metadata.annotations === previous.metadata.annotations
      ? []
      : validatePodAnnotationUpdates(
          metadata.annotations,
          previous.metadata.annotations,
          spec,
          'metadata.annotations',
        )),
    ...each(changedPart(status, before, 'conditions'), 'status.conditions', validateCondition),
    ...validateNomination(next, previous, 'status.nominatedNodeName'),
    ...validateGeneration(status.observedGeneration, 'status.observedGeneration'),
    ...immutable('status.qosClass', status.qosClass, before.qosClass),
    ...validateTransitions(next, previous, 'containers'),
    ...validateTransitions(next, previous, 'initContainers'),
    ...each(before.ephemeralContainerStatuses, 'status.ephemeralContainerStatuses', (old, at) =>
      revival(status.ephemeralContainerStatuses, old, () => false, at),
    ),
    ...validateClaims(status.resourceClaimStatuses, spec, 'status.resourceClaimStatuses'),
    ...validateIps(changedPart(status, before, 'podIPs'), before.podIPs, 'status.podIPs'),
    ...validateHostIps(status, before),
  ]
}

/** What stayed the very same was judged when it was written. */
const changedPart = <K extends keyof Pod['status']>(
  status: Pod['status'],
  before: Pod['status'],
  part: K,
): Pod['status'][K] => (status[part] === before[part] ? undefined : status[part])

const SYSTEM_CONDITIONS = ['PodScheduled', 'Ready', 'Initialized']

const validateCondition = ({ type, observedGeneration }: V1PodCondition, field: string): FieldError[] => [
  ...validateGeneration(observedGeneration, `${field}.observedGeneration`),
  ...(SYSTEM_CONDITIONS.includes(type) ? [] : invalidFor(`${field}.Type`, type, isQualifiedName(type))),
]

const validateGeneration = (generation: number | undefined, field: string): FieldError[] =>
  generation !== undefined && generation < 0 ? [invalid(field, generation, 'must be a non-negative integer')] : []

function validateNomination({ status }: Pod, previous: Pod, field: string): FieldError[] {
  const nominated = status.nominatedNodeName
  if (!nominated || nominated === previous.status.nominatedNodeName) return []
  return [
    ...invalidFor(field, nominated, isDns1123Subdomain(nominated)),
    ...(previous.spec.nodeName
      ? [forbiddenField(field, 'may not be set on pods that are already bound to a node')]
      : []),
  ]
}

const STATUSES = { containers: 'containerStatuses', initContainers: 'initContainerStatuses' } as const

/** Where the exit of one container may start all anew, all may run again. */
function validateTransitions(next: Pod, { spec, status }: Pod, list: keyof typeof STATUSES): FieldError[] {
  if (couldRestartAll(spec)) return []
  const statuses = STATUSES[list]
  const containers = new Map((spec[list] ?? []).map((container: Container) => [container.name, container]))
  const mayRunAgain = ({ name, state }: V1ContainerStatus): boolean => {
    const container = containers.get(name)
    return container !== undefined && restartsOnExit(spec, container, state?.terminated?.exitCode ?? 0)
  }
  return each(status[statuses], `status.${statuses}`, (old, at) => revival(next.status[statuses], old, mayRunAgain, at))
}

/** What has terminated for good stays so. */
function revival(
  next: V1ContainerStatus[] = [],
  old: V1ContainerStatus,
  mayRunAgain: (old: V1ContainerStatus) => boolean,
  field: string,
): FieldError[] {
  if (!old.state?.terminated) return []
  const revived = next.some(({ name, state }) => name === old.name && !state?.terminated)
  return revived && !mayRunAgain(old)
    ? [forbiddenField(`${field}.state`, 'may not be transitioned to non-terminated state')]
    : []
}

function validateClaims(
  statuses: V1PodResourceClaimStatus[] | undefined,
  { resourceClaims }: PodSpec,
  field: string,
): FieldError[] {
  const seen = new Set<string>()
  return each(statuses, field, ({ name, resourceClaimName }, at) => {
    const known = resourceClaims?.some((claim) => claim.name === name)
    const errors = known
      ? []
      : [invalid(`${at}.name`, name, 'must match the name of an entry in `spec.resourceClaims`')]
    if (seen.has(name)) errors.push(duplicate(`${at}.name`, name))
    seen.add(name)
    return resourceClaimName === undefined
      ? errors
      : [...errors, ...invalidFor(`${at}.resourceClaimName`, resourceClaimName, isDns1123Subdomain(resourceClaimName))]
  })
}

/** One of each family at most; what was there before stays however it is written. */
function validateIps(
  ips: (V1PodIP | V1HostIP)[] = [],
  before: (V1PodIP | V1HostIP)[] = [],
  field: string,
): FieldError[] {
  const known = new Set(before.map(({ ip }) => ip))
  const families = new Set(ips.map(({ ip = '' }) => isIpv4(ip)))
  return [
    ...each(ips, field, ({ ip = '' }, at) => (known.has(ip) ? [] : invalidFor(at, ip, isStrictIp(ip)))),
    ...(ips.length > families.size
      ? [
          invalid(
            field,
            ips.map(({ ip }) => ({ IP: ip })),
            'may specify no more than one IP for each IP family',
          ),
        ]
      : []),
  ]
}

function validateHostIps(status: Pod['status'], before: Pod['status']): FieldError[] {
  const first = status.hostIPs?.[0]
  if (first === undefined || (status.hostIPs === before.hostIPs && status.hostIP === before.hostIP)) return []
  return [
    ...(first.ip === status.hostIP ? [] : [invalid('status.hostIPs[0].ip', first.ip, 'must be equal to `hostIP`')]),
    ...validateIps(status.hostIPs, before.hostIPs, 'status.hostIPs'),
  ]
}
