// The door for the actors (controllers, scheduler, kubelets, network): what they may read and what they may ask for.
import type { Draft, KubeObject } from '../objects/kube-object'
import type { KindName, Kinds, Pod } from '../objects/kinds'
import type { Selector } from '../objects/selectors'
import type { Change } from '../store/change'
import type { CountedPods } from '../store/pod-census'

export { ApiError, isApiError } from './status'
export type { Change } from '../store/change'

/** Indexed, always current, frozen objects. (Upstream 1.36 refuses to sync until its own writes are visible, so this is faithful.) */
export interface Reader {
  get<K extends KindName>(kind: K, namespace: string, name: string): Kinds[K] | undefined
  /** in the order of namespace and name */
  list<K extends KindName>(kind: K, namespace?: string): readonly Kinds[K][]
  /** objects of one namespace that a selector picks, through an index; undefined selects nothing */
  select<K extends KindName>(kind: K, namespace: string, selector: Selector | undefined): readonly Kinds[K][]
  /** objects whose ownerReferences name this uid (as controller or not) */
  ownedBy<K extends KindName>(kind: K, ownerUid: string): readonly Kinds[K][]
  /** objects of one namespace that have no controller */
  uncontrolled<K extends KindName>(kind: K, namespace: string): readonly Kinds[K][]
  /** how many Pods of which class a controller has, now and as long as one looks: kept up to date, not counted */
  podsOf(controllerUid: string): CountedPods
  /** the version of the last write of a kind, 0 when there was none */
  lastChangeOf(kind: KindName): number
  dependentsOf(ownerUid: string): readonly KubeObject[]
  onNode(nodeName: string): readonly Pod[]
  count(kind: KindName): number
  /** an object of any kind, by its name: for what only data knows (owner references, scale targets) */
  find(kind: string, namespace: string, name: string): KubeObject | undefined
  /** undefined for a kind that nobody defined, or not in this version: what cannot be found there is not therefore absent */
  scopeOf(kind: string, apiVersion?: string): 'Namespaced' | 'Cluster' | undefined
  /** whether a group has the kind, in whatever version */
  isInGroup(kind: string, group: string): boolean
}

export interface DeleteOptions {
  gracePeriodSeconds?: number
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  preconditions?: { uid?: string; resourceVersion?: string }
}

export type Patch =
  | { readonly type: 'json'; readonly body: readonly object[] }
  | { readonly type: 'merge'; readonly body: object }
  | { readonly type: 'strategic'; readonly body: object }

/** Synchronous verbs. Admission, quota, validation and conflicts throw ApiError, exactly Kubernetes' Status. */
export interface Api {
  create<K extends KindName>(kind: K, draft: Draft<Kinds[K]>): Kinds[K]
  /** with metadata.resourceVersion of what was read: throws Conflict when it changed meanwhile; no write when nothing differs */
  update<K extends KindName>(object: Kinds[K]): Kinds[K]
  updateStatus<K extends KindName>(object: Kinds[K]): Kinds[K]
  patch<K extends KindName>(kind: K, namespace: string, name: string, patch: Patch, subresource?: string): Kinds[K]
  delete(kind: KindName, namespace: string, name: string, options?: DeleteOptions): void
  /** pods/binding: what the scheduler says */
  bind(namespace: string, name: string, nodeName: string): void
  /** pods/eviction: throws TooManyRequests when a disruption budget says no */
  evict(namespace: string, name: string, options?: DeleteOptions): void
  /** namespaces/finalize: sets spec.finalizers; the Namespace goes when it waits for its deletion and none is left */
  finalizeNamespace(namespace: Kinds['Namespace']): void
  /** the scale subresource of any kind that has one */
  getScale(kind: string, namespace: string, name: string): Scale
  setScale(kind: string, namespace: string, name: string, replicas: number): void
}

export interface Scale {
  readonly replicas: number
  readonly statusReplicas: number
  /** as text */
  readonly selector: string
}

/** Usage of containers, as the metrics server reports it. cpu in millicores, memory in bytes. */
export interface MetricsReader {
  podMetrics(namespace: string, name: string): PodUsage | undefined
  nodeMetrics(name: string): Usage | undefined
  /** custom and external metrics, set by scenarios; undefined when nobody serves it */
  objectMetric(kind: string, namespace: string, name: string, metric: string): number | undefined
  externalMetric(namespace: string, metric: string, selector: Selector | undefined): readonly number[] | undefined
}
export interface Usage {
  readonly cpu: number
  readonly memory: number
}
export interface PodUsage {
  /** start of the window, ms */
  readonly timestamp: number
  readonly windowMs: number
  readonly containers: Readonly<Record<string, Usage>>
}

/** What an Event is about: an object, or what a controller knows of it. The Event says no more than that. */
export interface EventSubject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Pick<KubeObject['metadata'], 'name' | 'namespace'> &
    Partial<Pick<KubeObject['metadata'], 'uid' | 'resourceVersion'>>
}

/** Records Events as client-go does: repeated ones counted, similar ones folded, chatter dropped. */
export interface EventRecorder {
  event(
    about: EventSubject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    options?: { fieldPath?: string },
  ): void
}

/** Tells of every change of a kind, synchronously, in the order of writes. */
export interface Watcher {
  onChange<K extends KindName>(kind: K, listener: (change: Change<Kinds[K]>) => void): () => void
}
