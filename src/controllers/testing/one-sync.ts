// One sync of a controller against objects in a map, for upstream's tables: what it wrote, in order, and what it said.
import {
  ApiError,
  type Api,
  type EventSubject,
  type MetricsReader,
  type Reader,
  type Scale,
} from '../../apiserver/client'
import { failure } from '../../apiserver/status'
import type { KindName, Kinds } from '../../objects/kinds'
import { keyOf, type KubeObject } from '../../objects/kube-object'
import { controllerOf } from '../../objects/owners'
import { matches } from '../../objects/selectors'
import { timeText } from '../../objects/time'
import { Dice } from '../../simulation/dice'
import type { Controller, ReconcileContext, Requeue } from '../runtime/controller'

export interface OneSyncOptions {
  readonly now: number
  /** which calls the API server refuses, and with what: `create Pod web-1` */
  readonly refuse?: (call: string, count: number) => ApiError | undefined
  /** what the scale subresource of a name answers */
  readonly scales?: Readonly<Record<string, Scale>>
  readonly metrics?: MetricsReader
}

type Loose = KubeObject & { status?: object; spec?: object }

/** What a fake API server says that has nothing else to say. */
export const fakeError = (): ApiError => failure(500, 'InternalError', 'fake error')

export class OneSync {
  private readonly objects = new Map<string, Loose>()
  private version = 100
  private calls = 0
  /** `create Pod web-1`, in order; what was refused is not among them */
  readonly writes: string[] = []
  /** `Normal Reason: message` */
  readonly events: string[] = []
  /** what each of these was about */
  readonly subjects: EventSubject[] = []

  constructor(
    objects: readonly KubeObject[],
    private readonly options: OneSyncOptions,
  ) {
    for (const object of objects) this.objects.set(this.keyOf(object), object)
  }

  /** Lets the controller look at one object. What it throws is answered, not thrown. */
  run(controller: Controller, about: KubeObject): Requeue | undefined | ApiError {
    try {
      return controller.reconcile(keyOf(about), this.context) ?? undefined
    } catch (error) {
      if (error instanceof ApiError) return error
      throw error
    }
  }

  get<K extends KindName>(kind: K, namespace: string, name: string): Kinds[K] | undefined {
    return this.objects.get(`${kind} ${namespace}/${name}`) as unknown as Kinds[K] | undefined
  }

  all<K extends KindName>(kind: K, namespace?: string): Kinds[K][] {
    const found = [...this.objects.values()].filter(
      ({ kind: each, metadata }) =>
        each === kind && (namespace === undefined || (metadata.namespace ?? '') === namespace),
    )
    return found as unknown as Kinds[K][]
  }

  private keyOf({ kind, metadata }: KubeObject): string {
    return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
  }

  private call(verb: string, kind: string, name: string): void {
    const refused = this.options.refuse?.(`${verb} ${kind} ${name}`, ++this.calls)
    if (refused) throw refused
    this.writes.push(`${verb} ${kind} ${name}`)
  }

  private put(object: Loose): Loose {
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.version) } }
    this.objects.set(this.keyOf(stored), stored)
    return stored
  }

  private readonly read: Partial<Reader> = {
    get: (kind, namespace, name) => this.get(kind, namespace, name),
    list: (kind, namespace) => this.all(kind, namespace),
    select: (kind, namespace, selector) =>
      this.all(kind, namespace).filter(({ metadata }) => selector && matches(selector, metadata.labels)),
    ownedBy: (kind, uid) =>
      this.all(kind).filter(({ metadata }) => metadata.ownerReferences?.some((each) => each.uid === uid)),
    uncontrolled: (kind, namespace) => this.all(kind, namespace).filter((object) => !controllerOf(object)),
    onNode: (node) => this.all('Pod').filter(({ spec }) => spec.nodeName === node),
    count: (kind) => this.all(kind).length,
    find: (kind, namespace, name) => this.objects.get(`${kind} ${namespace}/${name}`),
    lastChangeOf: () => this.version,
    isInGroup: () => true,
  }

  private readonly api: Partial<Api> = {
    create: (kind, draft) => {
      const { metadata } = draft as unknown as { metadata: KubeObject['metadata'] & { generateName?: string } }
      const name = metadata.name ?? `${metadata.generateName}${this.version}`
      this.call('create', kind, name)
      const made = { ...(draft as object), metadata: { ...metadata, name, uid: `uid-${name}` } } as unknown as Loose
      return this.put({ status: {}, ...made }) as never
    },
    update: (object) => this.change('update', object) as never,
    updateStatus: (object) => this.change('status', object) as never,
    patch: (kind, namespace, name, { body }) => {
      const before = this.get(kind, namespace, name) as unknown as Loose
      const { metadata } = body as { metadata?: object }
      return this.change('patch', {
        ...before,
        ...body,
        metadata: { ...before.metadata, ...metadata },
      }) as never
    },
    delete: (kind, namespace, name) => {
      this.call('delete', kind, name)
      const object = this.get(kind, namespace, name) as unknown as Loose
      // As the API server: Pods end first, and finalizers hold what has some.
      if (kind !== 'Pod' && !object.metadata.finalizers?.length) this.objects.delete(this.keyOf(object))
      else this.put({ ...object, metadata: { ...object.metadata, deletionTimestamp: timeText(this.options.now) } })
    },
    finalizeNamespace: (namespace) => void this.change('finalize', namespace),
    getScale: (kind, _namespace, name) => {
      const refused = this.options.refuse?.(`scale ${kind} ${name}`, 0)
      if (refused) throw refused
      const scale = this.options.scales?.[name]
      if (!scale) throw failure(404, 'NotFound', 'the server could not find the requested resource')
      return scale
    },
    setScale: (kind, _namespace, name, replicas) => this.call('scale', kind, `${name} ${replicas}`),
  }

  private change(verb: string, object: Loose): Loose {
    this.call(verb, object.kind, object.metadata.name)
    return this.put(object)
  }

  private get context(): ReconcileContext {
    const { now } = this.options
    return {
      read: this.read as Reader,
      api: this.api as Api,
      record: {
        event: (about, type, reason, message) => {
          this.subjects.push(about)
          this.events.push(`${type} ${reason}: ${message}`)
        },
      },
      metrics: this.options.metrics ?? ({} as never),
      now,
      nowText: timeText(now),
      dice: new Dice(0),
    }
  }
}
