// The containers of a Pod or Pod template. Follows kubectl/pkg/describe describeContainers, v1.36.
import type { Container, ContainerState, ContainerStatus, Pod, Probe, ResourceRequirements } from '../../objects/kinds'
import { quote } from '../../objects/go-text'
import { compareCodePoints } from '../output/go-json'
import { goPrint } from '../output/go-print'
import type { DescribeWriter } from './describe-writer'
import { fieldPathText } from './field-path'
import { sortedKeys } from './labels-section'
import { resourceFieldText } from './resource-field'
import { boolText, longTime, orNone, quantity } from './texts'

export interface ContainersOptions {
  readonly label: string
  readonly statuses?: readonly ContainerStatus[]
  /** where fields of the environment are read; a template has no values for them */
  readonly pod?: Pod
  /** before the label: two spaces within a template */
  readonly space?: string
}

export function describeContainers(
  w: DescribeWriter,
  containers: readonly Container[],
  { label, statuses = [], pod, space = '' }: ContainersOptions,
): void {
  w.put(0, `${space}${label}:${containers.length === 0 ? ' <none>' : ''}\n`)
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name)
    describeBasics(w, container, status, space)
    describeCommand(w, container)
    if (status) describeState(w, status)
    describeResources(w, container.resources, 2)
    describeProbes(w, container)
    describeEnvFrom(w, container)
    describeEnv(w, container, pod)
    describeMounts(w, container)
  }
}

function describeBasics(
  w: DescribeWriter,
  container: Container,
  status: ContainerStatus | undefined,
  space: string,
): void {
  w.put(1, `${space === '' ? '' : ' '}${container.name}:\n`)
  if (status) w.field(2, 'Container ID', status.containerID ?? '')
  w.field(2, 'Image', container.image ?? '')
  if (status) w.field(2, 'Image ID', status.imageID)
  const ports = portsText(container, ({ containerPort }) => containerPort)
  w.field(2, ports.includes(',') ? 'Ports' : 'Port', orNone(ports))
  const hostPorts = portsText(container, ({ hostPort }) => hostPort ?? 0)
  w.field(2, hostPorts.includes(',') ? 'Host Ports' : 'Host Port', orNone(hostPorts))
  const profile = container.securityContext?.seccompProfile
  if (!profile) return
  w.field(2, 'SeccompProfile', profile.type)
  if (profile.type === 'Localhost') w.field(3, 'LocalhostProfile', profile.localhostProfile)
}

type Port = NonNullable<Container['ports']>[number]

const portsText = ({ ports = [] }: Container, numberOf: (port: Port) => number): string =>
  ports.map((port) => `${numberOf(port)}/${port.protocol ?? ''}${port.name ? ` (${port.name})` : ''}`).join(', ')

function describeCommand(w: DescribeWriter, { command = [], args = [] }: Container): void {
  const lines = (words: readonly string[]): void => {
    for (const word of words) for (const line of word.split('\n')) w.put(3, `${line}\n`)
  }
  if (command.length > 0) w.put(2, 'Command:\n')
  lines(command)
  if (args.length > 0) w.put(2, 'Args:\n')
  lines(args)
}

function describeState(w: DescribeWriter, status: ContainerStatus): void {
  describeOneState(w, 'State', status.state)
  if (status.lastState?.terminated) describeOneState(w, 'Last State', status.lastState)
  w.field(2, 'Ready', boolText(status.ready))
  w.field(2, 'Restart Count', status.restartCount)
}

function describeOneState(w: DescribeWriter, name: string, state: ContainerState | undefined): void {
  if (state?.running) {
    w.field(2, name, 'Running')
    w.field(3, 'Started', longTime(state.running.startedAt))
  } else if (state?.terminated) {
    const { reason, message, exitCode, signal = 0, startedAt, finishedAt } = state.terminated
    w.field(2, name, 'Terminated')
    if (reason) w.field(3, 'Reason', reason)
    if (message) w.field(3, 'Message', message)
    w.field(3, 'Exit Code', exitCode)
    if (signal > 0) w.field(3, 'Signal', signal)
    w.field(3, 'Started', longTime(startedAt))
    w.field(3, 'Finished', longTime(finishedAt))
  } else {
    w.field(2, name, 'Waiting')
    if (state?.waiting?.reason) w.field(3, 'Reason', state.waiting.reason)
  }
}

export function describeResources(w: DescribeWriter, resources: ResourceRequirements | undefined, level: number): void {
  for (const [title, list] of [
    ['Limits', resources?.limits],
    ['Requests', resources?.requests],
  ] as const) {
    const names = sortedKeys(list)
    if (names.length > 0) w.put(level, `${title}:\n`)
    for (const name of names) w.field(level + 1, name, quantity(list?.[name]))
  }
}

