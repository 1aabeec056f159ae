// Probes and lifecycle hooks. Follows pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Container, IntOrString, Probe } from '../../../objects/kinds'
import { isHttpHeaderName, isPortName, isPortNumber } from '../../../objects/names'
import { forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { invalidFor, nonNegative, oneOf, requiredText } from '../field-checks'

type Handler = k.V1LifecycleHandler & { grpc?: k.V1GRPCAction }

/** What all handlers of a container are judged by; graceSeconds is spec.terminationGracePeriodSeconds. */
export function validateHandlers(container: Container, graceSeconds: number | undefined, field: string): FieldError[] {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container
  return [
    ...(lifecycle ? validateLifecycle(lifecycle, graceSeconds, `${field}.lifecycle`) : []),
    ...(livenessProbe ? validateProbe(livenessProbe, `${field}.livenessProbe`, 'liveness') : []),
    ...(readinessProbe ? validateProbe(readinessProbe, `${field}.readinessProbe`, 'readiness') : []),
    ...(startupProbe ? validateProbe(startupProbe, `${field}.startupProbe`, 'startup') : []),
  ]
}

function validateProbe(probe: Probe, field: string, what: 'liveness' | 'readiness' | 'startup'): FieldError[] {
  const { terminationGracePeriodSeconds: graceSeconds, successThreshold } = probe
  const errors = [
    ...validateHandler(probe, undefined, field),
    ...PROBE_NUMBERS.flatMap((name) => nonNegative(`${field}.${name}`, probe[name])),
  ]
  if (graceSeconds !== undefined && graceSeconds <= 0)
    errors.push(invalid(`${field}.terminationGracePeriodSeconds`, graceSeconds, 'must be greater than 0'))
  if (what !== 'readiness' && successThreshold !== 1)
    errors.push(invalid(`${field}.successThreshold`, successThreshold ?? 0, 'must be 1'))
  if (what === 'readiness' && graceSeconds !== undefined)
    errors.push(invalid(`${field}.terminationGracePeriodSeconds`, graceSeconds, 'must not be set for readinessProbes'))
  return errors
}

const PROBE_NUMBERS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const

const validateLifecycle = (
  { postStart, preStop }: k.V1Lifecycle,
  graceSeconds: number | undefined,
  field: string,
): FieldError[] => [
  ...(postStart ? validateHandler(postStart, graceSeconds, `${field}.postStart`) : []),
  ...(preStop ? validateHandler(preStop, graceSeconds, `${field}.preStop`) : []),
]

/** Exactly one of the ways. The first counts, further ones are forbidden. */
function validateHandler(handler: Handler, graceSeconds: number | undefined, field: string): FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler
  const ways: [name: string, check: () => FieldError[]][] = []
  if (exec) ways.push(['exec', () => (exec.command?.length ? [] : [required(`${field}.exec.command`)])])
  if (httpGet) ways.push(['httpGet', () => validateHttpGet(httpGet, `${field}.httpGet`)])
  if (tcpSocket) ways.push(['tcpSocket', () => validatePort(tcpSocket.port, `${field}.tcpSocket.port`)])
  if (grpc) ways.push(['grpc', () => validatePort(grpc.port, `${field}.grpc.port`)])
  if (sleep) ways.push(['sleep', () => validateSleep(sleep.seconds, graceSeconds, `${field}.sleep`)])
  if (ways.length === 0) return [required(field, 'must specify a handler type')]
  return ways.flatMap(([name, check], index) =>
    index === 0 ? check() : [forbiddenField(`${field}.${name}`, 'may not specify more than 1 handler type')],
  )
}

function validateHttpGet({ path, port, scheme, httpHeaders }: k.V1HTTPGetAction, field: string): FieldError[] {
  return [
    ...requiredText(`${field}.path`, path),
    ...validatePort(port, `${field}.port`),
    ...oneOf(`${field}.scheme`, scheme, ['HTTP', 'HTTPS']),
    ...(httpHeaders ?? []).flatMap(({ name }) => invalidFor(`${field}.httpHeaders`, name, isHttpHeaderName(name))),
  ]
}

/** A number or the name of a port. */
export const validatePort = (port: IntOrString | undefined, field: string): FieldError[] =>
  typeof port === 'string'
    ? invalidFor(field, port, isPortName(port))
    : invalidFor(field, port ?? 0, isPortNumber(port ?? 0))

function validateSleep(seconds: number, graceSeconds: number | undefined, field: string): FieldError[] {
  if (graceSeconds === undefined || (seconds >= 0 && seconds <= graceSeconds)) return []
  return [invalid(field, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`)]
}
