// One client of the endurance run: it keeps a book of what the server has acknowledged.
import type { Answer, Sent, Served } from './served'
import { Chances } from './random'

const OBJECTS_MAX = 30

/** What an object may hold at the end: one value when every write was answered; more when a request was cut off on its way. */
type Possible = Set<string | undefined>

export class Client {
  readonly faults: string[] = []
  requests = 0
  private readonly chances: Chances
  private readonly book = new Map<string, Possible>()
  private serial = 0

  constructor(
    private readonly served: Served,
    private readonly name: string,
    seed: number,
  ) {
    this.chances = new Chances(seed)
  }

  private readonly moves: readonly [weight: number, move: () => Promise<void>][] = [
    [30, () => this.write()],
    [10, () => this.remove()],
    [20, () => this.read()],
    [5, () => this.list()],
    [8, () => this.rollOut()],
    [4, () => this.cutOff()],
    [3, () => this.watchBriefly()],
    [4, () => this.nonsense()],
    [1, () => this.loseNode()],
    [1, () => this.huge()],
  ]

  async go(): Promise<void> {
    let ticket = this.chances.below(this.moves.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, move] of this.moves) if ((ticket -= weight) < 0) return move()
  }

  private key = (): string => `${this.name}-${this.chances.below(OBJECTS_MAX)}`
  private path = (name = ''): string => `/api/v1/namespaces/default/configmaps${name && `/${name}`}`
  private text = (name: string, value: string): string =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, labels: { client: this.name } },
      data: { value },
    })

  /** Nothing that a client does may end in an answer of 500 and above. */
  private async ask(sent: Sent): Promise<Answer> {
    this.requests++
    const answer = await this.served.send(sent)
    if (answer.status >= 500)
      this.faults.push(`${sent.method} ${sent.path}: ${answer.status} ${answer.text.slice(0, 300)}`)
    return answer
  }

  private writing(name: string, value: string): Sent {
    const isKnown = this.book.has(name) && ![...(this.book.get(name) ?? [])].includes(undefined)
    if (!isKnown) return { method: 'POST', path: this.path(), body: this.text(name, value) }
    const patch = (): Sent => ({
      method: 'PATCH',
      path: this.path(name),
      type: 'application/json-patch+json',
      body: JSON.stringify([{ op: 'replace', path: '/data/value', value }]),
    })
    const merge = (): Sent => ({
      method: 'PATCH',
      path: this.path(name),
      type: 'application/merge-patch+json',
      body: JSON.stringify({ data: { value } }),
    })
    const put = (): Sent => ({ method: 'PUT', path: this.path(name), body: this.text(name, value) })
    return this.chances.one([patch, merge, put])()
  }

  private async write(): Promise<void> {
    const name = this.key()
    const value = `${this.name} ${this.serial++}`
    const { status } = await this.ask(this.writing(name, value))
    if (status === 200 || status === 201) this.book.set(name, new Set([value]))
  }

  private async remove(): Promise<void> {
    const name = this.key()
    const { status } = await this.ask({ method: 'DELETE', path: this.path(name) })
    if (status === 200 || status === 404) this.book.set(name, new Set([undefined]))
  }

  private async read(): Promise<void> {
    const name = this.key()
    this.check(name, await this.ask({ method: 'GET', path: this.path(name) }))
  }

  /** What a read shows must be what the book says. */
  private check(name: string, { status, text }: Answer): void {
    const possible = this.book.get(name)
    if (!possible || status >= 500) return
    const found = status === 404 ? undefined : (JSON.parse(text) as { data?: { value?: string } }).data?.value
    if (!possible.has(found))
      this.faults.push(
        `${name} holds ${JSON.stringify(found)}, acknowledged was ${[...possible].map((each) => JSON.stringify(each)).join(' or ')}`,
      )
  }

  async checkAll(): Promise<number> {
    for (const name of this.book.keys()) this.check(name, await this.ask({ method: 'GET', path: this.path(name) }))
    return this.book.size
  }

  private async list(): Promise<void> {
    await this.ask({
      method: 'GET',
      path: this.chances.one([
        '/api/v1/pods?limit=20',
        '/api/v1/events',
        '/apis/apps/v1/replicasets',
        '/openapi/v2',
        '/api/v1/nodes',
        this.path(`?labelSelector=client%3D${this.name}`).replace('/?', '?'),
      ]),
    })
  }

  private async rollOut(): Promise<void> {
    const name = `${this.name}-web-${this.chances.below(2)}`
    const path = '/apis/apps/v1/namespaces/default/deployments'
    const labels = { app: name }
    const spec = {
      replicas: this.chances.below(5),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'c', image: `nginx:1.${this.chances.below(9)}` }] },
      },
    }
    const { status } = await this.ask({
      method: 'POST',
      path,
      body: JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec }),
    })
    if (status !== 409) return
    if (this.chances.below(4) === 0) await this.ask({ method: 'DELETE', path: `${path}/${name}` })
    else
      await this.ask({
        method: 'PATCH',
        path: `${path}/${name}`,
        type: 'application/strategic-merge-patch+json',
        body: JSON.stringify({ spec: { replicas: spec.replicas, template: spec.template } }),
      })
  }

  /** The connection breaks while a write is on its way: it may have been carried out or not. */
  private async cutOff(): Promise<void> {
    const name = this.key()
    const value = `${this.name} ${this.serial++}`
    const sent = this.writing(name, value)
    this.requests++
    const wait = this.chances.below(5)
    const answer = await this.served
      .send(sent, (request) => setTimeout(() => request.destroy(), wait))
      .catch(() => undefined)
    if (answer && answer.status < 300) this.book.set(name, new Set([value]))
    else if (!answer) this.book.set(name, new Set([...(this.book.get(name) ?? [undefined]), value]))
  }

  /** Some watchers read, some stop reading and stay, until they are cut off. */
  private async watchBriefly(): Promise<void> {
    const path = this.chances.one(['/api/v1/pods?watch=1', '/api/v1/events?watch=1', `${this.path()}?watch=1`])
    const watch = this.served.watch(path, this.chances.below(2) === 0)
    await Promise.resolve()
    setTimeout(() => watch.destroy(), 500 + this.chances.below(10_000)).unref()
  }

  private async nonsense(): Promise<void> {
    const body = this.chances.one([
      '{',
      '[]',
      'null',
      '{"kind":"ConfigMap"}',
      '\u0000\u0001',
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"}}',
      '{"metadata":{"name":{}}}',
      '[{"op":"remove","path":"/nowhere"}]',
      'kind: [',
      '{"a":'.repeat(5000),
    ])
    const method = this.chances.one(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])
    const path = this.chances.one([
      // A DELETE of the collection with a body that says nothing would be carried out.
      method === 'DELETE' ? this.path('nothing') : this.path(),
      this.path('nobody'),
      '/apis/apps/v1/namespaces/default/deployments',
      '/api/v1/namespaces/%ff/pods',
      '/apis/none/v1/things',
      '/api/v1/pods?fieldSelector=a%3Db',
      '/api/v1/namespaces/default/pods/nobody/exec?command=ls',
      '/api/v1/nodes/nobody/proxy/',
    ])
    const type = this.chances.one([
      'application/json',
      'application/json-patch+json',
      'application/apply-patch+yaml',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
      'text/plain',
      '',
    ])
    await this.ask({ method, path, body, type })
  }

  private async loseNode(): Promise<void> {
    const name = `k8s-node0${1 + this.chances.below(2)}`
    const body = JSON.stringify({ spec: { unschedulable: this.chances.below(2) === 0 } })
    if (this.chances.below(3) > 0)
      await this.ask({ method: 'PATCH', path: `/api/v1/nodes/${name}`, type: 'application/merge-patch+json', body })
    else await this.ask({ method: 'DELETE', path: `/api/v1/nodes/${name}` })
  }

  private async huge(): Promise<void> {
    await this.served
      .send({ method: 'POST', path: this.path(), body: Buffer.alloc(4_000_000, 97) })
      .catch(() => undefined)
    await this.ask({ method: 'POST', path: this.path(), body: this.text(`${this.name}-huge`, 'x'.repeat(1_200_000)) })
  }
}
