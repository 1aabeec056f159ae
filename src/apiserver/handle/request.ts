import type { KubeObject } from '../../objects/kube-object'
import type { User } from '../authorization/user'

/** A request as any wire brings it: HTTP, or a call within the process. */
export interface ApiRequest {
  readonly method: string
  /** without the query: `/apis/apps/v1/namespaces/default/deployments/web` */
  readonly path: string
  readonly query: Query
  /** lower-case names; one that is repeated (`impersonate-group`) has a line for each value */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** the body as text; '' when there is none */
  readonly body: string
  /** the client does not look at managedFields: they are neither reckoned nor sent */
  readonly unseenManagers?: boolean
  /** who asks, by its token; without one it is the administrator */
  readonly user?: User
}

/** The first value of each parameter counts, as the API server takes it; `all` gives every one (exec's `command`). */
export class Query {
  constructor(private readonly values: Readonly<Record<string, string | readonly string[] | undefined>> = {}) {}

  get(name: string): string | undefined {
    const value = this.values[name]
    return typeof value === 'object' ? value[0] : value
  }

  all(name: string): readonly string[] {
    const value = this.values[name]
    return value === undefined ? [] : typeof value === 'string' ? [value] : value
  }

  /** as it stands in a URL, without the question mark */
  text(): string {
    return new URLSearchParams(
      Object.keys(this.values).flatMap((name) => this.all(name).map((value) => [name, value])),
    ).toString()
  }

  /** Anything is true but `0` and `false`: an empty value (`?watch`) too. Follows apimachinery/pkg/runtime/conversion.go. */
  flag(name: string): boolean {
    const value = this.get(name)
    return value !== undefined && value !== '0' && value.toLowerCase() !== 'false'
  }

  number(name: string): number | undefined {
    const value = this.get(name)
    return value === undefined || value === '' || !/^-?\d+$/.test(value) ? undefined : Number(value)
  }
}

export interface ApiResponse {
  readonly status: number
  /** lower-case names; several Warning headers as a list */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** an object is answered as JSON, text as it is */
  readonly body: object | string
}

/** How the client wants objects: whole, as a table, or their metadata only. */
export type Representation = 'object' | 'table' | 'metadata' | 'metadata list'

/** What a watch sends, before its representation. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: KubeObject | object
}
