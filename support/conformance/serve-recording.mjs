// The cluster of a recording behind the real wire: what `kubecuke serve` would be on the recorded nodes, with the recorded
// images. Prints its address when it is ready. usage: node support/conformance/serve-recording.mjs NAME
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
require('ts-node/register')
const { createHttpServer } = require('../../src/apiserver/http/http-server.ts')
const { Pace } = require('../../src/cli/serve/pace.ts')
const { clusterOf } = require('./play.ts')
const { recordings } = require('./recording.ts')

const recording = recordings().find(({ name }) => name === process.argv[2])
if (!recording) throw new Error(`no recording ${process.argv[2]}`)
// CronJobs' first minute was a whole one after the beginning.
const cluster = clusterOf(recording, Math.floor(Date.now() / 60_000) * 60_000)
const pace = new Pace(cluster, 1)
const http = createHttpServer({
  server: cluster.server,
  nodes: cluster.connection,
  catchUp: pace.catchUp,
  goOn: pace.goOn,
})
http.listen(0, '127.0.0.1', () => process.stdout.write(`API at http://127.0.0.1:${http.address().port}\n`))
pace.goOn()
