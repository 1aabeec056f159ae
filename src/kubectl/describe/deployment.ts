// Follows kubectl/pkg/describe describeDeployment and kubectl/pkg/util/deployment, v1.36.
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../objects/kinds'
import { selectorText } from '../../objects/selector-text'
import { selectorOf } from '../../objects/selectors'
import { goJson } from '../output/go-json'
import { describeWorkloadConditions } from './conditions-section'
import type { DescribeContext, Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'
import { describePodTemplate } from './pod-template'
import { longTime } from './texts'

export const describeDeployment: Describer<Deployment> = async (deployment, w, context) => {
  const { metadata, spec, status } = deployment
  const { old, current } = await replicaSetsOf(deployment, context)
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.field(0, 'Selector', selectorText(selectorOf(spec.selector)))
  w.field(
    0,
    'Replicas',
    `${spec.replicas} desired | ${status.updatedReplicas ?? 0} updated | ${status.replicas ?? 0} total | ${status.availableReplicas ?? 0} available | ${status.unavailableReplicas ?? 0} unavailable`,
  )
  w.field(0, 'StrategyType', spec.strategy?.type ?? '')
  w.field(0, 'MinReadySeconds', spec.minReadySeconds ?? 0)
  const rolling = spec.strategy?.rollingUpdate
  if (rolling) {
    w.field(0, 'RollingUpdateStrategy', `${rolling.maxUnavailable} max unavailable, ${rolling.maxSurge} max surge`)
  }
  describePodTemplate(spec.template, w)
  describeWorkloadConditions(w, status.conditions)
  if (old.length > 0 || current) {
    w.field(0, 'OldReplicaSets', replicaSetsText(old))
    w.field(0, 'NewReplicaSet', replicaSetsText(current ? [current] : []))
  }
  await context.events(deployment, w)
}

const replicaSetsText = (sets: readonly ReplicaSet[]): string =>
  sets
    .map(({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas} replicas created)`)
    .join(', ') || '<none>'

interface OwnReplicaSets {
  readonly old: readonly ReplicaSet[]
  readonly current: ReplicaSet | undefined
}

async function replicaSetsOf({ metadata, spec }: Deployment, context: DescribeContext): Promise<OwnReplicaSets> {
  const path = `/apis/apps/v1/namespaces/${metadata.namespace ?? ''}/replicasets`
  const labelSelector = selectorText(selectorOf(spec.selector))
  const all = await context.list<ReplicaSet>(path, { labelSelector }).catch(() => [])
  const own = all
    .filter((set) => set.metadata.ownerReferences?.some(({ controller, uid }) => controller && uid === metadata.uid))
    .sort(byCreation)
  // Of several with the Deployment's template the oldest is the current one.
  const current = own.find((set) => templateKey(set.spec.template) === templateKey(spec.template))
  return { old: own.filter((set) => set !== current), current }
}

function byCreation(a: ReplicaSet, b: ReplicaSet): number {
  const difference = Date.parse(a.metadata.creationTimestamp) - Date.parse(b.metadata.creationTimestamp)
  return difference !== 0 ? difference : a.metadata.name < b.metadata.name ? -1 : 1
}

// Empty maps and lists count as absent, as in upstream's semantic comparison.
function templateKey(template: PodTemplateSpec | undefined): string {
  const { 'pod-template-hash': _, ...labels } = template?.metadata?.labels ?? {}
  return goJson(withoutEmpty({ ...template, metadata: { ...template?.metadata, labels } }))
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const entries = Object.entries(value).map(([key, each]) => [key, withoutEmpty(each)] as const)
  return Object.fromEntries(entries.filter(([, each]) => !isEmpty(each)))
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
