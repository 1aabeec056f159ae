// What a run leaves behind of each scenario, beside cucumber's own messages: attached to the scenario as JSON. The site is
// built from this and from nothing else.

export const SCENARIO_RECORD_TYPE = 'application/vnd.kubecuke.scenario+json'

/** Milliseconds since the scenario began (its virtual clock starts at `start`). */
export type Ms = number

/** A line that was typed, and what was answered. */
export interface CommandRecord {
  readonly from: Ms
  readonly to: Ms
  /** as it was typed, prompts taken off */
  readonly command: string
  readonly stdin?: string
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** One step of the scenario, in the order of the pickle's steps. */
export interface StepRecord {
  readonly from: Ms
  readonly to: Ms
  readonly commands: readonly CommandRecord[]
  /** for a statement that does not hold: the instant at which it first broke */
  readonly brokenAt?: Ms
}

/** A field that a write changed. Paths as people read them: `spec.template.spec.containers[0].image`. */
export interface FieldChange {
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

export interface WriteRecord {
  readonly at: Ms
  /** index into steps: during which step it happened */
  readonly step: number
  readonly actor: string
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** index into objects */
  readonly object: number
  /** for MODIFIED: what changed, without what always changes (resourceVersion, managedFields, heartbeat times) */
  readonly changes?: readonly FieldChange[]
  /** for ADDED: the object as it was made, without what tells nothing */
  readonly made?: object
}

/** Objects are named once and then by their place in this list. */
export interface ObjectRecord {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** place of the controlling owner in this list */
  readonly owner?: number
  /** Deployment's revision of a ReplicaSet, hash of a ControllerRevision */
  readonly revision?: string
}

export type PodState = 'pending' | 'creating' | 'running' | 'ready' | 'failed' | 'succeeded' | 'terminating'

/** What a Pod was from one instant to the next; the lanes of the timeline are made of these. */
export interface PodSpan {
  readonly from: Ms
  readonly state: PodState
  /** as `kubectl get pods` says it: ContainerCreating, CrashLoopBackOff ... */
  readonly status: string
  readonly ready: string
  readonly restarts: number
  readonly node?: string
  readonly ip?: string
  /** the first container's image */
  readonly image?: string
}

export interface PodLane {
  /** index into objects */
  readonly object: number
  readonly spans: readonly PodSpan[]
  /** when it was gone; absent when it is still there */
  readonly gone?: Ms
}

/** Figures of a workload from an instant on. */
export interface WorkloadPoint {
  readonly from: Ms
  readonly desired: number
  readonly current: number
  readonly updated: number
  readonly ready: number
  readonly available: number
}

export interface EventRecord {
  readonly at: Ms
  readonly type: string
  readonly reason: string
  readonly message: string
  /** index into objects; -1 when the object is not in the record */
  readonly about: number
  readonly from: string
  readonly count: number
}

export interface ScenarioRecord {
  readonly version: 1
  readonly seed: number
  /** ms since the epoch */
  readonly start: number
  readonly end: Ms
  readonly kubernetes: string
  readonly steps: readonly StepRecord[]
  readonly objects: readonly ObjectRecord[]
  readonly writes: readonly WriteRecord[]
  readonly pods: readonly PodLane[]
  readonly workloads: readonly { readonly object: number; readonly points: readonly WorkloadPoint[] }[]
  readonly nodes: readonly {
    readonly object: number
    readonly points: readonly { readonly from: Ms; readonly status: string }[]
    readonly gone?: Ms
  }[]
  /** ready addresses behind a Service from an instant on, as Pod indexes into objects */
  readonly services: readonly {
    readonly object: number
    readonly points: readonly { readonly from: Ms; readonly pods: readonly number[] }[]
  }[]
  readonly events: readonly EventRecord[]
}
