// What INFO says of a redis-server.
const VERSION = '7.0.15'

export interface ServerState {
  readonly master: { readonly host: string; readonly port: number } | undefined
  readonly isLinked: boolean
  readonly replicas: readonly { readonly ip: string }[]
  readonly port: string | undefined
  readonly uptimeMs: number
  readonly keys: number
}

export function infoText(section: string | undefined, state: ServerState): string {
  const { master, isLinked, replicas, port, uptimeMs, keys } = state
  const replication = master
    ? [
        `role:slave`,
        `master_host:${master.host}`,
        `master_port:${master.port}`,
        `master_link_status:${isLinked ? 'up' : 'down'}`,
        'slave_read_only:1',
        'connected_slaves:0',
      ]
    : [
        'role:master',
        `connected_slaves:${replicas.length}`,
        ...replicas.map(({ ip }, i) => `slave${i}:ip=${ip},port=6379,state=online,offset=0,lag=0`),
      ]
  const seconds = Math.floor(uptimeMs / 1000)
  const all: Readonly<Record<string, readonly string[]>> = {
    server: [`redis_version:${VERSION}`, 'redis_mode:standalone', `tcp_port:${port}`, `uptime_in_seconds:${seconds}`],
    replication,
    keyspace: [`db0:keys=${keys}`],
  }
  const wanted = section && section !== 'all' ? [section] : Object.keys(all)
  return wanted
    .map((name) => `# ${name[0]?.toUpperCase()}${name.slice(1)}\r\n${(all[name] ?? []).join('\r\n')}\r\n`)
    .join('\r\n')
}
