// A client for what upstream's end-to-end tests of the workloads do, in the requests that they use: test/e2e/apps, v1.36.
import assert from 'node:assert/strict'
import type { KubeObject } from '../../../objects/kube-object'
import type { KubeRequest } from '../../../kubectl/context'
import { createCluster, type Cluster } from '../../create-cluster'

export const APPS = '/apis/apps/v1/namespaces/default'
export const CORE = '/api/v1/namespaces/default'
const PATCH = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
}

/** A cluster and a client that is sure of the answers: whatever is no success is a failure of the test. */
export class Client {
  readonly cluster: Cluster
  private readonly client

  /** @param runtime `instant` where containers only have to be there, `realistic` where they do something */
  constructor(runtime: 'instant' | 'realistic' = 'instant') {
    this.cluster = createCluster({ runtime })
    this.client = this.cluster.client('e2e.test')
  }

  async ask<T = KubeObject>(
    method: KubeRequest['method'],
    path: string,
    body?: object,
    contentType = 'application/json',
  ): Promise<T> {
    const headers = { 'content-type': contentType }
    const answer = await this.client.request({ method, path, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.body}`)
    return JSON.parse(answer.body) as T
  }

  create<T>(path: string, body: object): Promise<T> {
    return this.ask<T>('POST', path, body)
  }

  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path)
  }

  patch<T>(path: string, body: object, type: keyof typeof PATCH = 'strategic'): Promise<T> {
    return this.ask<T>('PATCH', path, body, PATCH[type])
  }

  async list<T>(path: string, selector = ''): Promise<T[]> {
    const query = selector ? `?labelSelector=${encodeURIComponent(selector)}` : ''
    return (await this.ask<{ items: T[] }>('GET', path + query)).items
  }

  async until(what: string, holds: () => Promise<boolean>, withinMs = 300_000): Promise<void> {
    const end = this.cluster.now() + withinMs
    while (!(await holds())) {
      assert.ok(this.cluster.now() < end, `not within ${withinMs} ms: ${what}`)
      await this.cluster.pass(500)
    }
  }
}

export const template = (labels: Record<string, string>, image = 'nginx:1.25', more: object = {}): object => ({
  metadata: { labels },
  spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'httpd', image, ...more }] },
})

export const workload = (
  kind: string,
  name: string,
  spec: object,
  labels: Record<string, string> = { name: 'sample-pod' },
): object => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, labels },
  spec: { selector: { matchLabels: labels }, template: template(labels), ...spec },
})
