// From an image to a running container. Follows pkg/kubelet/kuberuntime startContainer and generateContainerConfig, v1.36.
import type { Container } from '../../objects/kinds'
import { parseQuantity, quantityMilliValue, quantityValue } from '../../objects/quantity'
import { environment, hasPlainEnvironment } from '../env/environment'
import { expand } from '../env/expansion'
import { fileNode } from '../files/tree'
import type { MemoryFs } from '../files/memory-fs'
import type { FoundImage } from '../pulls/image-puller'
import {
  isStartFailure,
  type ContainerExit,
  type ContainerHooks,
  type ContainerSpec,
  type OutputStream,
  type PodIdentity,
} from '../runtime/container-runtime'
import type { StartError } from '../status/container-statuses'
import { ContainerRecord, fieldPathOf } from './container-record'
import { extraGroups, profileFault, rootRefusal, securityOf } from './container-security'
import { hostsFile, podHostname, resolvConf } from './host-files'
import { hookOf, runHook } from './lifecycle-hook'
import type { PodWorker } from './pod-worker'
import type { Routine } from './routine'
import { killContainer } from './stop-containers'

/** @returns why it could not be started; undefined when it runs */
export function* startContainer(
  worker: PodWorker,
  container: Container,
  lackingVolumes: LackingVolumes,
): Routine<StartError | undefined> {
  const { host, pod } = worker
  const { timing } = host
  const fieldPath = fieldPathOf(container, pod.spec)
  const warn = (error: StartError, message = error.message): StartError => {
    host.record.event(pod, 'Warning', 'Failed', `Error: ${message}`, { fieldPath })
    return error
  }
  for (const { name } of container.volumeMounts ?? []) {
    const lacking = lackingVolumes.get(name)
    if (lacking) return warn(lacking, lacking.reason)
  }
  const pulled = yield* host.puller.ensure({ pod, container, fieldPath, registries: worker.pullSecrets.registries })
  if ('error' in pulled) return warn(pulled.error, pulled.error.reason)
  const variables = prepareEnvironment(worker, container)
  if (typeof variables === 'string') return warn({ reason: 'CreateContainerConfigError', message: variables })
  const refused = mountFault(container, variables) ?? rootRefusal(pod, container, pulled.image)
  if (refused) return warn({ reason: 'CreateContainerConfigError', message: refused })
  const notMade = profileFault(pod, container, () => host.storage.disk(host.nodeName))
  if (notMade) return warn({ reason: 'CreateContainerError', message: notMade })
  const record = createRecord(worker, container, pulled.image)
  if (timing.tellsContainers) host.record.event(pod, 'Normal', 'Created', 'Container created', { fieldPath })
  yield timing.startMs
  const failed = launch(worker, record, { image: pulled.image, variables })
  if (failed !== undefined) return warn({ reason: 'RunContainerError', message: failed })
  if (timing.tellsContainers) host.record.event(pod, 'Normal', 'Started', 'Container started', { fieldPath })
  const postStart = hookOf(container, 'postStart')
  const hookFailed = postStart ? yield* afterStart(worker, record, postStart) : undefined
  if (!hookFailed) worker.startedContainer()
  return hookFailed
}

/** Volumes whose images could not be pulled, and why. */
export type LackingVolumes = ReadonlyMap<string, StartError>
export const NOTHING_LACKS: LackingVolumes = new Map()

/** Images that are volumes of the Pod are pulled before those of its containers. */
export function* pullVolumes({ host, pod, pullSecrets }: PodWorker): Routine<LackingVolumes> {
  const { registries } = pullSecrets
  if (!pod.spec.volumes?.some(({ image }) => image)) return NOTHING_LACKS
  const lacking = new Map<string, StartError>()
  for (const { name, image } of pod.spec.volumes) {
    if (!image) continue
    const wish = {
      name,
      image: image.reference ?? '',
      imagePullPolicy: image.pullPolicy ?? 'IfNotPresent',
    } as Container
    const pulled = yield* host.puller.ensure({ pod, container: wish, fieldPath: '', registries })
    if ('error' in pulled) lacking.set(name, pulled.error)
  }
  return lacking
}

