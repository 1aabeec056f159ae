// The served API in a process of its own, for bench/api.ts: what the client costs is not counted.
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../src/apiserver/http/http-server'
import { createCluster } from '../src/cluster/create-cluster'
import { rssMb } from './rows'

export interface Usage {
  readonly cpuMicroseconds: number
  readonly rssMb: number
}

// The kubelets stand still: what is measured is the API server and its wire.
const cluster = createCluster({ runtime: 'instant', timeline: false })
const http = createHttpServer({ server: cluster.server, nodes: cluster.connection, catchUp: () => {}, goOn: () => {} })
http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMicroseconds: user + system, rssMb: rssMb() } satisfies Usage)
})
process.on('disconnect', () => process.exit())
