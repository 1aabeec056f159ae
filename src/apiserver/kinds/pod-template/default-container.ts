// Follows pkg/apis/core/v1/defaults.go, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { parseImageReference } from '../../../objects/image-reference'
import type { Container, Probe } from '../../../objects/kinds'
import { changed, filled, mapped, withoutZeros } from '../filled'
import { defaultResources } from './default-resources'
import { defaultFieldRef, defaultResourceFieldRef } from './default-volumes'

/** Always for `latest` and for no tag, IfNotPresent for any other and for a name that is none. */
export const defaultPullPolicy = (image: string | undefined): string =>
  parseImageReference(image ?? '')?.tag === 'latest' ? 'Always' : 'IfNotPresent'

const OMITTED: readonly (keyof Container)[] = [
  'args',
  'command',
  'env',
  'envFrom',
  'image',
  'ports',
  'stdin',
  'stdinOnce',
  'tty',
  'volumeDevices',
  'volumeMounts',
  'workingDir',
  'resizePolicy',
  'restartPolicyRules',
  'imagePullPolicy',
  'terminationMessagePath',
  'terminationMessagePolicy',
]

/** A container of any kind: regular, init or ephemeral. */
export function defaultContainer<C extends Container>(container: C): C {
  const plain = withoutZeros(container, OMITTED as readonly (keyof C)[]) as Container
  const full = filled(plain, {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: defaultPullPolicy(plain.image),
  })
  const { ports, env, volumeMounts, lifecycle, livenessProbe, readinessProbe, startupProbe } = full
  return changed(full, {
    resources: defaultResources(full.resources),
    ...(ports ? { ports: mapped(ports, defaultPort) } : {}),
    ...(env ? { env: mapped(env, defaultEnvVar) } : {}),
    ...(volumeMounts ? { volumeMounts: mapped(volumeMounts, defaultMount) } : {}),
    ...(lifecycle ? { lifecycle: defaultLifecycle(lifecycle) } : {}),
    ...(livenessProbe ? { livenessProbe: defaultProbe(livenessProbe) } : {}),
    ...(readinessProbe ? { readinessProbe: defaultProbe(readinessProbe) } : {}),
    ...(startupProbe ? { startupProbe: defaultProbe(startupProbe) } : {}),
  }) as C
}

const defaultPort = (port: k.V1ContainerPort): k.V1ContainerPort =>
  filled(withoutZeros(port, ['name', 'hostPort', 'hostIP', 'protocol']), { protocol: 'TCP' })

const defaultMount = (mount: k.V1VolumeMount): k.V1VolumeMount =>
  withoutZeros(mount, ['readOnly', 'subPath', 'subPathExpr'])

function defaultEnvVar(variable: k.V1EnvVar): k.V1EnvVar {
  const plain = withoutZeros(variable, ['value'])
  const { valueFrom } = plain
  if (!valueFrom) return plain
  const { fieldRef, resourceFieldRef, fileKeyRef } = valueFrom
  return changed(plain, {
    valueFrom: changed(valueFrom, {
      ...(fieldRef ? { fieldRef: defaultFieldRef(fieldRef) } : {}),
      ...(resourceFieldRef ? { resourceFieldRef: defaultResourceFieldRef(resourceFieldRef) } : {}),
      ...(fileKeyRef ? { fileKeyRef: filled(fileKeyRef, { optional: false }) } : {}),
    }),
  })
}

function defaultProbe(probe: Probe): Probe {
  const plain = withoutZeros(probe, [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ])
  const full = filled(plain, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 })
  const { httpGet, grpc } = full
  return changed(full, {
    ...(httpGet ? { httpGet: defaultHttpGet(httpGet) } : {}),
    ...(grpc ? { grpc: filled(grpc, { service: '' }) } : {}),
  })
}

const defaultHttpGet = (get: k.V1HTTPGetAction): k.V1HTTPGetAction =>
  filled(withoutZeros(get, ['path', 'host', 'scheme', 'httpHeaders']), { path: '/', scheme: 'HTTP' })

/** The gate ContainerStopSignals is off: nothing is left of a lifecycle that has no more than a signal. */
function defaultLifecycle(lifecycle: k.V1Lifecycle): k.V1Lifecycle | undefined {
  const { postStart, preStop, stopSignal } = lifecycle
  if (stopSignal !== undefined && !postStart && !preStop) return undefined
  return changed(lifecycle, {
    stopSignal: undefined,
    ...(postStart ? { postStart: defaultHandler(postStart) } : {}),
    ...(preStop ? { preStop: defaultHandler(preStop) } : {}),
  })
}

const defaultHandler = (handler: k.V1LifecycleHandler): k.V1LifecycleHandler =>
  handler.httpGet ? changed(handler, { httpGet: defaultHttpGet(handler.httpGet) }) : handler