function* afterStart(
  worker: PodWorker,
  record: ContainerRecord,
  handler: NonNullable<ReturnType<typeof hookOf>>,
): Routine<StartError | undefined> {
  const { host, pod } = worker
  const failure = yield* runHook(handler, { host, pod, podIP: worker.ip, record })
  if (failure === undefined) return undefined
  const fieldPath = fieldPathOf(record.container, pod.spec)
  host.record.event(pod, 'Warning', 'FailedPostStartHook', 'PostStartHook failed', { fieldPath })
  yield* killContainer(worker, record, { message: 'FailedPostStartHook', always: true })
  return { reason: 'PostStartHookError', message: failure }
}

type Variables = () => Readonly<Record<string, string>>

/** The environment as it is now, worked out when it is read where it cannot fail. @returns text: what is missing */
function prepareEnvironment(worker: PodWorker, container: Container): Variables | string {
  const { host, pod } = worker
  const services = host.services.of(pod.metadata.namespace ?? '', pod.spec.enableServiceLinks !== false)
  const file = (volume: string, path: string) => worker.podVolumes().textIn(pod, volume, path)
  const input = { ...worker.downward(), read: host.read, container, services, file }
  const plain = hasPlainEnvironment(container)
  let found = plain ? undefined : environment(input)
  if (found && 'error' in found) return found.error
  return () => {
    found ??= environment(input)
    return 'variables' in found ? found.variables : {}
  }
}

/** Follows pkg/kubelet makeMounts, v1.36: a path below a volume that is worked out may turn out to lead elsewhere. */
function mountFault({ volumeMounts = [] }: Container, variables: Variables): string | undefined {
  for (const { subPathExpr, subPath: plain } of volumeMounts) {
    let missing: string | undefined
    const subPath = subPathExpr
      ? expand(subPathExpr, (name) => {
          const value = variables()[name]
          if (value === undefined) missing ??= name
          return value
        })
      : plain
    if (missing !== undefined) return `missing value for "${missing}"`
    if (subPath?.startsWith('/')) return `error SubPath \`${subPath}\` must not be an absolute path`
    if (subPath?.split('/').includes('..')) return `unable to provision SubPath \`${subPath}\`: must not contain '..'`
  }
  return undefined
}

function createRecord(worker: PodWorker, container: Container, image: FoundImage): ContainerRecord {
  const { host, pod } = worker
  const before = worker.records.find((record) => record.container.name === container.name)
  const security = container.securityContext
  const all = pod.spec.securityContext
  const uid = host.timing.tellsContainers ? (security?.runAsUser ?? all?.runAsUser ?? image.uid ?? 0) : undefined
  const record = new ContainerRecord(
    container,
    {
      id: `containerd://${host.loop.dice.text(64, '0123456789abcdef')}`,
      name: container.name,
      state: 'created',
      sandbox: worker.attempt,
      restartCount: (before?.sight.restartCount ?? worker.purged?.get(container.name) ?? -1) + 1,
      createdAt: host.loop.now(),
      startedAt: 0,
      finishedAt: 0,
      exitCode: 0,
      reason: '',
      message: '',
      resources: container.resources,
      wanted: container.image ?? '',
      image: image.ref,
      imageID: image.digest,
      uid,
      gid: security?.runAsGroup ?? all?.runAsGroup ?? 0,
      groups: extraGroups(pod),
    },
    host.loop.now,
  )
  worker.addRecord(record)
  return record
}

/** What a container tells; a class, because there is one for each container of the cluster. */
class ContainerListener implements ContainerHooks {
  constructor(
    private readonly worker: PodWorker,
    private readonly record: ContainerRecord,
  ) {}

  /** Even a program that ends at once lives long enough to be seen when the kubelet looks after its start. */
  onExit(exit: ContainerExit): void {
    const { loop, timing } = this.worker.host
    const bornMs = this.record.sight.startedAt + timing.exitMs - loop.now()
    if (bornMs > 0) loop.after(bornMs, () => this.exited(exit))
    else this.exited(exit)
  }

  private exited(exit: ContainerExit): void {
    this.record.ended(exit, this.worker.host.loop.now())
    this.worker.changed()
  }

  onOutput(stream: OutputStream, text: string): void {
    this.record.log.append(stream, text)
  }

  onChange(): void {
    this.worker.prober?.wake()
  }
}

interface Launch {
  readonly image: FoundImage
  readonly variables: Variables
}

