// Defaults and bounds of a namespace's LimitRanges. Follows plugin/pkg/admission/limitranger, v1.36.
import type { Container, LimitRange, PersistentVolumeClaim, Pod } from '../../objects/kinds'
import { podLimits, podRequests } from '../../objects/pods'
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { forbid, isPodWrite } from './forbid'
import { itemFaults, type LimitItem } from './limit-range-bounds'

const ANNOTATION = 'kubernetes.io/limit-ranger'

interface Resources {
  requests: Record<string, string>
  limits: Record<string, string>
}

const itemsOf = (ranges: readonly LimitRange[], type: string): LimitItem[] =>
  ranges.flatMap(({ spec }) => spec.limits ?? []).filter((item) => item.type === type)

/** What containers get that say nothing: later LimitRanges win. */
function containerDefaults(range: LimitRange): Resources {
  const defaults: Resources = { requests: {}, limits: {} }
  for (const { defaultRequest, default: limits } of itemsOf([range], 'Container')) {
    Object.assign(defaults.requests, defaultRequest)
    Object.assign(defaults.limits, limits)
  }
  return defaults
}

const missing = (
  own: Readonly<Record<string, string>> | undefined,
  defaults: Readonly<Record<string, string>>,
): string[] =>
  Object.keys(defaults)
    .filter((name) => own?.[name] === undefined)
    .sort()

const pick = (from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, from[name] as string]))

function withDefaults(container: Container, { requests, limits }: Resources, notes: string[], what: string): Container {
  const own = container.resources ?? {}
  const [setRequests, setLimits] = [missing(own.requests, requests), missing(own.limits, limits)]
  if (setRequests.length === 0 && setLimits.length === 0) return container
  if (setRequests.length > 0) notes.push(`${setRequests.join(', ')} request for ${what} ${container.name}`)
  if (setLimits.length > 0) notes.push(`${setLimits.join(', ')} limit for ${what} ${container.name}`)
  return {
    ...container,
    resources: {
      ...own,
      ...(setLimits.length > 0 ? { limits: { ...own.limits, ...pick(limits, setLimits) } } : {}),
      ...(setRequests.length > 0 ? { requests: { ...own.requests, ...pick(requests, setRequests) } } : {}),
    },
  }
}

function defaulted(pod: Pod, range: LimitRange): Pod {
  const defaults = containerDefaults(range)
  const notes: string[] = []
  const containers = pod.spec.containers.map((container) => withDefaults(container, defaults, notes, 'container'))
  const initContainers = pod.spec.initContainers?.map((container) =>
    withDefaults(container, defaults, notes, 'init container'),
  )
  if (notes.length === 0) return pod
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}` }
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: { ...pod.spec, containers, ...(initContainers ? { initContainers } : {}) },
  }
}

function podFaults(pod: Pod, range: LimitRange): string[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]
  return [
    ...itemsOf([range], 'Container').flatMap((item) =>
      containers.flatMap(({ resources }) => itemFaults(item, resources?.requests ?? {}, resources?.limits ?? {})),
    ),
    ...itemsOf([range], 'Pod').flatMap((item) => itemFaults(item, podRequests(pod.spec), podLimits(pod.spec))),
  ]
}

const claimFaults = (claim: PersistentVolumeClaim, range: LimitRange): string[] =>
  itemsOf([range], 'PersistentVolumeClaim').flatMap((item) =>
    itemFaults(item, claim.spec.resources?.requests ?? {}, undefined),
  )

function validate(request: AdmissionRequest): void {
  const { operation, definition, subresource, object, read, namespace } = request
  const isClaim = definition.kind === 'PersistentVolumeClaim' && subresource === ''
  // Pods change their resources through a subresource only; upstream looks at them once.
  if (!object || operation === 'DELETE' || !(isClaim || (isPodWrite(request) && operation === 'CREATE'))) return
  for (const range of read.list('LimitRange', namespace)) {
    const faults = isClaim ? claimFaults(object as PersistentVolumeClaim, range) : podFaults(object as Pod, range)
    const different = [...new Set(faults)]
    if (different.length > 0)
      throw forbid(request, different.length === 1 ? (different[0] as string) : `[${different.join(', ')}]`)
  }
}

export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  admit(request) {
    if (!isPodWrite(request) || request.operation !== 'CREATE') return request.object
    return request.read.list('LimitRange', request.namespace).reduce(defaulted, request.object as Pod)
  },
  validate,
}
