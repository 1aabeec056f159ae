// The cluster of a recording behind the real wire: what `kubecuke serve` would be on the recorded nodes, with the recorded
// images. Prints the kubeconfig's server when it is ready.
// usage: node -r ts-node/register support/conformance/serve-recording.ts NAME
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../../src/apiserver/http/http-server'
import { Pace } from '../../src/cli/serve/pace'
import { clusterOf } from './play'
import { recordings } from './recording'

const recording = recordings().find(({ name }) => name === process.argv[2])
if (!recording) throw new Error(`no recording ${process.argv[2]}`)
// CronJobs' first minute was a whole one after the beginning.
const cluster = clusterOf(recording, Math.floor(Date.now() / 60_000) * 60_000)
const pace = new Pace(cluster, 1)
const http = createHttpServer({ server: cluster.server, nodes: cluster.connection, catchUp: pace.catchUp, goOn: pace.goOn })
http.listen(0, '127.0.0.1', () => process.stdout.write(`API at http://127.0.0.1:${(http.address() as AddressInfo).port}\n`))
pace.goOn()
