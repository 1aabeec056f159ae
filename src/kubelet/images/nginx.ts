import { joinPath } from '../files/memory-fs'
import type { Caller, HttpRequest, HttpResponse } from '../../simulation/wire'
import type { ProbeQuestion, Signal } from '../runtime/container-runtime'
import { reachHost } from '../shell/http-client'
import { server, type Invocation, type Server } from '../shell/program'
import { combinedLogLine, httpServer, textResponse, type HttpServerOptions } from './http-server'
import { MIB, type ImageDefinition } from './image'
import { NginxConfigError, parseNginxConfig, type NginxServer as NginxServerBlock } from './nginx-config'
import { mayWriteFolders } from './nginx-folders'
import { serveFile } from './static-site'

const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
    body {
        width: 35em;
        margin: 0 auto;
        font-family: Tahoma, Verdana, Arial, sans-serif;
    }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`
const CONF_FOLDER = '/etc/nginx/conf.d'
const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }
}
`
const MAIN_CONF = `user  nginx;
worker_processes  auto;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    include ${CONF_FOLDER}/*.conf;
}
`
const REQUEST_CPU_MS = 1
const DEFAULT_SERVER: NginxServerBlock = {
  ports: [80],
  root: '/usr/share/nginx/html',
  index: ['index.html', 'index.htm'],
  answer: undefined,
  locations: [],
}

const versionOf = (call: Invocation): string => call.env['NGINX_VERSION'] ?? '1.25.3'

/** `nginx`, `nginx -g 'daemon off;'`, `nginx -t`, `nginx -s reload|stop|quit`, `nginx -v` */
const nginx = server((call, exit) => {
  if (call.args.includes('-v') || call.args.includes('-V')) {
    call.err(`nginx version: nginx/${versionOf(call)}\n`)
    return 0
  }
  const signalled = call.args[call.args.indexOf('-s') + 1]
  if (call.args.includes('-s')) {
    const master = [...call.machine.jobs.values()].find((job) => job.command.includes('nginx') && job.pid !== call.pid)
    master?.signal(signalled === 'reload' ? 'SIGHUP' : signalled === 'quit' ? 'SIGQUIT' : 'SIGTERM')
    return master ? 0 : 1
  }
  return start(call, exit)
})

function start(call: Invocation, exit: (exitCode: number) => void) {
  let servers: readonly NginxServerBlock[]
  try {
    servers = readConfig(call)
  } catch (error) {
    call.err(`nginx: [emerg] ${(error as Error).message} in ${CONF_FOLDER}/default.conf:1\n`)
    return 1
  }
  if (!mayWriteFolders(call)) return 1
  if (call.args.includes('-t')) {
    call.err(
      'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
    )
    return 0
  }
  const nginx = new NginxServer(call, exit, servers)
  return nginx.open() ?? nginx
}

/** All ports of one nginx: it opens all of them or none. */
class NginxServer implements Server {
  private readonly parts: Server[] = []

  constructor(
    private readonly call: Invocation,
    private readonly exit: (exitCode: number) => void,
    private servers: readonly NginxServerBlock[],
  ) {}

  /** the exit code when a port is taken */
  open(): number | undefined {
    for (const { ports, root } of this.servers) {
      for (const port of ports) {
        const started = httpServer(this.call, this.exit, new NginxPort(this.call, port, root, this))
        if (typeof started === 'number') {
          this.stop()
          return started
        }
        this.parts.push(started)
      }
    }
    return this.parts.length > 0 ? undefined : 1
  }

  blockOf(port: number): NginxServerBlock | undefined {
    return this.servers.find((each) => each.ports.includes(port))
  }

  stop(): void {
    for (const part of this.parts) part.stop()
  }

  signal(signal: Signal): void {
    if (signal === 'SIGHUP') this.servers = readConfig(this.call)
    else this.parts[0]?.signal(signal)
  }

  steady(question: ProbeQuestion): boolean {
    return this.parts.some((part) => part.steady?.(question))
  }
}

const HTTPS_PORT = 443

class NginxPort implements HttpServerOptions {
  readonly cpuMs = REQUEST_CPU_MS
  readonly scheme: 'http' | 'https'

  constructor(
    private readonly call: Invocation,
    readonly port: number,
    private readonly root: string,
    private readonly server: NginxServer,
  ) {
    this.scheme = port === HTTPS_PORT ? 'https' : 'http'
  }

  answer(request: HttpRequest): HttpResponse {
    return answer(this.call, this.server.blockOf(this.port) ?? DEFAULT_SERVER, request)
  }

  logLine(request: HttpRequest, response: HttpResponse, caller: Caller): string {
    return `${combinedLogLine(this.call, request, response, caller)} "-"\n`
  }

  bindError(port: number): string {
    return `nginx: [emerg] bind() to 0.0.0.0:${port} failed (98: Address already in use)\n`
  }

  isSteady(): boolean {
    const { machine } = this.call
    return !machine.hasOwnFiles || !machine.files.isUnderMount(this.root)
  }
}

