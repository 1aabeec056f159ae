// A document root as a web server shows it.
import type { HttpRequest, HttpResponse } from '../../simulation/wire'
import type { MemoryFs } from '../files/memory-fs'
import { normalPath } from '../files/memory-fs'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  xml: 'text/xml',
  png: 'image/png',
}

export interface SiteOptions {
  readonly root: string
  readonly index: readonly string[]
  /** `nginx/1.25.3` */
  readonly server: string
  /** the page of an error */
  errorPage(status: number, reason: string): string
}

export function serveFile(files: MemoryFs, request: HttpRequest, options: SiteOptions): HttpResponse {
  const path = normalPath(decode(request.path.split('?')[0] ?? '/'))
  const fail = (status: number, reason: string): HttpResponse =>
    response(status, options.errorPage(status, reason), 'text/html', options.server)
  if (request.method !== 'GET' && request.method !== 'HEAD') return fail(405, 'Not Allowed')
  const full = normalPath(`${options.root}/${path}`)
  if (!files.existsSync(full)) return fail(404, 'Not Found')
  if (!files.isFolderSync(full)) return page(files, full, request, options)
  if (path !== '/' && !request.path.split('?')[0]?.endsWith('/')) {
    const moved = fail(301, 'Moved Permanently')
    return {
      ...moved,
      headers: { ...moved.headers, Location: `http://${request.headers['host'] ?? 'localhost'}${path}/` },
    }
  }
  const index = options.index
    .map((name) => `${full}/${name}`)
    .find((each) => files.existsSync(each) && !files.isFolderSync(each))
  return index ? page(files, index, request, options) : fail(403, 'Forbidden')
}

function page(files: MemoryFs, path: string, request: HttpRequest, { server }: SiteOptions): HttpResponse {
  const body = files.readTextSync(path)
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  return { ...response(200, body, type, server), body: request.method === 'HEAD' ? '' : body }
}

const response = (status: number, body: string, type: string, server: string): HttpResponse => ({
  status,
  headers: { Server: server, 'Content-Type': type, 'Content-Length': String(new TextEncoder().encode(body).length) },
  body,
})

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
