export const labels = { app: 'demo' }

/** A Deployment `demo` whose Pods run on. */
export const deployment = (replicas: number, container: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'demo', labels },
  spec: {
    replicas,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'runs', ...container }] } },
  },
})
