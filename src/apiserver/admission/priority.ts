// The number behind a priority class. Follows plugin/pkg/admission/priority, v1.36.
import type { Pod, PriorityClass } from '../../objects/kinds'
import type { KubeObject } from '../../objects/kube-object'
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { SYSTEM_PRIORITY_CLASSES } from '../kinds/priority-class/system-priority-classes'
import { forbid, forbidEarly, isPodWrite } from './forbid'

const DEFAULT_PRIORITY = 0
const DEFAULT_POLICY = 'PreemptLowerPriority'

type Resolved = Pick<PriorityClass, 'value' | 'preemptionPolicy'> & { name: string }

/** Of several default classes (there should be one) the one with the lowest value counts. */
function defaultClass({ read }: AdmissionRequest): Resolved {
  let found: PriorityClass | undefined
  for (const each of read.list('PriorityClass'))
    if (each.globalDefault && (!found || (each.value ?? 0) < (found.value ?? 0))) found = each
  return found ? resolvedOf(found) : { name: '', value: DEFAULT_PRIORITY, preemptionPolicy: DEFAULT_POLICY }
}

const resolvedOf = ({ metadata: { name }, value, preemptionPolicy }: PriorityClass): Resolved => ({
  name,
  value: value ?? 0,
  preemptionPolicy,
})

function classOf(request: AdmissionRequest, name: string): Resolved {
  const found = request.read.get('PriorityClass', '', name)
  if (!found) throw forbidEarly(request, `no PriorityClass with name ${name} was found`)
  return resolvedOf(found)
}

function prioritised(request: AdmissionRequest, pod: Pod): Pod {
  const { priority, preemptionPolicy, priorityClassName } = pod.spec
  const found = priorityClassName ? classOf(request, priorityClassName) : defaultClass(request)
  const policy = found.preemptionPolicy ?? DEFAULT_POLICY
  if (priority !== undefined && priority !== found.value)
    throw forbidEarly(
      request,
      `the integer value of priority (${priority}) must not be provided in pod spec; priority admission controller computed ${found.value} from the given PriorityClass name`,
    )
  if (preemptionPolicy !== undefined && preemptionPolicy !== policy)
    throw forbidEarly(
      request,
      `the string value of PreemptionPolicy (${preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`,
    )
  const spec = { ...pod.spec, priority: found.value, preemptionPolicy: policy }
  return { ...pod, spec: found.name ? { ...spec, priorityClassName: found.name } : spec }
}

/** A client that sends a Pod back without its priority means no change. */
function keptPriority(next: Pod, previous: Pod): Pod {
  const { priority, preemptionPolicy } = previous.spec
  const spec = { ...next.spec }
  if (spec.priority === undefined && priority !== undefined) spec.priority = priority
  if (spec.preemptionPolicy === undefined && preemptionPolicy !== undefined) spec.preemptionPolicy = preemptionPolicy
  return spec.priority === next.spec.priority && spec.preemptionPolicy === next.spec.preemptionPolicy
    ? next
    : { ...next, spec }
}

function validateClass(request: AdmissionRequest): void {
  const isClass = request.definition.kind === 'PriorityClass'
  // Upstream refuses this in the storage of the kind, before it asks any plugin.
  if (isClass && request.operation === 'DELETE' && Object.hasOwn(SYSTEM_PRIORITY_CLASSES, request.name))
    throw forbid(request, 'this is a system priority class and cannot be deleted')
  const object = request.object as PriorityClass | undefined
  if (!isClass || request.operation === 'DELETE' || !object?.globalDefault) return
  const other = request.read
    .list('PriorityClass')
    .find(({ globalDefault, metadata }) => globalDefault && metadata.name !== object.metadata.name)
  if (other)
    throw forbid(
      request,
      `PriorityClass ${other.metadata.name} is already marked as default. Only one default can exist`,
    )
}

export const priority: AdmissionPlugin = {
  name: 'Priority',
  admit(request): KubeObject {
    if (!isPodWrite(request)) return request.object
    if (request.operation === 'CREATE') return prioritised(request, request.object as Pod)
    return request.previous ? keptPriority(request.object as Pod, request.previous as Pod) : request.object
  },
  validate: validateClass,
}
