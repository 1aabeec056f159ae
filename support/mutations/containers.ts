// Deliberate faults of containers, their images and the network between them.
import type { Mutation } from './mutation'

export const containerMutations: readonly Mutation[] = [
  {
    behaviour: 'SQL-01', file: 'src/kubelet/images/mysql/mysqld.ts',
    find: "!env['MYSQL_ALLOW_EMPTY_PASSWORD'] &&", replace: "!env['MYSQL_ALLOW_NO_PASSWORD'] &&",
    why: 'mysqld does not take MYSQL_ALLOW_EMPTY_PASSWORD for an answer and never starts.',
  },
  {
    behaviour: 'SQL-01', file: 'src/kubelet/images/mysql/mysql-client.ts',
    find: "if (verb === 'ping') call.out('mysqld is alive\\n')", replace: "if (verb === 'pong') call.out('mysqld is alive\\n')",
    why: 'mysqladmin ping is an unknown command: the liveness probe kills the server again and again.',
  },
  {
    behaviour: 'SQL-02', file: 'src/kubelet/images/mysql/server-config.ts',
    find: "options.get('server-id')", replace: "options.get('server-uuid')",
    why: 'mysqld does not read the server-id that init-mysql wrote.',
  },
  {
    behaviour: 'SQL-02', file: 'src/kubelet/shell/commands/hostname.ts',
    find: 'const name = machine.options.hostname\n', replace: "const name = 'mysql-0'\n",
    why: 'Every Pod calls itself mysql-0: all get master.cnf and server-id 100.',
  },
  {
    behaviour: 'SQL-03', file: 'src/kubelet/images/mysql/backup-tools.ts',
    find: "    else {\n      if (call.machine.files.existsSync(full)) {", replace: "    else if (path !== 'xtrabackup_checkpoints') {\n      if (call.machine.files.existsSync(full)) {",
    why: 'xbstream loses a file of the backup, so that it cannot be prepared and the clone fails.',
  },
  {
    behaviour: 'SQL-03', file: 'src/kubelet/shell/commands/nc.ts',
    find: '  connection.write(sent)\n', replace: '',
    why: 'ncat does not send what its command says: slaves start empty.',
  },
  {
    behaviour: 'SQL-04', file: 'src/kubelet/images/mysql/backup-tools.ts',
    find: 'if (slaveInfo && row) {', replace: 'if (slaveInfo) {\n    content[\'xtrabackup_slave_info\'] = \'\'\n  }\n  if (slaveInfo && row) {',
    why: 'A backup of the master holds an empty xtrabackup_slave_info: the sidecar builds no statement out of it.',
  },
  {
    behaviour: 'SQL-04', file: 'src/kubelet/images/mysql/backup-tools.ts',
    find: "content['xtrabackup_binlog_info'] = `${master[0]}\\t${master[1]}\\n`", replace: "content['xtrabackup_binlog_info'] = `${master[0]}\\t4\\n`",
    why: 'Replication begins at the start of the log, and does again what the backup holds already.',
  },
  {
    behaviour: 'SQL-05', file: 'src/kubelet/images/mysql/mysqld.ts',
    find: "if (Number(this.variable('super_read_only')) === 1) return 'super-read-only'", replace: '',
    why: 'A slave takes writes of anybody.',
  },
  {
    behaviour: 'SQL-05', file: 'src/kubelet/images/mysql/replica.ts',
    find: 'const error = this.options.apply(event.database, event.sql)', replace: 'const error: SqlError | undefined = undefined as SqlError | undefined',
    why: 'A slave reads the log of its master and does nothing of it.',
  },
  {
    behaviour: 'SQL-06', file: 'src/kubelet/images/mysql/backup-tools.ts',
    find: "value('Relay_Master_Log_File')", replace: "value('Master_Host')",
    why: 'A backup of a slave names no log of the master: the next slave in line cannot follow.',
  },
  {
    behaviour: 'SQL-06', file: 'src/kubelet/images/mysql/data-folder.ts',
    find: "if (!this.files.isFolderSync(folder) || !this.files.existsSync(`${folder}/db.opt`)) continue", replace: 'continue',
    why: 'mysqld does not find the databases of its folder: a clone serves nothing that was written before.',
  },
  {
    behaviour: 'SQL-07', file: 'src/network/service-proxy.ts',
    find: 'const ready = candidates.filter((candidate) => candidate.ready)', replace: 'const ready = candidates',
    why: 'Requests go to Pods that are not ready.',
  },
  {
    behaviour: 'STS-03', file: 'src/kubelet/shell/commands/hostname.ts',
    find: "call.out(`${flag === '-s' ? name.split('.')[0] : name}\\n`)", replace: "call.out('localhost\\n')",
    why: 'hostname does not know the name of its Pod.',
  },
  {
    behaviour: 'STS-04', file: 'src/network/cluster-dns.ts',
    find: '.filter((endpoint) => wanted.hostname === undefined || endpoint.hostname === wanted.hostname)', replace: '.filter(() => wanted.hostname === undefined)',
    why: 'web-0.nginx is no name.',
  },
  {
    behaviour: 'STS-04', file: 'src/kubelet/shell/resolver.ts',
    find: 'const searched = search.map((domain) => `${name}.${domain}`)', replace: 'const searched: string[] = []',
    why: 'Short names do not resolve inside the namespace.',
  },
  {
    behaviour: 'STS-05', file: 'src/network/create-network.ts',
    find: "    return this.options.read.select('EndpointSlice', namespace, selectorOfMap({ 'kubernetes.io/service-name': service }))",
    replace: "    const key = `${namespace}/${service}`\n    const found = this.options.read.select('EndpointSlice', namespace, selectorOfMap({ 'kubernetes.io/service-name': service }))\n    const kept = (this as unknown as { first: Map<string, readonly EndpointSlice[]> }).first ??= new Map()\n    if (!kept.has(key) && found.some((slice) => (slice.endpoints ?? []).length > 0)) kept.set(key, found)\n    return kept.get(key) ?? found",
    why: 'Names keep the first addresses that they ever had.',
  },
  {
    behaviour: 'STS-24', file: 'src/kubelet/images/redis/redis-server.ts',
    find: 'for (const replica of this.replicas.keys()) replica.write(line)', replace: '',
    why: 'The master does not tell its slaves what is written.',
  },
  {
    behaviour: 'STS-24', file: 'src/kubelet/images/redis/redis-server.ts',
    find: "settings.get('slaveof') ?? settings.get('replicaof')", replace: "settings.get('replicaof')",
    why: 'redis-server does not read slaveof: every Pod is a master.',
  },
  {
    behaviour: 'PV-02', file: 'src/kubelet/images/static-site.ts',
    find: 'const body = files.readTextSync(path)', replace: "const body = 'Welcome to nginx!\\n'",
    why: 'nginx serves its welcome, whatever lies in the volume.',
  },
  {
    behaviour: 'PV-02', file: 'src/kubelet/files/memory-fs.ts',
    find: "entries.set(clean.slice(slash + 1), { kind: 'mount', target, readOnly, source })", replace: "entries.set(clean.slice(slash + 1), { kind: 'mount', target: target.kind === 'file' || readOnly ? target : folderNode(), readOnly })",
    why: 'What is written to a volume stays in the container and goes with it.',
  },
  {
    behaviour: 'SVC-01', file: 'src/network/service-proxy.ts',
    find: 'const backend = backends[turn % backends.length] as Backend', replace: 'const backend = backends[0] as Backend',
    why: 'The first Pod gets every request.',
  },
  {
    behaviour: 'SVC-02', file: 'src/network/cluster-dns.ts',
    find: 'if (isNone(service) || hostname !== undefined)', replace: 'if (hostname !== undefined)',
    why: 'The name of a headless Service resolves to no Pod.',
  },
  {
    behaviour: 'SVC-02', file: 'src/network/cluster-dns.ts',
    find: ".filter(isIpv4).map((ip) => record(name, 'A', ip))", replace: ".filter((ip) => !isIpv4(ip)).map((ip) => record(name, 'A', ip))",
    why: 'The name of a Service has no address.',
  },
  {
    behaviour: 'SVC-04', file: 'src/network/service-proxy.ts',
    find: 'this.next.set(key, turn + 1)', replace: 'this.next.set(key, turn)',
    why: 'Nobody has the next turn: one replica answers always.',
  },
  {
    behaviour: 'SVC-04', file: 'src/kubelet/images/web-demos.ts',
    find: "if (request.path.startsWith('/hostname.html')) return html(`${call.machine.options.hostname}\\n`)", replace: '',
    why: 'hostname.html does not say who answers.',
  },
  {
    behaviour: 'POD-17', file: 'src/simulation/local-wire.ts',
    find: 'const ip = isLoopback(address) ? caller.ip : address', replace: 'const ip = address',
    why: 'localhost of a Pod is nobody: its containers do not share their network.',
  },
  {
    behaviour: 'HPA-01', file: 'src/kubelet/images/meter.ts',
    find: '    this.spend(cpuMs)\n', replace: '',
    why: 'Requests cost no processor time: load drives nothing.',
  },
  {
    behaviour: 'POD-01', file: 'src/kubelet/images/simulated-container.ts', find: 'return this.options.spec.workingDir ?? this.options.image.workingDir',
    replace: 'return this.options.image.workingDir', why: 'does not mind workingDir',
  },
]
