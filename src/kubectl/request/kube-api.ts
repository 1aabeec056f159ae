// Requests to the API server: paths, answers, refusals, warnings. Follows client-go/rest and cli-runtime/pkg/resource/helper.go.
import type { KubeClient, KubeRequest, KubeResponse, WatchEvent } from '../context'
import { CommandError, StatusError } from '../failure'
import type { AnyObject } from '../objects'
import type { ResourceMapping } from '../resources/resource-mapping'
import { statusOfResponse } from './status-of-response'
import { warningTexts } from './warning-texts'

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

export interface ObjectAddress {
  readonly mapping: ResourceMapping
  /** '' for objects of the whole cluster, or for a list over all namespaces */
  readonly namespace: string
  readonly name?: string
  readonly subresource?: string
}

export interface CallOptions {
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
}

export const PATCH_TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

export function pathOf({ mapping, namespace, name, subresource }: ObjectAddress): string {
  if (name === '') throw new CommandError('resource name may not be empty')
  const root = mapping.group === '' ? `/api/${mapping.version}` : `/apis/${mapping.group}/${mapping.version}`
  const inNamespace = mapping.namespaced && namespace !== '' ? `/namespaces/${namespace}` : ''
  const named = name === undefined ? '' : `/${encodeURIComponent(name)}`
  return `${root}${inNamespace}/${mapping.resource}${named}${subresource ? `/${subresource}` : ''}`
}

export class KubeApi {
  private readonly warned = new Set<string>()
  /** how many different warnings the server has given */
  get warningCount(): number {
    return this.warned.size
  }

  /** @param headers sent with every request (impersonation) */
  constructor(
    readonly client: KubeClient,
    private readonly warn: (text: string) => void,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get(address: ObjectAddress, options: CallOptions = {}): Promise<AnyObject> {
    return this.call({ method: 'GET', path: pathOf(address), ...options })
  }

  list(address: Omit<ObjectAddress, 'name'>, options: CallOptions = {}): Promise<AnyObject> {
    return this.call({ method: 'GET', path: pathOf(address), ...options })
  }

  create(
    address: Omit<ObjectAddress, 'name'> & { name?: string },
    body: unknown,
    options: CallOptions = {},
  ): Promise<AnyObject> {
    return this.call({ method: 'POST', path: pathOf(address), ...options, body: JSON.stringify(body) })
  }

  async replace(address: ObjectAddress, body: unknown, options: CallOptions = {}): Promise<AnyObject> {
    return this.call({ method: 'PUT', path: pathOf(address), ...options, body: JSON.stringify(body) })
  }

  /** @param patch the patch as text: JSON, or YAML for apply */
  async patch(
    address: ObjectAddress,
    type: keyof typeof PATCH_TYPES,
    patch: string,
    options: CallOptions = {},
  ): Promise<AnyObject> {
    const headers = { ...options.headers, 'content-type': PATCH_TYPES[type] }
    return this.call({ method: 'PATCH', path: pathOf(address), query: options.query, headers, body: patch })
  }

  async delete(address: ObjectAddress, deleteOptions: unknown, options: CallOptions = {}): Promise<AnyObject> {
    return this.call({ method: 'DELETE', path: pathOf(address), ...options, body: JSON.stringify(deleteOptions) })
  }

  /** Asks and reads the answer as JSON. Throws StatusError for a refusal. */
  async call(request: KubeRequest): Promise<AnyObject> {
    const headers = {
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    const response = await this.send({ ...request, headers: { ...headers, ...request.headers } })
    return JSON.parse(response.body) as AnyObject
  }

  /** Asks; the answer's text is the caller's to read. Throws StatusError for a refusal. */
  async send(request: KubeRequest): Promise<KubeResponse> {
    const response = await this.client.request(this.dressed(request))
    this.noteWarnings(response)
    if (response.status >= 400) throw new StatusError(statusOfResponse(request, response))
    return response
  }

  watch(request: KubeRequest, onEvent: (event: WatchEvent) => void): { readonly done: Promise<void>; stop(): void } {
    const headers = { accept: 'application/json', ...request.headers }
    return this.client.watch(this.dressed({ ...request, headers, query: { ...request.query, watch: 'true' } }), onEvent)
  }

  stream(request: KubeRequest, onData: (text: string) => void): { readonly done: Promise<KubeResponse>; stop(): void } {
    return this.client.stream(this.dressed(request), onData)
  }

  exec(request: KubeRequest): ReturnType<KubeClient['exec']> {
    return this.client.exec(this.dressed(request))
  }

  noteWarnings(response: KubeResponse): void {
    for (const text of warningTexts(response.headers['warning'])) {
      if (this.warned.has(text)) continue
      this.warned.add(text)
      this.warn(text)
    }
  }

  private dressed(request: KubeRequest): KubeRequest {
    return { ...request, headers: { ...this.headers, ...request.headers } }
  }
}
