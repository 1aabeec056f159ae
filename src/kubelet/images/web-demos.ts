// Small web servers that courses use to show who answers.
import type { HttpRequest, HttpResponse } from '../../simulation/wire'
import { parseFlags } from '../shell/flags'
import { server, type Command, type Invocation } from '../shell/program'
import { httpServer, textResponse } from './http-server'
import { MIB, type ImageDefinition } from './image'
import { NGINX_FILES, NGINX_PROGRAM, nginxImage } from './nginx'

const tagOf = (call: Invocation): string => /:([^:/@]+)$/.exec(call.machine.options.facts?.image ?? '')?.[1] ?? 'latest'
const html = (body: string): HttpResponse => textResponse(200, body, 'text/html')

function webServer(port: number, answer: (call: Invocation, request: HttpRequest) => HttpResponse): Command {
  return server((call, exit) =>
    httpServer(call, exit, {
      port,
      cpuMs: 1,
      answer: (request) => answer(call, request),
      bindError: (taken) => `listen tcp :${taken}: bind: address already in use\n`,
      isSteady: () => true,
    }),
  )
}

/** myapp:v1, v2: says its version, and at /hostname.html which Pod it is. */
const myapp = webServer(80, (call, request) => {
  if (request.path.startsWith('/hostname.html')) return html(`${call.machine.options.hostname}\n`)
  return html(`Hello MyApp | Version: ${tagOf(call)} | <a href="hostname.html">Pod Name</a>\n`)
})

export const myappImage: ImageDefinition = {
  names: ['myapp'],
  bytes: 6 * MIB,
  flavour: 'busybox',
  command: ['nginx', '-g', 'daemon off;'],
  ports: [80],
  programs: { nginx: myapp },
  idle: { cpu: 0, memory: 3 * MIB },
}

/** dotbalo/canary:v1, v2 */
const canary = webServer(80, (call) => html(`<h1>Canary ${tagOf(call)}</h1>\n`))

export const canaryImage: ImageDefinition = {
  names: ['canary'],
  bytes: 44 * MIB,
  flavour: 'debian',
  command: ['nginx', '-g', 'daemon off;'],
  ports: [80],
  programs: { nginx: canary },
  idle: { cpu: 0, memory: 3 * MIB },
}

/** k8s.gcr.io/nginx-slim:0.8 and its mirrors: nginx without a welcome. */
export const nginxSlimImage: ImageDefinition = {
  ...nginxImage,
  names: ['nginx-slim', 'nginx-slim-amd64'],
  tags: (tag) => /^0\.\d+$|^latest$/.test(tag),
  bytes: 42 * MIB,
  files: NGINX_FILES,
  programs: { nginx: NGINX_PROGRAM },
}

/** echoserver, whoami: what came in, and who answers. */
function echo(call: Invocation, request: HttpRequest): HttpResponse {
  const { machine } = call
  const [path = '/', query = ''] = request.path.split('?')
  if (path === '/hostname' || path === '/hostName') return textResponse(200, machine.options.hostname)
  if (path === '/healthz') return textResponse(200, 'ok')
  if (path === '/echo') return textResponse(200, decodeURIComponent(/msg=([^&]*)/.exec(query)?.[1] ?? ''))
  if (path === '/clientip') return textResponse(200, machine.caller.ip)
  return textResponse(
    200,
    `Hostname: ${machine.options.hostname}\nIP: ${machine.caller.ip}\n${request.method} ${request.path} HTTP/1.1\nHost: ${request.headers['host'] ?? ''}\n`,
  )
}

export const serveHostnameImage: ImageDefinition = {
  names: ['serve_hostname', 'serve-hostname'],
  bytes: 5 * MIB,
  flavour: 'busybox',
  command: ['serve'],
  idle: { cpu: 0, memory: 4 * MIB },
  programs: { serve: webServer(9376, (call) => textResponse(200, `${call.machine.options.hostname}\n`)) },
}
export const echoserverImage: ImageDefinition = {
  names: ['echoserver', 'kubernetes-bootcamp'],
  bytes: 40 * MIB,
  flavour: 'debian',
  command: ['serve'],
  programs: { serve: webServer(8080, bootcamp) },
  idle: { cpu: 1, memory: 10 * MIB },
}
export const whoamiImage: ImageDefinition = {
  names: ['whoami'],
  bytes: 3 * MIB,
  flavour: 'busybox',
  entrypoint: ['/bin/whoami-server'],
  programs: { 'whoami-server': webServer(80, echo) },
  idle: { cpu: 0, memory: 4 * MIB },
}

function bootcamp(call: Invocation, request: HttpRequest): HttpResponse {
  const image = call.machine.options.facts?.image ?? ''
  if (!image.includes('bootcamp')) return echo(call, request)
  return textResponse(
    200,
    `Hello Kubernetes bootcamp! | Running on: ${call.machine.options.hostname} | v=${tagOf(call).replace('v', '')}\n`,
  )
}

/** hashicorp/http-echo -text="apple" [-listen=:5678] */
const httpEcho = server((call, exit) => {
  const flags = parseFlags(call.args, { valued: ['text', 'listen', 'status-code'] })
  const port = Number((flags.value('listen') ?? ':5678').split(':').pop())
  return httpServer(call, exit, {
    port,
    cpuMs: 1,
    answer: () => textResponse(200, `${flags.value('text') ?? 'hello-world'}\n`),
    bindError: (taken) => `listen tcp :${taken}: bind: address already in use\n`,
    isSteady: () => true,
  })
})
export const httpEchoImage: ImageDefinition = {
  names: ['http-echo'],
  bytes: 4 * MIB,
  flavour: 'busybox',
  entrypoint: ['/bin/http-echo'],
  programs: { 'http-echo': httpEcho },
  idle: { cpu: 0, memory: 3 * MIB },
}

/** The page of k8s.gcr.io/hpa-example: a sum of a million square roots for each request. */
const HPA_REQUEST_CPU_MS = 100
const phpApache = server((call, exit) =>
  httpServer(call, exit, {
    port: 80,
    cpuMs: HPA_REQUEST_CPU_MS,
    answer: () => html('OK!'),
    bindError: () => '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80\n',
  }),
)
export const hpaExampleImage: ImageDefinition = {
  names: ['hpa-example'],
  bytes: 165 * MIB,
  flavour: 'debian',
  command: ['apache2-foreground'],
  ports: [80],
  programs: { 'apache2-foreground': phpApache },
  idle: { cpu: 1, memory: 10 * MIB },
}

/** hello-world says its word and ends. */
export const helloWorldImage: ImageDefinition = {
  names: ['hello-world'],
  bytes: 2_500,
  flavour: 'busybox',
  command: ['/bin/hello'],
  isBare: true,
  idle: { cpu: 0, memory: MIB / 4 },
  programs: {
    hello: {
      kind: 'quick',
      run: (call) => (
        call.out(
          '\nHello from Docker!\nThis message shows that your installation appears to be working correctly.\n\n',
        ),
        0
      ),
    },
  },
}
