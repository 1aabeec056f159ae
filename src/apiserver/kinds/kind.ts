import type { KubeObject, ObjectMeta } from '../../objects/kube-object'
import type { FieldError } from '../field-errors'
import type { SaidByClients } from '../metadata'
import type { Shape } from '../patch/server-side-apply/shape'

export type CellValue = string | number | boolean | null

/** A column of `kubectl get`. priority 0 is always shown, 1 with `-o wide`. Follows pkg/printers/internalversion, v1.36. */
export interface Column<T> {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  readonly format?: string
  readonly description?: string
  readonly priority?: number
  readonly value: (object: T, now: number) => CellValue
}

/** How `spec.replicas` and friends are read and written through the scale subresource. */
export interface ScaleMapping<T> {
  readonly replicas: (object: T) => number
  readonly withReplicas: (object: T, replicas: number) => T
  readonly statusReplicas: (object: T) => number
  /** the selector as text, as status.selector carries it */
  readonly selector: (object: T) => string
}

/** A further served version of the same stored objects: autoscaling/v1 beside v2, events.k8s.io beside core Events. */
export interface ServedVersion {
  readonly group: string
  readonly version: string
  readonly toStored: (object: KubeObject) => KubeObject
  readonly fromStored: (object: KubeObject) => KubeObject
  readonly columns?: readonly Column<KubeObject>[]
}

/** What the server knows while a write is prepared and judged. Decisions stay pure: nothing else is at hand. */
export interface WriteContext {
  /** RFC 3339, virtual */
  readonly nowText: string
  readonly now: number
  readonly userAgent: string
  /** a Warning header, where the object itself will not show any more what it is about */
  readonly warn: (text: string) => void
  /** looks at other objects (a priority class, a default storage class): always current */
  readonly find: (kind: string, namespace: string, name: string) => KubeObject | undefined
  /** the next free cluster IP, node port ...: what upstream's allocators hand out. Throws a FieldError-carrying ApiError when none. */
  readonly allocate: Allocator
}

export interface Allocator {
  clusterIP(wanted?: string): string
  nodePort(wanted?: number): number
}

/** An update through a subresource of the kind's own. */
export interface SubresourceUpdate<T> {
  /** what it changes of the object; all else stays as it was */
  readonly take: (next: T, previous: T) => T
  /** instead of validateUpdate */
  readonly validate: (next: T, previous: T) => FieldError[]
}

/**
 * All that is particular to one kind. Adding a kind is adding a folder with one of these and one line in kinds/index.ts.
 * Every function is pure: it gets a frozen object and returns another (or the same when nothing changes).
 */
export interface KindDefinition<T extends KubeObject = KubeObject> {
  readonly kind: string
  /** '' for the core group */
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly singular: string
  readonly shortNames?: readonly string[]
  /** `all` puts the kind into `kubectl get all` */
  readonly categories?: readonly string[]
  readonly namespaced: boolean
  /** verbs of discovery when not the usual create, delete, deletecollection, get, list, patch, update, watch */
  readonly verbs?: readonly string[]
  readonly versions?: readonly ServedVersion[]
  /** a status that only the status subresource may write */
  readonly hasStatus?: boolean
  /** something new has the status that its maker gives it: a Node is registered with what it has to offer */
  readonly createdWithStatus?: boolean
  readonly scale?: ScaleMapping<T>
  /** further subresources of discovery, e.g. Pod: log, exec, attach, portforward, eviction, binding */
  readonly subresources?: readonly string[]
  /** those of them that change a part of the spec, e.g. Pod: ephemeralcontainers, resize */
  readonly updates?: Readonly<Record<string, SubresourceUpdate<T>>>
  /** metadata.generation counts changes of the spec (or what this returns) */
  readonly generation?: (object: T) => unknown
  /** fills in what the client left out; runs on every decoded object, also after each patch */
  readonly defaults?: (object: T) => T
  /** drops what a client may not set and computes what only the server knows (Service IPs, qosClass, priority ...) */
  readonly prepareForCreate?: (object: T, context: WriteContext) => T
  /** the same for an update of the main resource; status has been put back already where hasStatus */
  readonly prepareForUpdate?: (next: T, previous: T, context: WriteContext) => T
  /** metadata that stays as it is in an update through the status subresource, which otherwise is as good as any other for it */
  readonly statusKeeps?: readonly SaidByClients[]
  /** for an update through the status subresource: spec and `statusKeeps` have been put back already */
  readonly prepareForStatusUpdate?: (next: T, previous: T, context: WriteContext) => T
  /** `group`: that of the request, for kinds that are served in several */
  readonly validate?: (object: T, group?: string) => FieldError[]
  /** what is asked of new objects only */
  readonly validateCreate?: (object: T, group?: string) => FieldError[]
  readonly validateUpdate?: (next: T, previous: T, group?: string) => FieldError[]
  readonly validateStatusUpdate?: (next: T, previous: T) => FieldError[]
  /** how metadata.name is judged; default: DNS subdomain */
  readonly validateName?: (name: string) => string[]
  /** Warning headers: deprecated fields, ignored values */
  readonly warnings?: (object: T, previous?: T) => string[]
  /** A Warning header of every request for this version, reads too: `v1 Endpoints is deprecated in v1.33+; ...`. */
  readonly deprecation?: string
  /** What its fields are compared by, for kinds whose schema is data: custom resources. */
  readonly shape?: Shape
  /** seconds of grace when a client names none; kinds without it are removed at once */
  readonly gracePeriodSeconds?: (object: T, requested: number | undefined) => number
  /** Jobs and ReplicationControllers of v1 leave their Pods behind when a client names no propagation policy */
  readonly orphansByDefault?: boolean
  /** a PUT must name the version that it replaces (upstream's AllowUnconditionalUpdate is false) */
  readonly needsVersion?: boolean
  /** a PUT of what is not there makes it (upstream's AllowCreateOnUpdate) */
  readonly madeByUpdate?: boolean
  /** What stays in the store instead of being removed (a Namespace until its finalizers are done); undefined: remove it. */
  readonly keptOnDelete?: (object: T, nowText: string) => T | undefined
  /** field selectors besides metadata.name and metadata.namespace */
  readonly fields?: Readonly<Record<string, (object: T) => string>>
  /** table columns; default: Name, Age */
  readonly columns?: readonly Column<T>[]
}

/** A definition with its type erased, as the registry keeps it. */
export const kindDefinition = <T extends KubeObject>(definition: KindDefinition<T>): KindDefinition =>
  definition as unknown as KindDefinition

export type WithMetadata = { metadata: ObjectMeta }
