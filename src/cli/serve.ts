// A Kubernetes API for kubectl and other clients, in milliseconds.
/* eslint-disable @typescript-eslint/no-require-imports -- TLS is loaded only when asked for */
import { writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../apiserver/http/http-server'
import { createCluster, type Cluster } from '../cluster/create-cluster'
import { nodesOf } from './nodes-of'
import type { Certificate } from './serve/certificate'
import { kubeconfigText } from './serve/kubeconfig'
import { Pace } from './serve/pace'
import { timePath } from './serve/time-path'
import { WrongInput } from './wrong-input'

export interface ServeOptions {
  port: number
  host: string
  kubeconfig?: string
  nodes?: string
  speed: number
  seed: number
  tls?: boolean
  instant?: boolean
  slowPulls?: boolean
  metrics?: boolean
}

/** Serves until it is interrupted; prints one line when it is ready. */
export async function serve(options: ServeOptions): Promise<void> {
  const { port, host, speed, tls } = options
  if (!Number.isFinite(speed) || speed < 0) throw new WrongInput('--speed wants a number, 0 or more')
  const cluster = servedCluster(options)
  const pace = new Pace(cluster, speed)
  const certificate = tls
    ? await (require('./serve/certificate') as typeof import('./serve/certificate.js')).certificate(host)
    : undefined
  const http = createHttpServer({
    server: cluster.server,
    nodes: cluster.connection,
    catchUp: pace.catchUp,
    goOn: pace.goOn,
    ownPath: timePath(pace, cluster.now),
    ...(certificate ? { tls: certificate } : {}),
  })
  http.on('error', (error: NodeJS.ErrnoException) => cannotListen(error, options))
  http.listen(port, host, () => tellReady(http.address() as AddressInfo, options, certificate))
  pace.goOn()
  stopWhenInterrupted(http, pace)
}

/** The cluster that the options describe, with what its nodes have already. */
function servedCluster({ port, nodes, seed, instant, slowPulls, metrics }: ServeOptions): Cluster {
  const given = nodesOf(nodes)
  // Nobody reads a history here, and a server may run for months. Images come from near: who waits for a change does not wait for a download.
  const cluster = createCluster({
    seed,
    start: Date.now(),
    timeline: false,
    runtime: instant ? 'instant' : slowPulls ? 'realistic' : 'recorded',
    ...(port ? { apiPort: port } : {}),
    ...given,
  })
  for (const node of given.nodes ?? [])
    for (const image of imagesOf(node)) cluster.machines.kubelets.preload(node.metadata?.name ?? '', image)
  if (metrics) cluster.server.serveMetrics(cluster.machines.kubelets.metrics)
  return cluster
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: ServeOptions): void {
  process.stderr.write(
    `kubecuke: cannot listen on ${host}:${port}: ${error.code === 'EADDRINUSE' ? 'the port is in use; give another with --port, or 0 for a free one' : error.message}\n`,
  )
  process.exit(2)
}

/** Writes the kubeconfig, then the line that says where the API is. */
function tellReady(
  { address, port, family }: AddressInfo,
  { tls, kubeconfig }: ServeOptions,
  certificate: Certificate | undefined,
): void {
  const url = `${tls ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`
  const file = kubeconfig ?? 'kubecuke.kubeconfig'
  writeFileSync(file, kubeconfigText(url, certificate?.ca))
  process.stdout.write(
    `kubecuke: Kubernetes v1.36 API at ${url}, ready in ${Math.round(process.uptime() * 1000)} ms; export KUBECONFIG=${file}\n`,
  )
}

function stopWhenInterrupted(http: Server, pace: Pace): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      pace.stop()
      http.close()
      http.closeAllConnections()
      process.exit(0)
    })
}

/** What a Node manifest says is on the node already: status.images[].names. */
const imagesOf = (node: object): string[] =>
  ((node as { status?: { images?: { names?: string[] }[] } }).status?.images ?? []).flatMap(({ names = [] }) => names)
