import { joinPath } from '../files/memory-fs'
import { parseFlags } from '../shell/flags'
import { server } from '../shell/program'
import { combinedLogLine, httpServer } from './http-server'
import { MIB, type ImageDefinition } from './image'
import { serveFile } from './static-site'

/** busybox' web server: `httpd -f -p 80 -h /www` */
export const httpd = server((call, exit) => {
  const flags = parseFlags(call.args, { plain: ['f', 'v', 'i'], valued: ['p', 'h', 'c', 'u', 'r'] })
  const port = Number((flags.value('p') ?? '80').split(':').pop())
  const root = joinPath(call.cwd, flags.value('h') ?? '.')
  const started = httpServer(call, exit, {
    port,
    scheme: 'http',
    cpuMs: 1,
    answer: (request) =>
      serveFile(call.machine.files, request, {
        root,
        index: ['index.html'],
        server: 'busybox',
        errorPage: (status, reason) =>
          `<HTML><HEAD><TITLE>${status} ${reason}</TITLE></HEAD>\n<BODY><H1>${status} ${reason}</H1>\n</BODY></HTML>\n`,
      }),
    bindError: () => 'httpd: bind: Address already in use\n',
  })
  if (typeof started === 'number') return started
  // It has no handler: as process 1 it lives until SIGKILL. In the background it is a process like any other.
  return {
    stop: () => started.stop(),
    steady: (question) => started.steady?.(question) ?? false,
    signal: (signal) => (call.pid === 1 ? undefined : started.signal(signal)),
  }
})

/** Apache */
const apache = server((call, exit) => {
  const root = '/usr/local/apache2/htdocs'
  return httpServer(call, exit, {
    port: 80,
    scheme: 'http',
    cpuMs: 1,
    answer: (request) =>
      serveFile(call.machine.files, request, {
        root,
        index: ['index.html'],
        server: 'Apache/2.4.58 (Unix)',
        errorPage: (status, reason) =>
          `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n</body></html>\n`,
      }),
    logLine: (request, response, caller) => `${combinedLogLine(call, request, response, caller)}\n`,
    bindError: (port) => `(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:${port}\n`,
    isSteady: () => !call.machine.hasOwnFiles || !call.machine.files.isUnderMount(root),
  })
})

export const httpdImage: ImageDefinition = {
  names: ['httpd'],
  bytes: 59 * MIB,
  flavour: 'debian',
  command: ['httpd-foreground'],
  ports: [80],
  workingDir: '/usr/local/apache2',
  files: { '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n' },
  programs: { 'httpd-foreground': apache, httpd: apache, apache2: apache },
  idle: { cpu: 1, memory: 8 * MIB },
}
