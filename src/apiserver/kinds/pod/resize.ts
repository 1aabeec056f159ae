// Resources of a Pod that change while it runs, through the subresource resize.
// Follows dropNonResizeUpdates of pkg/registry/core/pod and ValidatePodResize of pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import type { Container, Pod, PodSpec, ResourceRequirements } from '../../../objects/kinds'
import { isSidecar, qosClass } from '../../../objects/pods'
import { forbiddenField, invalid, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import { changed } from '../filled'
import type { SubresourceUpdate } from '../kind'
import { MIRROR } from '../pod-template/validate-annotations'

/** Resources and their policies are taken, by the names of the containers. */
function taken({ spec }: Pod, previous: Pod): Pod {
  const { containers, initContainers, resources } = previous.spec
  return {
    ...previous,
    spec: changed(previous.spec, {
      containers: resized(containers, spec.containers),
      ...(initContainers ? { initContainers: resized(initContainers, spec.initContainers) } : {}),
      ...(resources || spec.resources ? { resources: spec.resources } : {}),
    }),
  }
}

function resized(previous: Container[], wanted: Container[] = []): Container[] {
  const byName = new Map(wanted.map((container) => [container.name, container]))
  return previous.map((container) => {
    const { resources, resizePolicy } = byName.get(container.name) ?? container
    return changed(container, { resources, resizePolicy })
  })
}

function validateResize(next: Pod, previous: Pod): FieldError[] {
  if (previous.metadata.annotations?.[MIRROR] !== undefined)
    return [forbiddenField('', 'static pods cannot be resized')]
  if (previous.spec.os?.name === 'windows') return [forbiddenField('', 'windows pods cannot be resized')]
  const was = previous.status.qosClass ?? qosClass(previous.spec)
  const { containers, initContainers } = previous.spec
  return [
    ...(qosClass(next.spec) === was
      ? []
      : [invalid('spec', was, 'Pod QOS Class may not change as a result of resizing')]),
    ...(isSupported(previous) ? [] : [forbiddenField('spec', 'Pod running on node without support for resize')]),
    ...validatePodLevel(next.spec, previous.spec, 'spec'),
    ...each(initContainers, 'spec.initContainers', (old, at, index) =>
      isSidecar(old)
        ? validateKept(next.spec.initContainers?.[index]?.resources, old.resources, 'resource', `${at}.resources`)
        : [],
    ),
    ...each(containers, 'spec.containers', (old, at, index) =>
      validateKept(next.spec.containers[index]?.resources, old.resources, 'resource', `${at}.resources`),
    ),
    ...containers.flatMap((old, index) =>
      isOnlyResized(next.spec.containers[index], old) ? [] : [forbiddenField('spec', ONLY)],
    ),
    ...each(initContainers, 'spec.initContainers', (old, at, index) =>
      validateInit(next.spec.initContainers?.[index], old, at),
    ),
  ]
}

const ONLY = 'only cpu and memory resources are mutable'

/** The statuses of containers that run on such a node tell their resources. */
function isSupported({ status }: Pod): boolean {
  const running = status.containerStatuses?.find(({ state }) => state?.running)
  return running === undefined || running.resources !== undefined
}

function validatePodLevel({ resources: is }: PodSpec, { resources: was }: PodSpec, field: string): FieldError[] {
  if (!is && was) return [forbiddenField(`${field}.resources`, 'pod-level resources cannot be removed')]
  if (!is) return []
  return [
    ...validateKept(is, was, 'pod-level resource', `${field}.resources`),
    ...(dequal(otherAmounts(is), otherAmounts(was)) ? [] : [forbiddenField(field, `${ONLY} at pod-level`)]),
  ]
}

function validateKept(
  is: ResourceRequirements = {},
  was: ResourceRequirements = {},
  what: string,
  field: string,
): FieldError[] {
  const isRemoved = (list: 'requests' | 'limits') => Object.keys(was[list] ?? {}).some((name) => !is[list]?.[name])
  return (['requests', 'limits'] as const)
    .filter(isRemoved)
    .map((list) => forbiddenField(`${field}.${list}`, `${what} ${list} cannot be removed`))
}

/** What a resize may not change of the amounts. */
const otherAmounts = ({ limits = {}, requests = {} }: ResourceRequirements = {}): object[] =>
  [limits, requests].map(({ cpu: _, memory: __, ...rest }) => rest)

/** Upstream loses sight of claims here, so containers with claims cannot be resized. */
const isOnlyResized = (next: Container | undefined, old: Container): boolean =>
  dequal({ ...next, resources: undefined }, { ...old, resources: undefined }) &&
  dequal(otherAmounts(next?.resources), otherAmounts(old.resources)) &&
  !old.resources?.claims?.length

function validateInit(next: Container | undefined, old: Container, field: string): FieldError[] {
  if (isSidecar(old))
    return isOnlyResized(next, old)
      ? []
      : [forbiddenField(field, 'only cpu and memory resources for init or sidecar containers are mutable')]
  return dequal(next, old) ? [] : [forbiddenField('spec', 'resources for non-sidecar init containers are immutable')]
}

export const resize: SubresourceUpdate<Pod> = { take: taken, validate: validateResize }