function readConfig(call: Invocation): readonly NginxServerBlock[] {
  // Files are not looked at while nothing has been mounted or written: a plain nginx costs no file system.
  if (!call.machine.hasOwnFiles) return [DEFAULT_SERVER]
  const { files } = call.machine
  const at = call.args.indexOf('-c')
  const main = at >= 0 ? joinPath(call.cwd, call.args[at + 1] ?? '') : '/etc/nginx/nginx.conf'
  if (!files.existsSync(main)) throw new NginxConfigError(`open() "${main}" failed (2: No such file or directory)`)
  const inMain = parseNginxConfig(files.readTextSync(main))
  if (inMain.length > 0) return inMain
  if (!files.isFolderSync(CONF_FOLDER)) return []
  return files
    .readdirSync(CONF_FOLDER)
    .filter((name) => name.endsWith('.conf'))
    .flatMap((name) => parseNginxConfig(files.readTextSync(`${CONF_FOLDER}/${name}`)))
}

function answer(call: Invocation, config: NginxServerBlock, request: HttpRequest): HttpResponse {
  const path = request.path.split('?')[0] ?? '/'
  const location = [...config.locations]
    .sort((a, b) => b.path.length - a.path.length)
    .find((each) => (each.isExact ? path === each.path : path.startsWith(each.path)))
  const fixed = location?.answer ?? config.answer
  if (fixed) return textResponse(fixed.status, fixed.text)
  if (location?.proxy) return proxied(call, location.proxy)
  const name = `nginx/${versionOf(call)}`
  return serveFile(call.machine.files, request, {
    root: location?.root ?? config.root,
    index: config.index,
    server: name,
    errorPage: (status, reason) =>
      `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>${name}</center>\r\n</body>\r\n</html>\r\n`,
  })
}

/** One hop: the answer of the other side if it comes at once, else what a proxy says of a dead upstream. */
function proxied(call: Invocation, target: string): HttpResponse {
  const [, host = '', port = '80'] = /^https?:\/\/([^:/]+)(?::(\d+))?/.exec(target) ?? []
  const reached = reachHost(call.machine, host, Number(port))
  let response: HttpResponse | undefined
  if (reached.kind === 'listener')
    reached.listener.http?.(
      { method: 'GET', path: '/', headers: { host }, body: '' },
      call.machine.caller,
      (each) => void (response = each),
    )
  return response ?? textResponse(502, '<html><head><title>502 Bad Gateway</title></head></html>\n', 'text/html')
}

/** The tags of Docker Hub's nginx, by the pattern of its versions. */
const MINORS: Readonly<Record<number, number>> = {
  7: 12,
  8: 1,
  9: 15,
  10: 3,
  11: 13,
  12: 2,
  13: 12,
  14: 2,
  15: 12,
  16: 1,
  17: 10,
  18: 0,
  19: 10,
  20: 2,
  21: 6,
  22: 1,
  23: 4,
  24: 0,
  25: 5,
  26: 3,
  27: 5,
  28: 1,
  29: 8,
}
const NAMED_TAGS = new Set([
  'latest',
  'stable',
  'mainline',
  'alpine',
  'perl',
  '1',
  'alpine-slim',
  'stable-alpine',
  'mainline-alpine',
  'bookworm',
  'trixie',
  'otel',
])
const TAG = /^1\.(\d+)(?:\.(\d+))?(?:-(?:alpine|alpine-slim|perl|alpine-perl|otel|bookworm|bullseye|alpine3\.\d+))?$/

export function isNginxTag(tag: string): boolean {
  if (NAMED_TAGS.has(tag) || tag === '1-alpine') return true
  const match = TAG.exec(tag)
  const patches = match ? MINORS[Number(match[1])] : undefined
  return match !== null && patches !== undefined && Number(match[2] ?? 0) <= patches
}

export const NGINX_PROGRAM = nginx

export const NGINX_FILES = {
  '/usr/share/nginx/html/index.html': WELCOME,
  '/usr/share/nginx/html/50x.html': '<html><body><h1>An error occurred.</h1></body></html>\n',
  [`${CONF_FOLDER}/default.conf`]: DEFAULT_CONF,
  '/etc/nginx/nginx.conf': MAIN_CONF,
  '/etc/nginx/mime.types': '',
  '/var/log/nginx/access.log': { link: '/dev/stdout' },
  '/var/log/nginx/error.log': { link: '/dev/stderr' },
  '/var/cache/nginx/': '',
}

export const nginxImage: ImageDefinition = {
  names: ['docker.io/library/nginx'],
  tags: isNginxTag,
  bytes: 71_005_258,
  flavour: 'debian',
  command: ['nginx', '-g', 'daemon off;'],
  env: { NGINX_VERSION: '1.25.3' },
  ports: [80],
  files: NGINX_FILES,
  programs: { nginx, 'docker-entrypoint.sh': nginx, 'nginx-debug': nginx },
  idle: { cpu: 0, memory: 4 * MIB },
}

/** Other repositories of the same program: mirrors, and those of courses. Any tag exists. */
export const nginxLikeImage: ImageDefinition = {
  ...nginxImage,
  names: ['nginx', 'nginx-unprivileged', 'nginx-ingress'],
  tags: () => true,
}
