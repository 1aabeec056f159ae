// What Go's net/http answers by itself: redirects, and the files of a folder. Follows net/http (server.go, fs.go) of Go 1.25.
import type { HttpRequest, HttpResponse } from '../../../simulation/wire'
import { normalPath, type MemoryFs } from '../../files/memory-fs'
import { reasonOf } from '../../shell/http-client'
import { textResponse } from '../http-server'
import { serveFile } from '../static-site'

const HTML = 'text/html; charset=utf-8'

const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' })[each] ?? '',
  )

/** A path that does not begin at the root is taken from that of the request. */
export function redirect(request: HttpRequest, location: string, code: number): HttpResponse {
  const [path = '/'] = request.path.split('?')
  const isWhole = /^[a-z][a-z\d+.-]*:\/\//i.test(location) || location.startsWith('/')
  const to = isWhole ? location : `${path.slice(0, path.lastIndexOf('/') + 1)}${location}`
  const body = request.method === 'GET' ? `<a href="${escaped(to)}">${reasonOf(code)}</a>.\n\n` : ''
  return { ...textResponse(code, body, HTML), headers: { 'Content-Type': HTML, Location: to } }
}

/** http.FileServer: files, folders as lists, and the way to a folder's own name. */
export function fileServer(files: MemoryFs, request: HttpRequest): HttpResponse {
  const [path = '/'] = request.path.split('?')
  const full = normalPath(decodeURIComponent(path))
  if (!files.existsSync(full)) return textResponse(404, '404 page not found\n')
  if (!files.isFolderSync(full))
    return serveFile(files, request, { root: '/', index: [], server: '', errorPage: (status) => String(status) })
  if (!path.endsWith('/'))
    return { ...textResponse(301, ''), headers: { Location: `${path.slice(path.lastIndexOf('/') + 1)}/` } }
  const index = `${full}/index.html`
  if (files.existsSync(index)) return textResponse(200, files.readTextSync(index), HTML)
  const lines = files.readdirSync(full).map((name) => {
    const shown = files.isFolderSync(`${full}/${name}`) ? `${name}/` : name
    return `<a href="${encodeURI(shown)}">${escaped(shown)}</a>\n`
  })
  return textResponse(
    200,
    `<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n${lines.join('')}</pre>\n`,
    HTML,
  )
}
