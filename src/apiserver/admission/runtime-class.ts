// What a Pod takes over from its runtime class. Follows plugin/pkg/admission/runtimeclass, v1.36.
import { dequal } from 'dequal/lite'
import type { Kinds, Pod, Toleration } from '../../objects/kinds'
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { forbidEarly, isPodWrite } from './forbid'

type RuntimeClass = Kinds['RuntimeClass']

function withOverhead(pod: Pod, runtimeClass: RuntimeClass, request: AdmissionRequest): Pod {
  const { overhead } = runtimeClass
  if (!overhead) {
    if (Object.keys(pod.spec.overhead ?? {}).length === 0) return pod
    throw forbidEarly(request, 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead')
  }
  if (pod.spec.overhead && !dequal(pod.spec.overhead, overhead.podFixed ?? {}))
    throw forbidEarly(request, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead")
  return { ...pod, spec: { ...pod.spec, overhead: overhead.podFixed ?? {} } }
}

function withScheduling(pod: Pod, { scheduling }: RuntimeClass, request: AdmissionRequest): Pod {
  if (!scheduling) return pod
  const own = pod.spec.nodeSelector ?? {}
  for (const [key, value] of Object.entries(scheduling.nodeSelector ?? {}))
    if (own[key] !== undefined && own[key] !== value)
      throw forbidEarly(
        request,
        `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own[key]}`,
      )
  const nodeSelector = { ...own, ...scheduling.nodeSelector }
  const tolerations = merged(pod.spec.tolerations ?? [], scheduling.tolerations ?? [])
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(Object.keys(nodeSelector).length > 0 ? { nodeSelector } : {}),
      ...(tolerations.length > 0 ? { tolerations } : {}),
    },
  }
}

const merged = (own: readonly Toleration[], further: readonly Toleration[]): Toleration[] => [
  ...own,
  ...further.filter((each) => !own.some((other) => dequal(each, other))),
]

export const runtimeClass: AdmissionPlugin = {
  name: 'RuntimeClass',
  admit(request) {
    const pod = request.object as Pod
    if (!isPodWrite(request) || request.operation !== 'CREATE' || pod.spec.runtimeClassName === undefined) return pod
    const found = request.read.get('RuntimeClass', '', pod.spec.runtimeClassName)
    if (!found)
      throw forbidEarly(request, `pod rejected: RuntimeClass ${JSON.stringify(pod.spec.runtimeClassName)} not found`)
    return withScheduling(withOverhead(pod, found, request), found, request)
  },
}
