import { parseFlags } from '../shell/flags'
import { connectTcp } from '../shell/http-client'
import { server, waiting } from '../shell/program'
import { MIB, type ImageDefinition } from './image'

/** `mongod`: listens and answers `ping`. Documents and replica sets are not modelled: the shell says so. */
const mongod = server((call, exit) => {
  const flags = parseFlags(call.args, {
    valued: ['port', 'dbpath', 'replSet', 'bind_ip', 'f', 'config'],
    plain: ['bind_ip_all', 'smallfiles', 'noprealloc', 'auth'],
  })
  const port = Number(flags.value('port') ?? 27017)
  let close: () => void
  try {
    close = call.machine.listen(port, {
      tcp: (connection) => connection.onData(() => connection.write('{ "ok" : 1 }\n')),
    })
  } catch {
    call.err(
      `{"s":"E","c":"NETWORK","msg":"Failed to set up sockets during startup","attr":{"error":"Address already in use ${port}"}}\n`,
    )
    return 48
  }
  call.out(`{"s":"I","c":"NETWORK","msg":"Waiting for connections","attr":{"port":${port}}}\n`)
  return {
    signal: (signal) => (signal === 'SIGTERM' || signal === 'SIGINT') && exit(0),
    stop: close,
    steady: (question) => question.kind === 'tcp',
  }
})

const mongo = waiting(async (call) => {
  const flags = parseFlags(call.args, { valued: ['host', 'port', 'eval', 'u', 'p'], plain: ['quiet', 'norc'] })
  const [host = '127.0.0.1', port = '27017'] = (flags.value('host') ?? '127.0.0.1').split(':')
  const opened = await connectTcp(call, host, Number(flags.value('port') ?? port))
  if (opened.kind !== 'open') {
    call.err(`MongoNetworkError: connect ECONNREFUSED ${host}:${port}\n`)
    return 1
  }
  const script = flags.value('eval') ?? (await call.stdin.text())
  if (/ping|hello|isMaster/.test(script)) {
    call.out('{ "ok" : 1 }\n')
    return 0
  }
  call.err('not modelled: the documents of mongo (mongod listens and answers ping)\n')
  return 1
})

export const mongoImage: ImageDefinition = {
  names: ['mongo'],
  bytes: 240 * MIB,
  flavour: 'debian',
  command: ['mongod'],
  ports: [27017],
  programs: { mongod, mongo, mongosh: mongo, 'docker-entrypoint.sh': mongod },
  idle: { cpu: 10, memory: 120 * MIB },
}
