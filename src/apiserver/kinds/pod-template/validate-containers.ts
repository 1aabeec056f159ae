// Follows validateContainers, validateInitContainers and validateEphemeralContainers of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Container, PodSpec } from '../../../objects/kinds'
import { isDns1123Label, isPortName, isPortNumber } from '../../../objects/names'
import { duplicate, forbiddenField, invalid, notFoundField, required, type FieldError } from '../../field-errors'
import { each, invalidFor, requiredOneOf, requiredText } from '../field-checks'
import { validateEnv, validateEnvFrom } from './validate-env'
import { validateHandlers } from './validate-handlers'
import { validateContainerResources } from './validate-resources'
import {
  validateInitResizePolicy,
  validateInitRestart,
  validateResizePolicy,
  validateRestart,
} from './validate-restart'
import { validateSecurityContext } from './validate-security-context'
import { validateVolumeDevices, validateVolumeMounts, type VolumesByName } from './validate-volume-mounts'

/** What a container is judged against. */
export interface PodContext {
  readonly spec: PodSpec
  readonly volumes: VolumesByName
  readonly claimNames: ReadonlySet<string>
}

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP']

export function validateContainers(context: PodContext, field: string): FieldError[] {
  const { containers = [], terminationGracePeriodSeconds: graceSeconds } = context.spec
  if (containers.length === 0) return [required(field)]
  const names = new Set<string>()
  const errors = each(containers, field, (container, at) => {
    const own = [
      ...validateContainer(container, context, at),
      ...(names.has(container.name) ? [duplicate(`${at}.name`, container.name)] : []),
      ...validateHandlers(container, graceSeconds, at),
      ...validateRestart(container, at),
    ]
    names.add(container.name)
    return own
  })
  return [...errors, ...validateHostPorts(containers, field)]
}

const NOT_FOR_INIT = 'may not be set for init containers without restartPolicy=Always'

export function validateInitContainers(context: PodContext, field: string): FieldError[] {
  const { containers = [], initContainers, terminationGracePeriodSeconds: graceSeconds } = context.spec
  const names = new Set(containers.map(({ name }) => name))
  return each(initContainers, field, (container, at) => {
    const sidecar = container.restartPolicy === 'Always'
    const errors = [
      ...validateContainer(container, context, at),
      ...validateInitRestart(container, at),
      ...(names.has(container.name) ? [duplicate(`${at}.name`, container.name)] : []),
      // They run one after the other: only the ports of one and the same container can be in each other's way.
      ...validateHostPorts([container], field),
      ...(sidecar
        ? validateHandlers(container, graceSeconds, at)
        : [
            ...HANDLERS.filter((name) => container[name] !== undefined).map((name) =>
              forbiddenField(`${at}.${name}`, NOT_FOR_INIT),
            ),
            ...validateInitResizePolicy(container, at),
          ]),
    ]
    if (container.name) names.add(container.name)
    return errors
  })
}

const HANDLERS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const
const NOT_FOR_EPHEMERAL = 'cannot be set for an Ephemeral Container'
/** In the order of the fields of upstream's EphemeralContainerCommon. */
const NOT_EPHEMERAL = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
] as const

export function validateEphemeralContainers(context: PodContext, field: string): FieldError[] {
  const { containers = [], initContainers = [], ephemeralContainers } = context.spec
  const others = new Set([...containers, ...initContainers].map(({ name }) => name))
  const names = new Set(others)
  return each(ephemeralContainers, field, (container, at) => {
    const { name, targetContainerName: target } = container
    const errors = [
      ...validateContainer(container, context, at),
      ...validateImageSpaces(container, at),
      ...(names.has(name) ? [duplicate(`${at}.name`, name)] : []),
      ...(target && !others.has(target) ? [notFoundField(`${at}.targetContainerName`, target)] : []),
      ...NOT_EPHEMERAL.flatMap((key) =>
        isEmpty(container[key]) ? [] : [forbiddenField(`${at}.${key}`, NOT_FOR_EPHEMERAL)],
      ),
      ...each(container.volumeMounts, `${at}.volumeMounts`, (mount, mountAt) => [
        ...(mount.subPath ? [forbiddenField(`${mountAt}.subPath`, NOT_FOR_EPHEMERAL)] : []),
        ...(mount.subPathExpr ? [forbiddenField(`${mountAt}.subPathExpr`, NOT_FOR_EPHEMERAL)] : []),
      ]),
    ]
    names.add(name)
    return errors
  })
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** What holds for containers of every sort. */
function validateContainer(
  container: Container,
  { spec, volumes, claimNames }: PodContext,
  field: string,
): FieldError[] {
  return [
    ...(container.name
      ? invalidFor(`${field}.name`, container.name, isDns1123Label(container.name))
      : [required(`${field}.name`)]),
    ...requiredText(`${field}.image`, container.image),
    ...requiredOneOf(`${field}.terminationMessagePolicy`, container.terminationMessagePolicy, [
      'File',
      'FallbackToLogsOnError',
    ]),
    ...validatePorts(container.ports, `${field}.ports`),
    ...validateEnv(container.env, `${field}.env`),
    ...validateEnvFrom(container.envFrom, `${field}.envFrom`),
    ...validateVolumeMounts(container, volumes, `${field}.volumeMounts`),
    ...validateVolumeDevices(container, volumes, `${field}.volumeDevices`),
    ...requiredOneOf(`${field}.imagePullPolicy`, container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateContainerResources(container.resources, claimNames, `${field}.resources`),
    ...validateResizePolicy(container.resizePolicy, spec.restartPolicy, `${field}.resizePolicy`),
    ...validateSecurityContext(container.securityContext, spec.hostUsers !== false, `${field}.securityContext`),
  ]
}

/** Only Pods are judged by this; templates never were. */
export const validateImageSpaces = ({ image = '' }: Container, field: string): FieldError[] =>
  image === image.trim() ? [] : [invalid(`${field}.image`, image, 'must not have leading or trailing whitespace')]

function validatePorts(ports: k.V1ContainerPort[] | undefined, field: string): FieldError[] {
  const names = new Set<string>()
  return each(ports, field, ({ name, containerPort, hostPort, protocol }, at) => {
    const errors: FieldError[] = []
    if (name) {
      const wrong = isPortName(name)
      if (wrong.length > 0) errors.push(...invalidFor(`${at}.name`, name, wrong))
      else if (names.has(name)) errors.push(duplicate(`${at}.name`, name))
      names.add(name)
    }
    return [
      ...errors,
      ...(containerPort
        ? invalidFor(`${at}.containerPort`, containerPort, isPortNumber(containerPort))
        : [required(`${at}.containerPort`)]),
      ...(hostPort ? invalidFor(`${at}.hostPort`, hostPort, isPortNumber(hostPort)) : []),
      ...requiredOneOf(`${at}.protocol`, protocol, PROTOCOLS),
    ]
  })
}

/** Each port of the host once, over all these containers. */
function validateHostPorts(containers: readonly Container[], field: string): FieldError[] {
  const taken = new Set<string>()
  return each(containers, field, ({ ports }, at) =>
    each(ports, `${at}.ports`, ({ hostPort, hostIP = '', protocol = '' }, portAt) => {
      if (!hostPort) return []
      const key = `${protocol}/${hostIP}/${hostPort}`
      if (taken.has(key)) return [duplicate(`${portAt}.hostPort`, key)]
      taken.add(key)
      return []
    }),
  )
}
