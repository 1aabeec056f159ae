// Deployments in @ngrok/webernetes, as bench/rollout.ts runs them here; it runs in real time. bench/peers.ts copies this file
// beside the installed package. usage: node webernetes.mjs replicas ...
import { BaseImage, Cluster } from '@ngrok/webernetes'

const sizes = process.argv.slice(2)

const image = (version) =>
  class extends BaseImage {
    static imageName = 'bench'
    static imageVersion = version
    defaultCommand = ['server']
    async exec(context, argv) {
      return argv[0] === 'server' ? context.waitUntilKilled() : super.exec(context, argv)
    }
  }

const deployment = (replicas, version) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'bench', namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'bench' } },
    template: {
      metadata: { labels: { app: 'bench' } },
      spec: { containers: [{ name: 'c', image: `bench:${version}` }] },
    },
  },
})

for (const replicas of sizes.map(Number)) {
  const cluster = new Cluster({ nodes: Math.max(3, Math.ceil(replicas / 60)) })
  for (const version of ['1', '2']) cluster.registerImage(image(version))
  await cluster.init()
  const create = await settled(cluster, replicas, () => cluster.apply([deployment(replicas, '1')]))
  const update = await settled(cluster, replicas, () => cluster.apply([deployment(replicas, '2')]))
  console.log(JSON.stringify({ replicas, create, update }))
  await cluster.close?.()
}
process.exit()

/** Milliseconds until the status says that all is done, after it has said that it is not: there is no observedGeneration to go by. */
function settled(cluster, replicas, apply) {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    let hasBegun = false
    const informer = cluster.informer('deployments', (_type, { status = {} }) => {
      const isDone =
        status.replicas === replicas && status.updatedReplicas === replicas && status.readyReplicas === replicas
      if (isDone && hasBegun) {
        void informer.stop()
        resolve(performance.now() - begun)
      }
      hasBegun ||= !isDone
    })
    setTimeout(() => reject(new Error(`${replicas} replicas were not ready in two minutes`)), 120_000).unref()
    Promise.resolve(apply()).catch(reject)
  })
}
