// A cluster behind the real wire, for tests of clients.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kubeconfigText } from '../../../../cli/serve/kubeconfig'
import { Pace } from '../../../../cli/serve/pace'
import { createCluster, type Cluster, type ClusterOptions } from '../../../../cluster/create-cluster'
import { createHttpServer } from '../../http-server'

export interface ServedCluster {
  readonly cluster: Cluster
  readonly url: string
  readonly kubeconfig: string
  stop(): Promise<void>
}

/** On a free port of the loopback, ten times as fast as the wall clock. */
export async function serveCluster(options: ClusterOptions = { runtime: 'instant' }): Promise<ServedCluster> {
  const cluster = createCluster({ start: Date.now(), ...options })
  const pace = new Pace(cluster, 10)
  const http = createHttpServer({
    server: cluster.server,
    nodes: cluster.connection,
    catchUp: pace.catchUp,
    goOn: pace.goOn,
  })
  await new Promise<void>((ready) => http.listen(0, '127.0.0.1', ready))
  pace.goOn()
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-clients-'))
  const kubeconfig = join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, kubeconfigText(url))
  return {
    cluster,
    url,
    kubeconfig,
    async stop() {
      pace.stop()
      http.closeAllConnections()
      await new Promise((done) => http.close(done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
