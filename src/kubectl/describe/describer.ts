import type { AnyObject } from '../objects'
import type { Query } from '../request/kube-api'
import { listInChunks } from '../request/list-in-chunks'
import type { Session } from '../session'
import { describeEvents, eventsOf, type EventTarget } from './events-section'
import type { DescribeWriter } from './describe-writer'

/** Writes all that `kubectl describe` tells of one object. */
export type Describer<T = AnyObject> = (object: T, w: DescribeWriter, context: DescribeContext) => Promise<void> | void

/** What a describer may ask besides the object itself. */
export class DescribeContext {
  constructor(
    readonly session: Session,
    readonly showEvents: boolean,
    private readonly chunkSize: number,
  ) {}

  get now(): number {
    return this.session.now()
  }

  /** All items of a collection: `/api/v1/namespaces/default/pods` */
  async list<T>(path: string, query: Query = {}): Promise<readonly T[]> {
    return (await listInChunks(this.session.api, path, query, this.chunkSize)) as readonly T[]
  }

  async get<T>(path: string): Promise<T> {
    return (await this.session.api.call({ method: 'GET', path })) as T
  }

  /** The section of events, at the end of most descriptions. */
  async events(target: EventTarget, w: DescribeWriter): Promise<void> {
    if (!this.showEvents) return
    // Who may not list them, or cannot, is told of none.
    describeEvents(await eventsOf(target, this).catch(() => []), w, this.now)
  }
}
