// The API server: what a request means. One object ties the store, the kinds and the admission chain together; the verbs
// are in write/ and read/, the wire in http/.
import type { KubeObject } from '../objects/kube-object'
import type { KindName } from '../objects/kinds'
import type { Loop } from '../simulation/loop'
import type { Store } from '../store/store'
import type { AdmissionPlugin } from './admission'
import { createAllocator } from './allocator'
import type { Caller } from './caller'
import type { DeleteOptions, MetricsReader, Patch, Reader } from './client'
import type { KindDefinition, ServedVersion } from './kinds/kind'
import type { KindRegistry } from './kinds/kind-registry'
import { metricsKinds } from './kinds/metrics/kind'
import { applyPatch } from './patch/apply-patch'
import { createReader } from './reader'
import { failure, methodNotAllowed, notFound } from './status'
import { bindPod } from './subresources/binding'
import { finalizeNamespace } from './subresources/finalize'
import { ActorWrites } from './write/actor-writes'
import { apply } from './write/apply'
import { create, type Submitted } from './write/create'
import { deleteObject, type Deleted } from './write/delete'
import { Repeats } from './write/repeat'
import { update } from './write/update'
import { groupResource, type WriteDeps } from './write/write-deps'

export interface ApiServerOptions {
  readonly store: Store
  readonly loop: Loop
  readonly registry: KindRegistry
  readonly admission: readonly AdmissionPlugin[]
}

export interface PatchRequest {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly patch: Patch
  readonly subresource?: string
  /** the version that the patch is of, when it is not the stored one */
  readonly served?: ServedVersion | undefined
  /** judges and cleans what came out before anything else looks at it: a client's patch may have made anything */
  readonly check?: (object: Submitted, current: KubeObject) => Submitted
}

export interface ApplyRequest {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly configuration: Submitted
  readonly subresource: string
  /** takes the fields that others manage */
  readonly force: boolean
  /** brings what came out into the form in which objects are stored */
  readonly check: (object: Submitted) => Submitted
}

export class ApiServer {
  readonly read: Reader
  readonly store: Store
  readonly loop: Loop
  readonly registry: KindRegistry
  /** what metrics.k8s.io answers; undefined while no metrics server is installed */
  metrics: MetricsReader | undefined
  private readonly deps: WriteDeps

  constructor({ store, loop, registry, admission }: ApiServerOptions) {
    this.store = store
    this.loop = loop
    this.registry = registry
    this.read = createReader(store, registry)
    this.deps = {
      store,
      dice: loop.dice,
      now: loop.now,
      read: this.read,
      admission,
      allocate: createAllocator(store, loop.dice),
      repeats: new Repeats(),
      actorWrites: new ActorWrites(),
    }
  }

  /** Serves metrics.k8s.io from now on, as an installed metrics server does. */
  serveMetrics(metrics: MetricsReader): void {
    this.metrics = metrics
    for (const definition of metricsKinds) this.registry.add(definition)
  }

  /** The definition of a kind; a kind that nobody defined is a defect of the caller. */
  definition(kind: string): KindDefinition {
    const definition = this.registry.byKind(kind)
    if (!definition) throw failure(404, 'NotFound', 'the server could not find the requested resource')
    return definition
  }

  get(kind: string, namespace: string, name: string): KubeObject {
    const definition = this.definition(kind)
    const object = this.store.get(kind, definition.namespaced ? namespace : '', name)
    if (!object) throw notFound(groupResource(definition), name)
    return object
  }

  create(kind: string, namespace: string, draft: Submitted, caller: Caller): KubeObject {
    return create(this.deps, this.definition(kind), namespace, draft, caller)
  }

  /** Replaces an object (subresource '' or 'status', 'finalize' for namespaces). */
  update(kind: string, object: KubeObject, caller: Caller, subresource = ''): KubeObject {
    const definition = this.definition(kind)
    const { namespace = '', name } = object.metadata
    if (subresource === 'finalize') return finalizeNamespace(this.deps, object, caller)
    return update(this.deps, { definition, namespace, name, subresource }, () => object, caller)
  }

  patch(request: PatchRequest, caller: Caller): KubeObject {
    const { kind, namespace, name, patch, served, subresource = '', check = (object: Submitted) => object } = request
    const definition = this.definition(kind)
    const isClient = caller.userAgent !== undefined
    return update(
      this.deps,
      { definition, namespace, name, subresource },
      (current) => {
        const stored = isClient ? this.shown(definition, current) : current
        return check(applyPatch(definition, served ? served.fromStored(stored) : stored, patch), current)
      },
      caller,
    )
  }

  /** Server-side apply of a configuration, to the object or its status; makes the object where there is none. */
  apply(request: ApplyRequest, caller: Caller): { object: KubeObject; created: boolean } {
    return apply(this.deps, { ...request, definition: this.definition(request.kind) }, caller)
  }

  delete(kind: string, namespace: string, name: string, options: DeleteOptions, caller: Caller): Deleted {
    return deleteObject(this.deps, { definition: this.definition(kind), namespace, name, options }, caller)
  }

  bind(namespace: string, name: string, nodeName: string, caller: Caller): void {
    bindPod(this.deps, { namespace, name, nodeName }, caller)
  }

  /** An object as clients see it: with all who manage its fields. */
  shown(definition: KindDefinition, object: KubeObject): KubeObject {
    return this.deps.actorWrites.show(definition, object)
  }

  /** Refuses a verb that a kind does not have. */
  mustHave(definition: KindDefinition, verb: string): void {
    if (definition.verbs && !definition.verbs.includes(verb)) throw methodNotAllowed()
  }
}

export type { KindName }
