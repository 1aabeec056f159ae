// logs, exec, attach and port-forward, as a node answers them. Follows pkg/kubelet/server and kubelet_pods.go
// (validateContainerLogStatus), v1.36.
import type { Reader } from '../../apiserver/client'
import type {
  AttachOptions,
  ExecOptions,
  LogOptions,
  LogStream,
  NodeConnection,
  OpenStream,
  StreamHandlers,
} from '../../apiserver/node-connection'
import { badRequest, failure, notFound } from '../../apiserver/status'
import type { ContainerStatus, Pod } from '../../objects/kinds'
import type { Dice } from '../../simulation/dice'
import type { Connection, Wire } from '../../simulation/wire'
import type { ContainerRecord } from '../pod/container-record'
import type { PodWorker } from '../pod/pod-worker'
import { connectTo } from './port-forward'

export interface ConnectionOptions {
  readonly read: Reader
  readonly wire: Wire
  readonly dice: Dice
  readonly now: () => number
  find(pod: Pod): PodWorker | undefined
}

const PODS = { group: '', resource: 'pods' }
/** Where the API server runs: the address behind the Service kubernetes. */
const CONTROL_PLANE = { ip: '192.168.0.200' }

export function createNodeConnection(options: ConnectionOptions): NodeConnection {
  const podNamed = (namespace: string, name: string): Pod => {
    const pod = options.read.get('Pod', namespace, name)
    if (!pod) throw notFound(PODS, name)
    return pod
  }
  return {
    logs(namespace, name, log) {
      const pod = podNamed(namespace, name)
      return openLogs(pod, workerFor(options, pod, 'logs'), log)
    },
    exec(namespace, name, exec, handlers) {
      const pod = podNamed(namespace, name)
      const record = runningContainer(pod, workerFor(options, pod, 'exec'), exec.container)
      return startExec(options, record, exec, handlers)
    },
    attach(namespace, name, attach, handlers) {
      const pod = podNamed(namespace, name)
      return attachTo(runningContainer(pod, workerFor(options, pod, 'attach'), attach.container), attach, handlers)
    },
    portForward(namespace, name, port): Connection {
      const pod = podNamed(namespace, name)
      const worker = workerFor(options, pod, 'portforward')
      if (worker.sandbox !== 'ready')
        throw badRequest(`unable to forward port because pod is not running. Current status=${pod.status.phase ?? ''}`)
      return connectTo({ wire: options.wire, worker, port })
    },
    http(ip, port, request, answer) {
      const listener = options.wire.reach(CONTROL_PLANE, ip, port)
      if (typeof listener === 'string') return listener
      if (!listener.http) return 'refused'
      listener.http(request, CONTROL_PLANE, answer)
      return undefined
    },
  }
}

/** The worker of a Pod whose node can be reached. */
function workerFor({ find }: ConnectionOptions, pod: Pod, what: string): PodWorker {
  const { name, namespace = '' } = pod.metadata
  if (!pod.spec.nodeName) throw badRequest(`pod ${name} does not have a host assigned`)
  const worker = find(pod)
  if (!worker || !worker.host.running || !worker.host.connected) {
    const address = `https://${worker?.host.ip ?? pod.status.hostIP ?? pod.spec.nodeName}:10250`
    const path =
      what === 'logs'
        ? `containerLogs/${namespace}/${name}/${pod.spec.containers[0]?.name ?? ''}`
        : `${what}/${namespace}/${name}`
    throw failure(
      500,
      'InternalError',
      `Get "${address}/${path}": dial tcp ${address.slice('https://'.length)}: connect: ${worker && !worker.host.connected ? 'no route to host' : 'connection refused'}`,
    )
  }
  return worker
}