/** @returns why the runtime could not start it */
function launch(worker: PodWorker, record: ContainerRecord, { image, variables }: Launch): string | undefined {
  const { loop, runtime } = worker.host
  const started = runtime.start(containerSpec(worker, record, image, variables), new ContainerListener(worker, record))
  if (isStartFailure(started)) {
    record.failedToStart(started.failed, started.exitCode ?? 128, loop.now())
    worker.changed()
    return started.failed
  }
  record.running = started
  record.sight = { ...record.sight, state: 'running', startedAt: loop.now() }
  worker.changed()
  return undefined
}

const amount = (amounts: Record<string, string> | undefined, name: 'cpu' | 'memory'): number | undefined => {
  const text = amounts?.[name]
  if (text === undefined) return undefined
  return name === 'cpu' ? quantityMilliValue(parseQuantity(text)) : quantityValue(parseQuantity(text))
}

function containerSpec(
  worker: PodWorker,
  record: ContainerRecord,
  image: FoundImage,
  variables: Variables,
): ContainerSpec {
  const { pod } = worker
  const { container, sight } = record
  const { limits, requests } = container.resources ?? {}
  const security = container.securityContext
  const expanded = (words: readonly string[] | undefined) =>
    words?.length ? words.map((word) => expand(word, (name) => variables()[name])) : undefined
  return {
    id: sight.id.replace('containerd://', ''),
    name: container.name,
    attempt: sight.restartCount,
    pod: identityOf(worker),
    image: container.image ?? '',
    imageRef: image.ref,
    command: expanded(container.command),
    args: expanded(container.args),
    workingDir: container.workingDir,
    env: variables,
    files: (files) => mountAll(worker, record, files, variables()),
    hasMounts: (container.volumeMounts ?? []).some((mount) => !mount.mountPath.startsWith('/var/run/secrets/')),
    stdin: container.stdin ?? false,
    tty: container.tty ?? false,
    runAsUser: security?.runAsUser ?? pod.spec.securityContext?.runAsUser,
    runAsGroup: security?.runAsGroup ?? pod.spec.securityContext?.runAsGroup,
    readOnlyRootFilesystem: security?.readOnlyRootFilesystem ?? false,
    // Asked for when a program looks: most never do.
    get security() {
      const { read, nodeName } = worker.host
      const memory = read.get('Node', '', nodeName)?.status.capacity?.['memory'] ?? '1'
      return securityOf(pod, container, quantityValue(parseQuantity(memory)))
    },
    processes: pod.spec.shareProcessNamespace ? worker.sharedProcesses() : undefined,
    memoryLimit: amount(limits, 'memory'),
    cpuLimit: amount(limits, 'cpu'),
    cpuRequest: amount(requests, 'cpu'),
    memoryRequest: amount(requests, 'memory'),
    ports: (container.ports ?? []).map(({ name, containerPort, protocol }) => ({
      name,
      containerPort,
      protocol: protocol ?? 'TCP',
    })),
  }
}

/** One for all containers of a Pod. */
function identityOf(worker: PodWorker): PodIdentity {
  const { pod, host } = worker
  const { namespace = '', name, uid, labels = {}, annotations = {} } = pod.metadata
  return {
    namespace,
    name,
    uid,
    ip: worker.ip,
    hostname: podHostname(pod),
    nodeName: host.nodeName,
    nodeIP: host.ip,
    hostNetwork: pod.spec.hostNetwork ?? false,
    serviceAccountName: pod.spec.serviceAccountName ?? '',
    labels,
    annotations,
  }
}

function mountAll(
  worker: PodWorker,
  record: ContainerRecord,
  files: MemoryFs,
  env: Readonly<Record<string, string>>,
): MemoryFs {
  const { pod, host } = worker
  const { container } = record
  const mtime = host.loop.now()
  files.mount(
    '/etc/hosts',
    worker.sharedFile('hosts', () => hostsFile(pod, worker.ip)),
  )
  files.mount(
    '/etc/hostname',
    worker.sharedFile('hostname', () => `${podHostname(pod)}\n`),
  )
  files.mount(
    '/etc/resolv.conf',
    worker.sharedFile('resolv.conf', () => resolvConf(pod, host.dns)),
  )
  record.terminationLog = fileNode('', { mode: 0o666, mtime })
  files.mount(container.terminationMessagePath || '/dev/termination-log', record.terminationLog)
  worker.podVolumes().mountInto(files, pod, container, env)
  return files
}
