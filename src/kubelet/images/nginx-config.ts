// The part of nginx' configuration that courses use: server, listen, root, index, location with return, root, alias, proxy_pass.

export interface NginxLocation {
  readonly path: string
  readonly isExact: boolean
  readonly answer: { readonly status: number; readonly text: string } | undefined
  readonly root: string | undefined
  readonly proxy: string | undefined
}

export interface NginxServer {
  readonly ports: readonly number[]
  readonly root: string
  readonly index: readonly string[]
  readonly answer: NginxLocation['answer']
  readonly locations: readonly NginxLocation[]
}

export class NginxConfigError extends Error {}

type Directive = { readonly words: readonly string[]; readonly block: readonly Directive[] | undefined }

const DEFAULT_ROOT = '/usr/share/nginx/html'

/** All `server` blocks of a configuration. Throws NginxConfigError with nginx' words for text that is none. */
export function parseNginxConfig(text: string): NginxServer[] {
  const directives = parseDirectives(tokens(text))
  const servers = (list: readonly Directive[]): Directive[] =>
    list.flatMap((each) =>
      each.words[0] === 'server' ? [each] : each.words[0] === 'http' ? servers(each.block ?? []) : [],
    )
  return servers(directives).map(serverOf)
}

function serverOf({ block = [] }: Directive): NginxServer {
  const of = (list: readonly Directive[], name: string) => list.find((each) => each.words[0] === name)?.words.slice(1)
  const ports = block
    .filter((each) => each.words[0] === 'listen')
    .map((each) => Number(/(\d+)$/.exec(each.words[1] ?? '80')?.[1] ?? 80))
  const locations = block
    .filter((each) => each.words[0] === 'location')
    .map((each): NginxLocation => {
      const [, first = '/', second] = each.words
      const inner = each.block ?? []
      return {
        path: second ?? first,
        isExact: first === '=',
        answer: answerOf(of(inner, 'return')),
        root: of(inner, 'root')?.[0] ?? undefined,
        proxy: of(inner, 'proxy_pass')?.[0],
      }
    })
  const rootLocation = locations.find((each) => each.path === '/')
  return {
    ports: [...new Set(ports.length > 0 ? ports : [80])],
    root: of(block, 'root')?.[0] ?? rootLocation?.root ?? DEFAULT_ROOT,
    index: of(block, 'index') ??
      of(block.find((each) => each.words[0] === 'location')?.block ?? [], 'index') ?? ['index.html', 'index.htm'],
    answer: answerOf(of(block, 'return')),
    locations,
  }
}

function answerOf(words: readonly string[] | undefined): NginxLocation['answer'] {
  if (!words) return undefined
  const [status, ...text] = words
  return /^\d+$/.test(status ?? '')
    ? { status: Number(status), text: text.join(' ').replaceAll('\\n', '\n') }
    : { status: 302, text: status ?? '' }
}

function tokens(text: string): string[] {
  return [...text.replace(/(^|\s)#.*$/gm, '$1').matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([{};])|([^\s{};"']+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
  )
}

function parseDirectives(words: string[]): Directive[] {
  const list: Directive[] = []
  let current: string[] = []
  for (;;) {
    const word = words.shift()
    if (word === undefined) {
      if (current.length > 0) throw new NginxConfigError('unexpected end of file, expecting ";" or "}"')
      return list
    }
    if (word === ';') {
      list.push({ words: current, block: undefined })
      current = []
    } else if (word === '{') {
      list.push({ words: current, block: parseDirectives(words) })
      current = []
    } else if (word === '}') {
      if (current.length > 0) throw new NginxConfigError('unexpected "}"')
      return list
    } else current.push(word)
  }
}
