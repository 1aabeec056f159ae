// Follows kubectl/pkg/cmd/create/create_ingress.go, v1.36.
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { inOrder } from './config-map'
import { generator, metadataOf } from './generate'
import { intOrText } from './small-kinds'

const RULE = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+(,tls=?([\w-]+)?)?/

interface Path {
  readonly path: string
  readonly pathType: string
  readonly backend: object
}

interface Rule {
  readonly host: string
  readonly path: Path
  /** undefined: without TLS; '' without a Secret */
  readonly secret: string | undefined
}

export const createIngress = generator({
  words: 'ingress',
  failure: 'failed to create ingress: ',
  build(wanted) {
    const { flags } = wanted
    const [backend, texts] = [flags.string('default-backend'), flags.strings('rule')]
    check(flags, backend, texts)
    const rules = texts.map(ruleOf)
    const [tls, hosts] = [tlsOf(rules), hostsOf(rules)]
    const className = flags.string('class')
    return {
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: metadataOf(wanted, { annotations: annotationsOf(flags) }),
      spec: {
        ...(className === '' ? {} : { ingressClassName: className }),
        ...(backend === '' ? {} : { defaultBackend: backendOf(backend) }),
        ...(tls.length > 0 ? { tls } : {}),
        ...(hosts.length > 0 ? { rules: hosts } : {}),
      },
      status: { loadBalancer: {} },
    }
  },
})

function check(flags: FlagValues, backend: string, rules: readonly string[]): void {
  if (backend === '' && rules.length === 0) {
    throw new CommandError(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    )
  }
  const wrong = rules.find((rule) => !RULE.test(rule))
  if (wrong !== undefined)
    throw new CommandError(`rule ${wrong} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`)
  const bare = flags.strings('annotation').find((annotation) => !annotation.includes('='))
  if (bare !== undefined) throw new CommandError(`annotation ${bare} is invalid and should be in format key=[value]`)
  if (backend !== '' && backend.split(':').length !== 2)
    throw new CommandError('default-backend should be in format servicename:serviceport')
}

const annotationsOf = (flags: FlagValues): Record<string, string> =>
  inOrder(
    Object.fromEntries(
      flags.strings('annotation').map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
    ),
  )

function backendOf(text: string): object {
  const [name, port = ''] = text.split(':')
  const number = intOrText(port)
  return { service: { name, port: typeof number === 'number' ? { number } : { name: number } } }
}

function ruleOf(text: string): Rule {
  const [rest = '', tls] = text.split(',')
  const slash = rest.indexOf('/')
  const [end = '', service = ''] = rest.slice(slash + 1).split('=')
  const path = `/${end}`
  const isPrefix = path.endsWith('*')
  return {
    host: rest.slice(0, slash),
    path: {
      path: isPrefix ? path.slice(0, -1) : path,
      pathType: isPrefix ? 'Prefix' : 'Exact',
      backend: backendOf(service),
    },
    secret: tls === undefined ? undefined : (tls.split('=')[1] ?? ''),
  }
}

function hostsOf(rules: readonly Rule[]): object[] {
  const byHost = new Map<string, Path[]>()
  for (const { host, path } of rules) byHost.set(host, [...(byHost.get(host) ?? []), path])
  return [...byHost].map(([host, paths]) => ({ ...(host === '' ? {} : { host }), http: { paths } }))
}

/** Hosts of one Secret stand together; a host stands only once. */
function tlsOf(rules: readonly Rule[]): object[] {
  const seen = new Set<string>()
  const entries: { hosts: string[]; secret: string }[] = []
  for (const { host, secret } of rules) {
    if (secret === undefined || seen.has(host)) continue
    seen.add(host)
    const same = entries.find((entry) => entry.secret === secret)
    if (same) same.hosts.push(host)
    else if (host !== '' || secret !== '') entries.push({ hosts: host === '' ? [] : [host], secret })
  }
  return entries.map(({ hosts, secret }) => ({
    ...(hosts.length > 0 ? { hosts } : {}),
    ...(secret === '' ? {} : { secretName: secret }),
  }))
}
