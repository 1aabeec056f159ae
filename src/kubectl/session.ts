// One run of one command: the world around it, the global flags, and the ways to the server.
import { matchingClient } from './client-version'
import type { Command } from './command'
import type { KubectlContext } from './context'
import { CommandError, ExitError } from './failure'
import type { FlagValues } from './flags/flag-values'
import { quote } from '../objects/go-text'
import { klogText, logLine } from './klog'
import { listAt, textAt } from './objects'
import { extraOf, impersonationHeaders } from './request/impersonation'
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
  /** all there are */
  readonly commands?: readonly Command[]
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
  readonly commands: readonly Command[]

  constructor(private readonly options: SessionOptions) {
    const { context, flags, commandPath, argv, namespace } = options
    const warn = (text: string): void => context.stderr(`Warning: ${text}\n`)
    this.context = context
    this.flags = flags
    this.commandPath = commandPath
    this.argv = argv
    this.commands = options.commands ?? []
    this.namespace = namespace
    this.explicitNamespace = flags.string('namespace') !== ''
    const write = (place: string, text: string): void => context.stderr(logLine('I', context.now(), place, text))
    const level = flags.int('v')
    const timed = timedClient(context, parseTimeout(flags.string('request-timeout')), (because) => {
      const text = `"Unable to decode an event from the watch stream" err=${quote(because)}`
      if (level >= 5) write('streamwatcher.go:123', text)
    })
    const client = loggingClient(timed, { level, now: () => context.now(), write })
    this.api = new KubeApi(
      flags.bool('match-server-version') ? matchingClient(client) : client,
      warn,
      impersonation(flags),
    )
    this.mapper = new RestMapper(this.api, warn, ({ message }) => {
      const text = klogText(`couldn't get current server API group list: ${message}`)
      context.stderr(logLine('E', context.now(), 'memcache.go:265', `"Unhandled Error" err=${text}`))
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

/** Commands that look for a server before they look for a namespace, or that look for no namespace at all. */
const SERVER_FIRST = new Set(
  [
    'version, api-resources, api-versions, cluster-info, cluster-info dump, explain, auth can-i, auth whoami, top node',
    'cordon, uncordon, drain, certificate approve, certificate deny, proxy, run, apply, diff, replace, autoscale, expose, wait',
  ].flatMap((names) => names.split(', ')),
)
const NO_SERVER = /^(config|kuberc|plugin|kustomize|completion)\b/

/** The namespace of -n, of --context's context, or of the current one. `command`: its words. */
export async function namespaceOf(context: KubectlContext, flags: FlagValues, command = ''): Promise<string> {
  const needsNone = NO_SERVER.test(command) || (command === 'version' && flags.bool('client'))
  if (needsNone) return flags.string('namespace')
  const named = flags.string('context') || context.config.context
  if (named !== '') {
    const config = await context.config.read()
    const contexts = listAt(config, 'contexts')
    const found = contexts.find((each) => textAt(each, 'name') === named)
    if (contexts.length === 0 && flags.string('context') === '')
      return flags.string('namespace') || context.config.namespace || 'default'
    if (!found && (SERVER_FIRST.has(command) || /^create (?!token)/.test(command) || isRaw(flags)))
      throw new CommandError(`context ${quote(named)} does not exist`)
    if (!found) throw new ExitError(`Error in configuration: context was not found for specified context: ${named}`, 1)
    if (flags.string('context') !== '')
      return flags.string('namespace') || textAt(found, 'context', 'namespace') || 'default'
  }
  return flags.string('namespace') || context.config.namespace || 'default'
}

const isRaw = (flags: FlagValues): boolean => flags.has('raw') && flags.string('raw') !== ''

function impersonation(flags: FlagValues): Record<string, string> {
  return impersonationHeaders({
    user: flags.string('as'),
    uid: flags.string('as-uid'),
    groups: flags.strings('as-group'),
    extra: extraOf(flags.strings('as-user-extra')),
  })
}
