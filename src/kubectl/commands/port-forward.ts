// Follows kubectl/pkg/cmd/portforward, v1.36.
import type { Pod, Service } from '../../objects/kinds'
import { NotModelled } from '../../objects/not-modelled'
import type { Command } from '../command'
import type { Forwarding } from '../context'
import { CommandError, ListenError, usageError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { quote } from '../../objects/go-text'
import { portForwardHelp } from '../help/port-forward'
import type { HelpPage } from '../help/help-page'
import { logLine } from '../klog'
import type { AnyObject } from '../objects'
import { findResources } from '../resources/find-resources'
import type { Session } from '../session'
import { podOfObject } from './exec'
import { untilInterrupted } from './until-interrupted'

interface Ports {
  readonly local: number
  readonly remote: number
}

export const portForward: Command = {
  name: 'port-forward',
  help: portForwardHelp['port-forward'] as HelpPage,
  interrupted: 0,
  async run(args, flags, session) {
    if (args.length < 2) {
      throw usageError(session.commandPath, 'TYPE/NAME and list of ports are required for port-forward')
    }
    const timeoutMs = flags.duration('pod-running-timeout')
    if (timeoutMs <= 0) throw usageError(session.commandPath, '--pod-running-timeout must be higher than zero')
    const named = { type: 'pods', names: args.slice(0, 1) }
    const infos = await (await findResources(session, { named, typed: 'client-go' })).infos()
    const object = infos[0]?.object as AnyObject
    const pod = await podOfObject(object, timeoutMs, session)
    const service = object.kind === 'Service' ? (object as unknown as Service) : undefined
    const ports = args.slice(1).map((text) => readPorts(text, pod, service))
    if (pod.status.phase !== 'Running') {
      throw new CommandError(
        `unable to forward port because pod is not running. Current status=${pod.status.phase ?? ''}`,
      )
    }
    await forwardAll(pod, ports, flags, session)
  },
}

function readPorts(text: string, pod: Pod, service: Service | undefined): Ports {
  const parts = text.split(':')
  if (parts.length > 2) throw new CommandError(`error converting local port: invalid port format ${quote(text)}`)
  const [first = '', second] = parts
  const wanted = second ?? first
  const remote = service ? portOfService(wanted, service, pod) : portOfPod(wanted, pod)
  const shown = second === undefined ? (/^\d+$/.test(first) ? first : String(remote)) : first || '0'
  const local = portNumber(shown, 'local')
  if (remote > PORT_MAX) portNumber(String(remote), 'remote')
  if (remote === 0) throw new CommandError('remote port must be > 0')
  return { local, remote }
}

const PORT_MAX = 65_535

function portNumber(text: string, side: 'local' | 'remote'): number {
  const wrong = (why: string): CommandError =>
    new CommandError(`error parsing ${side} port '${text}': strconv.ParseUint: parsing ${quote(text)}: ${why}`)
  if (!/^\d+$/.test(text)) throw wrong('invalid syntax')
  if (Number(text) > PORT_MAX) throw wrong('value out of range')
  return Number(text)
}

function portOfPod(wanted: string, pod: Pod): number {
  if (wanted === '') throw new CommandError('remote port cannot be empty')
  if (/^\d+$/.test(wanted)) return Number(wanted)
  for (const { ports = [] } of pod.spec.containers) {
    const found = ports.find(({ name }) => name === wanted)
    if (found) return found.containerPort
  }
  throw new CommandError(`Pod '${pod.metadata.name}' does not have a named port '${wanted}'`)
}

function portOfService(wanted: string, { metadata, spec }: Service, pod: Pod): number {
  const byNumber = /^\d+$/.test(wanted)
  const found = spec.ports?.find(({ name, port }) => (byNumber ? port === Number(wanted) : name === wanted))
  if (!found && byNumber) throw new CommandError(`Service ${metadata.name} does not have a service port ${wanted}`)
  if (!found) throw new CommandError(`Service '${metadata.name}' does not have a named port '${wanted}'`)
  if (found.protocol === 'UDP') throw new CommandError(`UDP protocol is not supported for ${wanted}`)
  if (spec.clusterIP === 'None') return found.port
  const target = found.targetPort ?? 0
  if (typeof target === 'string') return portOfPod(target, pod)
  return target === 0 ? found.port : target
}

async function forwardAll(pod: Pod, ports: readonly Ports[], flags: FlagValues, session: Session): Promise<void> {
  const { context } = session
  if (!context.forward) throw new NotModelled('kubectl port-forward', 'there is no network here: use kubectl exec')
  const addresses = flags
    .strings('address')
    .map((address) => (address === 'localhost' ? ['127.0.0.1', '::1'] : [address]))
  const open: Forwarding[] = []
  for (const each of ports) {
    const problems: string[] = []
    let local = each.local
    for (const alternatives of addresses) {
      const failed: string[] = []
      for (const address of alternatives) {
        try {
          const forwarding = await listen(pod, { local, remote: each.remote }, address, session)
          open.push(forwarding)
          local = forwarding.port
        } catch (error) {
          if (!(error instanceof ListenError)) throw error
          failed.push(`unable to create listener: Error ${error.message}`)
        }
      }
      // Of the two addresses of localhost one is enough.
      if (failed.length === alternatives.length) problems.push(...failed)
    }
    if (problems.length > 0)
      session.err(
        `Unable to listen on port ${each.local}: Listeners failed to create with the following errors: [${problems.join(' ')}]\n`,
      )
  }
  if (open.length === 0) {
    const wanted = ports.map(({ local, remote }) => `{${local} ${remote}}`)
    throw new CommandError(`unable to listen on any of the requested ports: [${wanted.join(' ')}]`)
  }
  await untilLost(open, session)
}

async function listen(pod: Pod, { local, remote }: Ports, address: string, session: Session): Promise<Forwarding> {
  const { forward } = session.context
  const place = { namespace: pod.metadata.namespace ?? '', pod: pod.metadata.name, port: remote }
  const forwarding = await (forward as NonNullable<typeof forward>)(
    place,
    { address, port: local },
    {
      connected: () => session.out(`Handling connection for ${forwarding.port}\n`),
      failed: (text) =>
        session.err(logLine('E', session.now(), 'portforward.go:522', `"Unhandled Error" err=${quote(text)}`)),
    },
  )
  const shown = address.includes(':') ? `[${address}]` : address
  session.out(`Forwarding from ${shown}:${forwarding.port} -> ${remote}\n`)
  return forwarding
}

/** Until Ctrl-C, or until the connection to the Pod is lost. */
async function untilLost(open: readonly Forwarding[], { context }: Session): Promise<void> {
  const lost = open.flatMap((forwarding) => (forwarding.lost ? [forwarding.lost] : []))
  try {
    if (lost.length === 0) return await untilInterrupted(context)
    await Promise.race([...lost, untilInterrupted(context)])
    if (!context.signal.aborted) throw new CommandError('lost connection to pod')
  } finally {
    for (const forwarding of open) forwarding.stop()
  }
}