/** The container that is meant. Follows pkg/registry/core/pod LogLocation and getContainer, v1.36. */
function containerName(pod: Pod, name: string | undefined): string {
  const names = pod.spec.containers.map((container) => container.name)
  const inits = (pod.spec.initContainers ?? []).map((container) => container.name)
  if (name) {
    if (
      names.includes(name) ||
      inits.includes(name) ||
      pod.spec.ephemeralContainers?.some((container) => container.name === name)
    )
      return name
    throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`)
  }
  if (names.length === 1 && names[0]) return names[0]
  const choices = `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`
  throw badRequest(inits.length > 0 ? `${choices} or one of the init containers: [${inits.join(' ')}]` : choices)
}

function openLogs(pod: Pod, worker: PodWorker, options: LogOptions): LogStream {
  const name = containerName(pod, options.container)
  const { reported } = worker
  const statuses = [
    ...(reported?.initContainerStatuses ?? []),
    ...(reported?.containerStatuses ?? []),
    ...(reported?.ephemeralContainerStatuses ?? []),
  ]
  const status = statuses.find((each) => each.name === name)
  if (!status) throw badRequest(`container "${name}" in pod "${pod.metadata.name}" is not available`)
  const id = logId(pod.metadata.name, status, options.previous === true)
  const records = worker.records.filter((record) => record.container.name === name)
  const record = records.find(({ sight }) => sight.id === id)
  // Of the starts that have ended only the last one is kept on a node.
  const isKept = record && (!record.hasEnded || record === records.find(({ hasEnded }) => hasEnded))
  if (!isKept)
    return { text: `unable to retrieve container logs for ${id}`, follow: (_onText, onEnd) => (onEnd(), () => {}) }
  return record.log.open(options)
}

function logId(pod: string, { name, state, lastState, containerID }: ContainerStatus, previous: boolean): string {
  const last = lastState?.terminated?.containerID
  if (previous) {
    if (!last) throw badRequest(`previous terminated container "${name}" in pod "${pod}" not found`)
    return last
  }
  if (state?.running) return containerID ?? ''
  if (state?.terminated) {
    const id = state.terminated.containerID || last
    if (!id) throw badRequest(`container "${name}" in pod "${pod}" is terminated`)
    return id
  }
  if (last) return last
  const reason = state?.waiting?.reason ?? ''
  const why =
    reason === 'ErrImagePull'
      ? "image can't be pulled"
      : reason === 'ImagePullBackOff'
        ? 'trying and failing to pull image'
        : reason
  throw badRequest(`container "${name}" in pod "${pod}" is waiting to start${why ? `: ${why}` : ' - no logs yet'}`)
}

function runningContainer(pod: Pod, worker: PodWorker, name: string | undefined): ContainerRecord {
  const wanted = containerName(pod, name)
  const record = worker.records.find(({ container, running }) => container.name === wanted && running)
  if (!record) throw failure(500, 'InternalError', `unable to upgrade connection: container not found ("${wanted}")`)
  return record
}

function startExec(
  { dice }: ConnectionOptions,
  record: ContainerRecord,
  { command, stdin, tty }: ExecOptions,
  handlers: StreamHandlers,
): OpenStream {
  let open = true
  const end: StreamHandlers['onEnd'] = (result) => {
    if (!open) return
    open = false
    handlers.onEnd(result)
  }
  const session = record.running?.exec({
    command,
    ...(stdin ? { stdin } : {}),
    ...(tty ? { tty } : {}),
    onOutput: (stream, text) => open && handlers.onOutput(tty ? 'stdout' : stream, text),
    onExit: ({ exitCode, startError }) => {
      if (startError === undefined) return end({ exitCode })
      const id = dice.text(64, '0123456789abcdef')
      end({
        exitCode,
        error: `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${id}": ${startError}`,
      })
    },
  })
  // A container that ends takes its commands with it.
  record.onEnd(() => end({ exitCode: 137 }))
  return {
    input: (text) => session?.input(text),
    closeInput: () => session?.closeInput(),
    close: () => session?.kill(),
  }
}

function attachTo(record: ContainerRecord, { stdin }: AttachOptions, { onOutput, onEnd }: StreamHandlers): OpenStream {
  const stop = record.log.attach(onOutput)
  const forget = record.onEnd(() => {
    stop()
    onEnd({ exitCode: record.sight.exitCode })
  })
  const { running } = record
  return {
    input: (text) => (stdin ? running?.input(text) : undefined),
    closeInput: () => (stdin && record.container.stdinOnce ? running?.closeInput() : undefined),
    close: () => {
      stop()
      forget()
    },
  }
}
