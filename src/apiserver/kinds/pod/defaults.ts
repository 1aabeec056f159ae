// Follows SetDefaults_Pod of pkg/apis/core/v1 and the create strategy of pkg/registry/core/pod, v1.36.
import type {
  V1Affinity,
  V1ContainerPort,
  V1LabelSelector,
  V1PodAffinity,
  V1PodAffinityTerm,
} from '../../../objects/generated/kubernetes'
import type { Container, Pod, PodSpec } from '../../../objects/kinds'
import { podLimits, podRequests, qosClass } from '../../../objects/pods'
import { changed, filled, mapped, withoutZeros } from '../filled'
import type { WriteContext } from '../kind'
import { defaultPodSpec } from '../pod-template'
import { withAppArmorFields } from './app-armor'

export function defaultPod(pod: Pod): Pod {
  const spec = filled(defaultPodSpec(pod.spec), { enableServiceLinks: true })
  const { containers, initContainers, hostNetwork = false, terminationGracePeriodSeconds = 0 } = spec
  const container = (each: Container): Container => withRequests(hostNetwork ? withHostPorts(each) : each)
  return changed(pod, {
    spec: withPodLevelResources(
      changed(spec, {
        ...(containers ? { containers: mapped(containers, container) } : {}),
        ...(initContainers ? { initContainers: mapped(initContainers, container) } : {}),
        // Of Pods alone: templates keep what they say.
        ...(terminationGracePeriodSeconds < 0 ? { terminationGracePeriodSeconds: 1 } : {}),
      }),
    ),
    status: withoutZeros(pod.status ?? {}, ['phase', 'message', 'reason', 'hostIP', 'podIP', 'nominatedNodeName']),
  })
}

/** What is limited and not requested is requested up to its limit. */
function withRequests(container: Container): Container {
  const { limits, requests } = container.resources ?? {}
  if (limits === undefined) return container
  const full = filled(requests ?? {}, limits)
  return full === requests ? container : { ...container, resources: { ...container.resources, requests: full } }
}

const withHostPorts = (container: Container): Container =>
  container.ports
    ? changed(container, {
        ports: mapped(container.ports, (port: V1ContainerPort) => filled(port, { hostPort: port.containerPort })),
      })
    : container

/** Those that spec.resources may name and that may be requested below their limits. */
const isOvercommitted = (name: string): boolean => name === 'cpu' || name === 'memory'
const isHugePages = (name: string): boolean => name.startsWith('hugepages-')

const only = (list: Record<string, string>, wanted: (name: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(list).filter(([name]) => wanted(name)))

/**
 * spec.resources: its huge pages are limited to those of the containers together; where it has limits, requests are those
 * of the containers together, or else the limits.
 */
function withPodLevelResources(spec: PodSpec): PodSpec {
  const { resources, containers, initContainers } = spec
  if (!resources) return spec
  const all = { containers, ...(initContainers ? { initContainers } : {}) }
  const limits = filled(resources.limits ?? {}, only(podLimits(all), isHugePages))
  if (Object.keys(limits).length === 0) return spec
  const requests = filled(
    filled(resources.requests ?? {}, only(podRequests(all), isOvercommitted)),
    only(limits, (name) => isOvercommitted(name) || isHugePages(name)),
  )
  return changed(spec, {
    resources: changed(resources, { limits, ...(Object.keys(requests).length > 0 ? { requests } : {}) }),
  })
}

const GATED = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
}

/** A new Pod is Pending whatever the client says. */
export function preparePod(pod: Pod, { warn }: WriteContext): Pod {
  const gated = pod.spec.schedulingGates?.length
  return {
    ...pod,
    spec: withLabelKeys(withAppArmorFields(pod, warn), pod.metadata.labels ?? {}),
    status: {
      phase: 'Pending',
      ...(gated ? { conditions: [{ ...GATED, lastProbeTime: null, lastTransitionTime: null } as never] } : {}),
      qosClass: qosClass(pod.spec),
    },
  }
}

/** matchLabelKeys become requirements of the selector, with the Pod's own values. */
function withLabelKeys(spec: PodSpec, labels: Record<string, string>): PodSpec {
  const { affinity, topologySpreadConstraints } = spec
  return changed(spec, {
    ...(affinity ? { affinity: withLabelKeysInAffinity(affinity, labels) } : {}),
    ...(topologySpreadConstraints
      ? {
          topologySpreadConstraints: mapped(topologySpreadConstraints, (each) =>
            changed(each, selectorWith(each.labelSelector, labels, { In: each.matchLabelKeys })),
          ),
        }
      : {}),
  })
}

function withLabelKeysInAffinity(affinity: V1Affinity, labels: Record<string, string>): V1Affinity {
  const term = (each: V1PodAffinityTerm): V1PodAffinityTerm =>
    changed(each, selectorWith(each.labelSelector, labels, { In: each.matchLabelKeys, NotIn: each.mismatchLabelKeys }))
  const side = (each: V1PodAffinity): V1PodAffinity => {
    const {
      requiredDuringSchedulingIgnoredDuringExecution: needed,
      preferredDuringSchedulingIgnoredDuringExecution: wished,
    } = each
    return changed(each, {
      ...(needed ? { requiredDuringSchedulingIgnoredDuringExecution: mapped(needed, term) } : {}),
      ...(wished
        ? {
            preferredDuringSchedulingIgnoredDuringExecution: mapped(wished, (weighted) =>
              changed(weighted, { podAffinityTerm: term(weighted.podAffinityTerm) }),
            ),
          }
        : {}),
    })
  }
  const { podAffinity, podAntiAffinity } = affinity
  return changed(affinity, {
    ...(podAffinity ? { podAffinity: side(podAffinity) } : {}),
    ...(podAntiAffinity ? { podAntiAffinity: side(podAntiAffinity) } : {}),
  })
}

type KeysByOperator = { In?: string[] | undefined; NotIn?: string[] | undefined }

function selectorWith(
  selector: V1LabelSelector | undefined,
  labels: Record<string, string>,
  keys: KeysByOperator,
): { labelSelector?: V1LabelSelector } {
  if (selector === undefined) return {}
  const added = (['In', 'NotIn'] as const).flatMap((operator) =>
    (keys[operator] ?? []).flatMap((key) => {
      const value = labels[key]
      return value === undefined ? [] : [{ key, operator, values: [value] }]
    }),
  )
  if (added.length === 0) return {}
  return { labelSelector: { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...added] } }
}
