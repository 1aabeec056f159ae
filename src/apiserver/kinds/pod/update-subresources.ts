// Updates of a Pod through ephemeralcontainers and resize: what of the wanted Pod is taken, and how that is judged.
// Follows pkg/registry/core/pod/strategy.go (dropNonEphemeralContainerUpdates, dropNonResizeUpdates) and pkg/apis/core/validation
// (ValidatePodEphemeralContainersUpdate, ValidatePodResize), v1.36.
import { dequal } from 'dequal/lite'
import type { Container, Pod } from '../../../objects/kinds'
import { isSidecar, qosClass } from '../../../objects/pods'
import { forbiddenField, invalid, type FieldError } from '../../field-errors'
import { changed } from '../filled'
import { internalDiff } from '../internal-diff'
import type { SubresourceUpdate } from '../kind'
import { MIRROR } from '../pod-template/validate-annotations'

const isStatic = ({ metadata }: Pod): boolean => metadata.annotations?.[MIRROR] !== undefined

type Ephemeral = NonNullable<Pod['spec']['ephemeralContainers']>[number]

const EPHEMERAL = 'spec.ephemeralContainers'

function validateEphemeral(next: Pod, previous: Pod): FieldError[] {
  if (isStatic(previous)) return [forbiddenField('', 'static pods do not support ephemeral containers')]
  const known = new Map((next.spec.ephemeralContainers ?? []).map((container) => [container.name, container]))
  return (previous.spec.ephemeralContainers ?? []).flatMap((old: Ephemeral) => {
    const container = known.get(old.name)
    if (!container)
      return [forbiddenField(EPHEMERAL, `existing ephemeral containers "${old.name}" may not be removed\n`)]
    return dequal(container, old)
      ? []
      : [
          forbiddenField(
            EPHEMERAL,
            `existing ephemeral containers "${old.name}" may not be changed\n${internalDiff('Container', old, container)}`,
          ),
        ]
  })
}

const ephemeralContainers: SubresourceUpdate<Pod> = {
  take: (next, previous) => {
    const { ephemeralContainers: wanted } = next.spec
    return { ...previous, spec: changed(previous.spec, { ephemeralContainers: wanted }) }
  },
  validate: validateEphemeral,
}

function resized(
  previous: Container[] | undefined,
  wanted: Container[] | undefined,
  mayChange: (container: Container) => boolean,
): Container[] | undefined {
  const byName = new Map((wanted ?? []).map((container) => [container.name, container]))
  return previous?.map((container) => {
    const { resources, resizePolicy } = byName.get(container.name) ?? container
    return mayChange(container) ? changed(container, { resources, resizePolicy }) : container
  })
}

const RESIZABLE = ['cpu', 'memory']
const amountsRemoved = (next: object | undefined, previous: object | undefined): boolean =>
  Object.keys(previous ?? {}).some((name) => !(name in (next ?? {})))

function validateResources(next: Container, previous: Container, field: string): FieldError[] {
  const [is, was] = [next.resources ?? {}, previous.resources ?? {}]
  return [
    ...(amountsRemoved(is.requests, was.requests)
      ? [forbiddenField(`${field}.requests`, 'resource requests cannot be removed')]
      : []),
    ...(amountsRemoved(is.limits, was.limits)
      ? [forbiddenField(`${field}.limits`, 'resource limits cannot be removed')]
      : []),
  ]
}

type Amounts = Record<string, string> | undefined

/** What is wanted, but for processor and memory, which are as before. */
function withFormerAmounts(wanted: Amounts, former: Amounts): Amounts {
  const kept = (amounts: Amounts, isKept: boolean) =>
    Object.entries(amounts ?? {}).filter(([name]) => RESIZABLE.includes(name) === isKept)
  return former === undefined
    ? wanted && kept(wanted, false).length === 0
      ? undefined
      : wanted
    : Object.fromEntries([...kept(wanted, false), ...kept(former, true)])
}

/** The wanted spec with all that a resize may change taken back. */
function withFormerResources(next: Pod, previous: Pod): Pod['spec'] {
  const taken = (list: 'containers' | 'initContainers') =>
    next.spec[list]?.map((container, i) => {
      const { resources: former = {}, resizePolicy } = previous.spec[list]?.[i] ?? container
      const { resources = {} } = container
      return changed(container, {
        resizePolicy,
        resources: {
          ...former,
          ...changed(resources, {
            limits: withFormerAmounts(resources.limits, former.limits),
            requests: withFormerAmounts(resources.requests, former.requests),
          }),
        },
      })
    })
  return changed(next.spec, { containers: taken('containers'), initContainers: taken('initContainers') })
}

function validateResize(next: Pod, previous: Pod): FieldError[] {
  if (isStatic(previous)) return [forbiddenField('', 'static pods cannot be resized')]
  if (previous.spec.os?.name === 'windows') return [forbiddenField('', 'windows pods cannot be resized')]
  const lists = (['containers', 'initContainers'] as const).flatMap((list) =>
    (next.spec[list] ?? []).map((container, i) => ({
      container,
      old: previous.spec[list]?.[i] ?? container,
      field: `spec.${list}[${i}].resources`,
    })),
  )
  const was = previous.status.qosClass ?? qosClass(previous.spec)
  return [
    ...(qosClass(next.spec) === was
      ? []
      : [invalid('spec', was, 'Pod QOS Class may not change as a result of resizing')]),
    ...lists.flatMap(({ container, old, field }) => validateResources(container, old, field)),
    ...otherChanges(withFormerResources(next, previous), previous.spec),
  ]
}

const otherChanges = (next: Pod['spec'], previous: Pod['spec']): FieldError[] =>
  dequal(next, previous)
    ? []
    : [forbiddenField('spec', `only cpu and memory resources are mutable\n${internalDiff('PodSpec', previous, next)}`)]

const resize: SubresourceUpdate<Pod> = {
  take: (next, previous) => {
    const containers = resized(previous.spec.containers, next.spec.containers, () => true)
    const initContainers = resized(previous.spec.initContainers, next.spec.initContainers, isSidecar)
    return { ...previous, spec: changed(previous.spec, { containers, initContainers }) }
  },
  validate: validateResize,
}

export const podUpdates = { ephemeralcontainers: ephemeralContainers, resize }
