// Follows kubectl/pkg/cmd/logs and polymorphichelpers/logsforobject.go, v1.36.
import type { Command } from '../command'
import { CommandError, isNotFound, StatusError, usageError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { quote } from '../../objects/go-text'
import { logsHelp } from '../help/logs'
import type { HelpPage } from '../help/help-page'
import type { Pod } from '../../objects/kinds'
import { RFC3339, timeFault } from '../../objects/rfc3339'
import { timeText } from '../../objects/time'
import { type AnyObject, isList, listAt } from '../objects'
import {
  checkContainer,
  containerNames,
  DEFAULT_CONTAINER,
  hasContainer,
  hasSeveralContainers,
} from '../pods/container-of-pod'
import { podsOfObject } from '../pods/pods-of-object'
import { compareForLogs } from '../pods/rank-pods'
import { findResources } from '../resources/find-resources'
import type { Session } from '../session'
import { statusOfResponse } from '../request/status-of-response'

const USAGE =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command"
const SELECTED_TAIL = 10

/** One container whose log is wanted. */
interface LogSource {
  readonly pod: Pod
  readonly container: string
}

export const logs: Command = {
  name: 'logs',
  help: logsHelp['logs'] as HelpPage,
  interrupted: 1,
  async run(args, flags, session) {
    const container = args.length === 2 ? (args[1] as string) : flags.string('container')
    checkArgs(args, flags, session)
    checkFlags(args, flags, container)
    const object = await findObject(args, flags, session)
    const sources = await sourcesOf(object, container, flags, session)
    if (!flags.bool('follow')) {
      for (const source of sources) await printLog(source, flags, session)
      return
    }
    const most = flags.int('max-log-requests')
    if (sources.length > 1 && sources.length > most) {
      throw new CommandError(
        `you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
      )
    }
    await Promise.all(sources.map((source) => followLog(source, flags, session)))
  },
}

function checkArgs(args: readonly string[], flags: FlagValues, session: Session): void {
  const selector = flags.string('selector')
  if (args.length > 2 || (args.length === 0 && selector === '')) throw usageError(session.commandPath, USAGE)
  if (args.length === 1 && selector !== '') {
    throw usageError(session.commandPath, 'only a selector (-l) or a POD name is allowed')
  }
  if (flags.duration('pod-running-timeout') <= 0)
    throw new CommandError('--pod-running-timeout must be higher than zero')
  const time = flags.string('since-time')
  if (time !== '' && Number.isNaN(instantOf(time))) throw new CommandError(timeFault(time))
}

const instantOf = (text: string): number => (RFC3339.test(text) ? Date.parse(text) : NaN)

function checkFlags(args: readonly string[], flags: FlagValues, container: string): void {
  if (flags.string('since-time') !== '' && flags.duration('since') !== 0) {
    throw new CommandError('at most one of `sinceTime` or `sinceSeconds` may be specified')
  }
  if (flags.bool('all-containers') && container !== '') {
    throw new CommandError(`--all-containers=true should not be specified with container name ${container}`)
  }
  if (flags.changed('container') && args.length === 2) {
    throw new CommandError('only one of -c or an inline [CONTAINER] arg is allowed')
  }
  if (flags.int('limit-bytes') < 0) throw new CommandError('--limit-bytes must be greater than 0')
  if (flags.duration('since') < 0) throw new CommandError('--since must be greater than 0')
  if (flags.int('tail') < -1) throw new CommandError('--tail must be greater than or equal to -1')
}

async function findObject(args: readonly string[], flags: FlagValues, session: Session): Promise<AnyObject> {
  const selector = flags.string('selector')
  const wanted =
    selector === '' ? { named: { type: 'pods', names: args.slice(0, 1) } } : { args: ['pods'], labelSelector: selector }
  const found = await findResources(session, { ...wanted, singleResourceType: true, typed: true })
  const infos = await found.infos().catch((error: unknown) => {
    if (!isNotFound(error)) throw error
    throw new CommandError(
      `error from server (NotFound): ${(error as Error).message} in namespace ${quote(session.namespace)}`,
    )
  })
  const object = infos[0]?.object
  if (!object) throw new CommandError('expected a resource')
  if (isList(object) && listAt(object, 'items').length === 0) {
    session.err(`No resources found in ${session.namespace} namespace.\n`)
  }
  return object
}

async function sourcesOf(
  object: AnyObject,
  container: string,
  flags: FlagValues,
  session: Session,
): Promise<readonly LogSource[]> {
  const allPods = flags.bool('all-pods')
  const pods = await podsOf(object, allPods, flags, session)
  return pods.flatMap((pod) =>
    flags.bool('all-containers') ? everyContainer(pod) : [oneContainer(pod, container, allPods, session)],
  )
}

async function podsOf(
  object: AnyObject,
  allPods: boolean,
  flags: FlagValues,
  session: Session,
): Promise<readonly Pod[]> {
  if (isList(object)) return listAt(object, 'items') as readonly Pod[]
  if (object.kind === 'Pod') return [object as unknown as Pod]
  let pods: Pod[]
  try {
    pods = [...(await podsOfObject(object, flags.duration('pod-running-timeout'), session))].sort(compareForLogs)
  } catch (error) {
    const message = (error as Error).message
    if (!message.includes('not implemented') && !message.startsWith('invalid service')) throw error
    throw new CommandError(`cannot get the logs from *v1.${object.kind}: ${message}`)
  }
  if (pods.length <= 1 || allPods) return pods
  session.err(`Found ${pods.length} pods, using pod/${pods[0]?.metadata.name}\n`)
  return pods.slice(0, 1)
}

function everyContainer(pod: Pod): LogSource[] {
  const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec
  return [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => ({ pod, container: name }))
}

function oneContainer(pod: Pod, container: string, quiet: boolean, session: Session): LogSource {
  let name = container
  const annotated = pod.metadata.annotations?.[DEFAULT_CONTAINER]
  if (name === '' && annotated) {
    if (hasContainer(pod, annotated)) name = annotated
    else session.err(`Default container name ${quote(annotated)} not found in pod ${pod.metadata.name}\n`)
  }
  if (name === '') {
    name = pod.spec.containers[0]?.name ?? ''
    if (hasSeveralContainers(pod) && !quiet)
      session.err(`Defaulted container ${quote(name)} out of: ${containerNames(pod)}\n`)
  }
  checkContainer(pod, name)
  return { pod, container: name }
}

function queryOf(container: string, flags: FlagValues): Record<string, string> {
  const since = Math.round(flags.duration('since') / 1000)
  const tail = flags.int('tail')
  const selected = flags.string('selector') !== '' && tail === -1 && !flags.changed('tail')
  return {
    container,
    ...(flags.bool('follow') ? { follow: 'true' } : {}),
    ...(flags.bool('previous') ? { previous: 'true' } : {}),
    ...(flags.bool('timestamps') ? { timestamps: 'true' } : {}),
    ...(flags.int('limit-bytes') !== 0 ? { limitBytes: flags.string('limit-bytes') } : {}),
    ...(since !== 0 ? { sinceSeconds: String(since) } : {}),
    ...(flags.string('since-time') !== '' ? { sinceTime: timeText(instantOf(flags.string('since-time'))) } : {}),
    ...(selected ? { tailLines: String(SELECTED_TAIL) } : tail === -1 ? {} : { tailLines: String(tail) }),
  }
}

const pathOf = ({ pod }: LogSource): string =>
  `/api/v1/namespaces/${pod.metadata.namespace ?? ''}/pods/${pod.metadata.name}/log`

function prefixOf({ pod, container }: LogSource, flags: FlagValues): string {
  return flags.bool('prefix') || flags.bool('all-pods') ? `[pod/${pod.metadata.name}/${container}] ` : ''
}

async function printLog(source: LogSource, flags: FlagValues, session: Session): Promise<void> {
  const request = {
    method: 'GET',
    path: pathOf(source),
    query: queryOf(source.container, flags),
    headers: { accept: '*/*' },
  } as const
  try {
    const { body } = await session.api.send(request)
    const prefix = prefixOf(source, flags)
    session.out(prefix === '' ? body : body.replace(/[^\n]+\n?|\n/g, (line) => prefix + line))
  } catch (error) {
    if (!flags.bool('ignore-errors')) throw error
    session.out(`error: ${(error as Error).message}\n`)
  }
}

async function followLog(source: LogSource, flags: FlagValues, session: Session): Promise<void> {
  const request = { method: 'GET', path: pathOf(source), query: queryOf(source.container, flags) } as const
  const prefix = prefixOf(source, flags)
  let atLineStart = true
  const stream = session.api.stream(request, (text) => {
    if (prefix === '') return session.out(text)
    for (const line of text.match(/[^\n]+\n?|\n/g) ?? []) {
      session.out(atLineStart ? prefix + line : line)
      atLineStart = line.endsWith('\n')
    }
  })
  const stop = (): void => stream.stop()
  session.context.signal.addEventListener('abort', stop)
  if (session.context.signal.aborted) stop()
  const response = await stream.done
  session.context.signal.removeEventListener('abort', stop)
  if (response.status < 400) return
  const failure = new StatusError(statusOfResponse(request, response))
  if (!flags.bool('ignore-errors')) throw failure
  session.out(`error: ${failure.message}\n`)
}
