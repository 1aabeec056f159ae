// One run of one command: the world around it, the global flags, and the ways to the server.
import { matchingClient } from './client-version'
import type { KubectlContext } from './context'
import { ExitError } from './failure'
import type { FlagValues } from './flags/flag-values'
import { quote } from './flags/quote'
import { logLine } from './klog'
import { listAt, textAt } from './objects'
import { KubeApi } from './request/kube-api'
import { loggingClient } from './request/logging-client'
import { parseTimeout, timedClient } from './request/timed-client'
import { RestMapper } from './resources/rest-mapper'

export interface SessionOptions {
  readonly context: KubectlContext
  readonly flags: FlagValues
  /** `kubectl rollout undo` */
  readonly commandPath: string
  /** all words after `kubectl`, as --record writes them down */
  readonly argv: readonly string[]
  readonly namespace: string
}

export class Session {
  readonly context: KubectlContext
  readonly api: KubeApi
  readonly mapper: RestMapper
  /** of -n, else of the kubeconfig's context */
  readonly namespace: string
  /** -n was given */
  readonly explicitNamespace: boolean
  readonly commandPath: string
  readonly argv: readonly string[]
  readonly flags: FlagValues

  constructor(private readonly options: SessionOptions) {
    const { context, flags, commandPath, argv, namespace } = options
    const warn = (text: string): void => context.stderr(`Warning: ${text}\n`)
    this.context = context
    this.flags = flags
    this.commandPath = commandPath
    this.argv = argv
    this.namespace = namespace
    this.explicitNamespace = flags.string('namespace') !== ''
    const client = loggingClient(timedClient(context, parseTimeout(flags.string('request-timeout'))), {
      level: flags.int('v'),
      now: () => context.now(),
      write: (place, text) => context.stderr(logLine('I', context.now(), place, text)),
    })
    this.api = new KubeApi(
      flags.bool('match-server-version') ? matchingClient(client) : client,
      warn,
      impersonation(flags),
    )
    this.mapper = new RestMapper(this.api, warn, ({ message }) => {
      const text = `"Unhandled Error" err=${quote(`couldn't get current server API group list: ${message}`)}`
      context.stderr(logLine('E', context.now(), 'memcache.go:265', text))
    })
  }

  /** The same run in another namespace, or with its output elsewhere. */
  with(changed: Partial<SessionOptions>): Session {
    return new Session({ ...this.options, ...changed })
  }

  out(text: string): void {
    this.context.stdout(text)
  }

  err(text: string): void {
    this.context.stderr(text)
  }

  now(): number {
    return this.context.now()
  }
}

/** The namespace of -n, of --context's context, or of the current one. */
export async function namespaceOf(context: KubectlContext, flags: FlagValues): Promise<string> {
  const named = flags.string('context')
  if (named !== '' && named !== context.config.context) {
    const config = await context.config.read()
    const found = listAt(config, 'contexts').find((each) => textAt(each, 'name') === named)
    if (!found) throw new ExitError(`Error in configuration: context was not found for specified context: ${named}`, 1)
    return flags.string('namespace') || textAt(found, 'context', 'namespace') || 'default'
  }
  return flags.string('namespace') || context.config.namespace || 'default'
}

function impersonation(flags: FlagValues): Record<string, string> {
  const headers: Record<string, string> = {}
  if (flags.string('as') !== '') headers['impersonate-user'] = flags.string('as')
  if (flags.strings('as-group').length > 0) headers['impersonate-group'] = flags.strings('as-group').join(',')
  if (flags.string('as-uid') !== '') headers['impersonate-uid'] = flags.string('as-uid')
  return headers
}
