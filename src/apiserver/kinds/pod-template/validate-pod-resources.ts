// Follows validatePodResources of pkg/apis/core/validation, v1.36.
import type { PodSpec } from '../../../objects/kinds'
import { podLimits, podRequests } from '../../../objects/pods'
import { compareQuantities, parseQuantity, type ResourceList } from '../../../objects/quantity'
import { forbiddenField, invalid, notSupported, type FieldError } from '../../field-errors'
import { each, eachEntry } from '../field-checks'
import { isHugePages } from './resource-names'
import { validateRequirements, validateResourceName } from './validate-resources'

const SUPPORTED = ['cpu', 'hugepages-', 'memory']

function validateName(name: string, field: string): FieldError[] {
  const errors = validateResourceName(name, field)
  if (errors.length > 0) return errors
  return name === 'cpu' || name === 'memory' || isHugePages(name) ? [] : [notSupported(field, name, SUPPORTED)]
}

/** spec.resources: for the Pod as a whole. */
export function validatePodLevelResources(spec: PodSpec, claimNames: ReadonlySet<string>, field: string): FieldError[] {
  const { resources, os } = spec
  if (resources === undefined) return []
  if (os?.name === 'windows') return [forbiddenField(field, 'may not be set for a windows pod')]
  return [
    ...(resources.claims
      ? [forbiddenField(`${field}.claims`, 'claims may not be set for Resources at pod-level')]
      : []),
    ...validateRequirements(resources, validateName, claimNames, field),
    ...validateAgainstContainers(spec, field),
  ]
}

function validateAgainstContainers({ resources, containers, initContainers }: PodSpec, field: string): FieldError[] {
  const { requests = {}, limits = {} } = resources ?? {}
  const all = { containers, ...(initContainers ? { initContainers } : {}) }
  const pages = Object.fromEntries(Object.entries(podLimits(all)).filter(([name]) => isHugePages(name)))
  return [
    ...validateSums(podRequests(all), requests, 'requests', field),
    // Huge pages cannot be overcommitted: what the containers may have together, the Pod must have.
    ...validateSums(pages, limits, 'limits', field),
    ...each(containers, `${field}.containers`, (container, at) =>
      eachEntry(container.resources?.limits, (name, limit) => {
        const most = limits[name]
        if (most === undefined || !isMore(limit, most)) return []
        return [invalid(`${at}[${name}].limits`, limit, `must be less than or equal to pod limits of ${most}`)]
      }),
    ),
  ]
}

/** What the Pod does not name goes by its containers. */
const validateSums = (
  sums: ResourceList,
  ofPod: ResourceList,
  what: 'requests' | 'limits',
  field: string,
): FieldError[] =>
  eachEntry(sums, (name, sum) => {
    const own = ofPod[name]
    if (own === undefined || !isMore(sum, own)) return []
    const words = `must be greater than or equal to aggregate container ${what} of ${sum}`
    return [invalid(`${field}.${what}[${name}]`, own, words)]
  })

const isMore = (amount: string, other: string): boolean =>
  compareQuantities(parseQuantity(amount), parseQuantity(other)) > 0
