// Follows pkg/registry/core/pod/strategy.go, v1.36.
import type { Pod } from '../../../objects/kinds'
import { isDns1123Label } from '../../../objects/names'
import { isPodScheduled, isPodTerminal } from '../../../objects/pods'
import type { KindDefinition } from '../kind'
import { podTemplateWarnings } from '../pod-template'
import { podColumns } from './columns'
import { defaultPod, preparePod } from './defaults'
import { preparePodStatus } from './prepare-status'
import { podUpdates } from './update-subresources'
import { validatePodUpdate } from './validate-update'
import { validateNewPod, validatePod } from './validate'
import { validatePodStatus } from './validate-status'

export const podKind: KindDefinition<Pod> = {
  kind: 'Pod',
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  subresources: [
    'attach',
    'binding',
    'ephemeralcontainers',
    'eviction',
    'exec',
    'log',
    'portforward',
    'proxy',
    'resize',
  ],
  updates: podUpdates,
  generation: ({ spec }) => spec,
  defaults: defaultPod,
  prepareForCreate: preparePod,
  // Kubelets of old would break them.
  statusKeeps: ['ownerReferences'],
  prepareForStatusUpdate: preparePodStatus,
  validate: validatePod,
  validateCreate: validateNewPod,
  validateUpdate: validatePodUpdate,
  validateStatusUpdate: validatePodStatus,
  warnings: podWarnings,
  gracePeriodSeconds: graceSeconds,
  fields: {
    'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
    'spec.restartPolicy': ({ spec }) => spec.restartPolicy ?? '',
    'spec.schedulerName': ({ spec }) => spec.schedulerName ?? '',
    'spec.serviceAccountName': ({ spec }) => spec.serviceAccountName ?? '',
    'spec.hostNetwork': ({ spec }) => String(spec.hostNetwork ?? false),
    'status.phase': ({ status }) => status.phase ?? '',
    'status.podIP': ({ status }) => status.podIPs?.[0]?.ip ?? status.podIP ?? '',
    'status.nominatedNodeName': ({ status }) => status.nominatedNodeName ?? '',
  },
  columns: podColumns,
}

/** Only of new Pods: people seldom change them, and the system does so often. */
function podWarnings(pod: Pod, previous: Pod | undefined): string[] {
  if (previous) return []
  const wrong = isDns1123Label(pod.metadata.name)
  const about =
    "this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended"
  return [
    ...(wrong.length > 0 ? [`metadata.name: ${about}: [${wrong.join(' ')}]`] : []),
    ...podTemplateWarnings(pod, ''),
  ]
}

/** A Pod that no kubelet runs goes at once; a negative time of grace counts as a second. */
function graceSeconds(pod: Pod, requested: number | undefined): number {
  if (!isPodScheduled(pod) || isPodTerminal(pod)) return 0
  const seconds = requested ?? pod.spec.terminationGracePeriodSeconds ?? 0
  return seconds < 0 ? 1 : seconds
}