function describeProbes(w: DescribeWriter, container: Container): void {
  if (container.livenessProbe) w.field(2, 'Liveness', probeText(container.livenessProbe))
  if (container.readinessProbe) w.field(2, 'Readiness', probeText(container.readinessProbe))
  if (container.startupProbe) w.field(2, 'Startup', probeText(container.startupProbe))
}

export function probeText(probe: Probe): string {
  const times = `delay=${probe.initialDelaySeconds ?? 0}s timeout=${probe.timeoutSeconds ?? 0}s period=${probe.periodSeconds ?? 0}s #success=${probe.successThreshold ?? 0} #failure=${probe.failureThreshold ?? 0}`
  if (probe.exec) return `exec ${goPrint(probe.exec.command ?? [])} ${times}`
  if (probe.httpGet) {
    const { scheme = '', host = '', port, path = '' } = probe.httpGet
    const slash = path === '' || path.startsWith('/') ? '' : '/'
    return `http-get ${scheme === '' ? '' : `${scheme.toLowerCase()}:`}//${hostText(host)}:${port}${slash}${escapedPath(path)} ${times}`
  }
  if (probe.tcpSocket) return `tcp-socket ${probe.tcpSocket.host ?? ''}:${probe.tcpSocket.port} ${times}`
  if (probe.grpc) return `grpc <pod>:${probe.grpc.port} ${probe.grpc.service ?? ''} ${times}`
  return `unknown ${times}`
}

const hostText = (host: string): string => (host.includes(':') ? `[${host}]` : host)
const escapedPath = (path: string): string => encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')

function describeEnvFrom(w: DescribeWriter, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return
  w.put(2, 'Environment Variables from:\n')
  for (const { configMapRef, secretRef, prefix } of envFrom) {
    const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : ''
    const { name = '', optional = false } = configMapRef ?? secretRef ?? {}
    w.row(3, name, prefix ? `${from} with prefix '${prefix}'` : from, `Optional: ${optional}`)
  }
}

function describeEnv(w: DescribeWriter, container: Container, pod: Pod | undefined): void {
  const { env = [] } = container
  w.put(2, `Environment:${env.length === 0 ? '\t<none>' : ''}\n`)
  for (const { name, value = '', valueFrom } of env) {
    if (!valueFrom) {
      value.split('\n').forEach((line, i) => w.put(3, i === 0 ? `${name}:\t${line}\n` : `\t${line}\n`))
    } else if (valueFrom.fieldRef) {
      const { apiVersion = '', fieldPath } = valueFrom.fieldRef
      w.field(3, name, `${pod ? fieldPathText(pod, fieldPath) : ''} (${apiVersion}:${fieldPath})`)
    } else if (valueFrom.resourceFieldRef) {
      const { resource } = valueFrom.resourceFieldRef
      const found = resourceFieldText(container, valueFrom.resourceFieldRef)
      const unlimited = found === '0' && (resource === 'limits.cpu' || resource === 'limits.memory')
      w.field(3, name, `${unlimited ? 'node allocatable' : found} (${resource})`)
    } else if (valueFrom.secretKeyRef) {
      const { key, name: secret = '', optional = false } = valueFrom.secretKeyRef
      w.row(3, `${name}:`, `<set to the key '${key}' in secret '${secret}'>`, `Optional: ${optional}`)
    } else if (valueFrom.configMapKeyRef) {
      const { key, name: map = '', optional = false } = valueFrom.configMapKeyRef
      w.row(3, `${name}:`, `<set to the key '${key}' of config map '${map}'>`, `Optional: ${optional}`)
    }
  }
}

function describeMounts(w: DescribeWriter, { volumeMounts = [], volumeDevices = [] }: Container): void {
  const none = volumeMounts.length === 0 ? '\t<none>' : ''
  w.put(2, `Mounts:${none}\n`)
  for (const mount of [...volumeMounts].sort((a, b) => compareCodePoints(a.mountPath, b.mountPath))) {
    const path = mount.subPath ? `,path=${quote(mount.subPath)}` : ''
    w.put(3, `${mount.mountPath} from ${mount.name} (${mount.readOnly ? 'ro' : 'rw'}${path})\n`)
  }
  if (volumeDevices.length === 0) return
  w.put(2, `Devices:${none}\n`)
  for (const device of [...volumeDevices].sort((a, b) => compareCodePoints(a.devicePath, b.devicePath))) {
    w.put(3, `${device.devicePath} from ${device.name}\n`)
  }
}
