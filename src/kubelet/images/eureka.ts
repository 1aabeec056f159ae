// The registry of Spring Cloud: applications register under a name, the registries of a StatefulSet copy from each other.
import type { HttpRequest, HttpResponse } from '../../simulation/wire'
import { reachHost } from '../shell/http-client'
import { server, type Invocation } from '../shell/program'
import { httpServer, textResponse } from './http-server'
import { MIB, type ImageDefinition } from './image'

const PORT = 8761
const START_MS = 8_000

interface Instance {
  readonly app: string
  readonly id: string
  readonly address: string
}

const eureka = server((call, exit) => {
  const { machine } = call
  const instances = new Map<string, Instance>()
  const port = Number(call.env['SERVER_PORT'] ?? machine.options.facts?.ports?.[0] ?? PORT)
  let started: ReturnType<typeof httpServer> | undefined
  call.out(`Tomcat initialized with port(s): ${port} (http)\n`)
  const timer = machine.loop.after(START_MS, () => {
    started = httpServer(call, exit, {
      port,
      cpuMs: 2,
      answer: (request) => answer(call, instances, request),
      bindError: () => 'Web server failed to start. Port was already in use.\n',
      isSteady: () => true,
    })
    if (typeof started === 'number') exit(started)
    else call.out(`Started Eureka Server, hostname ${machine.options.hostname}\n`)
  })
  return {
    signal: (signal) => signal === 'SIGTERM' && exit(143),
    stop: () => {
      timer.cancel()
      if (started && typeof started !== 'number') started.stop()
    },
  }
})

function answer(call: Invocation, instances: Map<string, Instance>, request: HttpRequest): HttpResponse {
  const [path = '/'] = request.path.split('?')
  const [, , kind, app = '', id = ''] = path.split('/')
  if (path === '/actuator/health') return textResponse(200, '{"status":"UP"}', 'application/json')
  if (kind !== 'apps')
    return textResponse(
      200,
      `<h1>Eureka ${call.machine.options.hostname}</h1>\n${[...instances.values()].map((each) => `${each.app} ${each.id}\n`).join('')}`,
      'text/html',
    )
  const name = app.toUpperCase()
  if (request.method === 'POST') {
    const instance = registered(name, request.body)
    instances.set(instance.id, instance)
    if (!request.headers['x-netflix-discovery-replication']) copy(call, request)
    return textResponse(204, '')
  }
  if (request.method === 'DELETE') {
    const there = instances.delete(id)
    if (!request.headers['x-netflix-discovery-replication']) copy(call, request)
    return textResponse(there ? 200 : 404, '')
  }
  const shown = [...instances.values()].filter((each) => name === '' || each.app === name)
  if (name !== '' && shown.length === 0) return textResponse(404, '')
  return textResponse(200, JSON.stringify({ applications: shown }), 'application/json')
}

function registered(app: string, body: string): Instance {
  const field = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`).exec(body)?.[1]
  const address = field('ipAddr') ?? ''
  return { app, id: field('instanceId') ?? field('hostName') ?? address, address }
}

/** The other registries: the hosts of EUREKA_CLIENT_SERVICEURL_DEFAULTZONE. */
function copy(call: Invocation, request: HttpRequest): void {
  const zones = call.env['EUREKA_CLIENT_SERVICEURL_DEFAULTZONE'] ?? call.env['EUREKA_URL_LIST'] ?? ''
  for (const url of zones.split(',')) {
    const [, host = '', port = String(PORT)] = /^https?:\/\/(?:[^@]*@)?([^:/]+)(?::(\d+))?/.exec(url.trim()) ?? []
    if (host === '' || host.split('.')[0] === call.machine.options.hostname) continue
    const reached = reachHost(call.machine, host, Number(port))
    if (reached.kind === 'listener')
      reached.listener.http?.(
        { ...request, headers: { ...request.headers, 'x-netflix-discovery-replication': 'true' } },
        call.machine.caller,
        () => {},
      )
  }
}

export const eurekaImage: ImageDefinition = {
  names: ['eureka', 'eureka-server', 'cloud-eureka'],
  bytes: 120 * MIB,
  flavour: 'debian',
  command: ['java', '-jar', '/eureka.jar'],
  env: { JAVA_HOME: '/usr/lib/jvm/java-8' },
  programs: { java: eureka },
  idle: { cpu: 20, memory: 300 * MIB },
}
