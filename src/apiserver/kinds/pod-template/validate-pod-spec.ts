// Follows ValidatePodSpec and ValidatePodTemplateSpec of pkg/apis/core/validation, v1.36.
import type { PodSpec, PodTemplateSpec } from '../../../objects/kinds'
import { isDns1123Label, isDns1123Subdomain, isQualifiedName, isStrictIp } from '../../../objects/names'
import { duplicate, forbiddenField, invalid, required, tooLong, type FieldError } from '../../field-errors'
import { each, invalidFor, oneOf, requiredOneOf } from '../field-checks'
import { validateTemplateMeta } from '../metadata'
import { validateLabels } from '../metadata/labels'
import { validateAffinity } from './validate-affinity'
import { validatePodAnnotations } from './validate-annotations'
import { validateContainers, validateEphemeralContainers, validateInitContainers } from './validate-containers'
import { validateDnsConfig, validateDnsPolicy } from './validate-dns'
import { validateEnvFiles } from './validate-env-files'
import { validateOs } from './validate-os'
import { validateProfileAnnotations } from './validate-profile-annotations'
import { validateResourceClaims } from './validate-resource-claims'
import { validatePodLevelResources } from './validate-pod-resources'
import { validateOverhead } from './validate-resources'
import { validateHostUsers, validatePodSecurityContext } from './validate-security-context'
import { validateTolerations } from './validate-tolerations'
import { validateTopologySpread } from './validate-topology-spread'
import { validateVolumes } from './validate-volumes'
import { validateHostProcesses } from './validate-windows-options'

/** How a spec is judged: Pods have a name and are a little stricter than templates. */
export interface PodSpecOptions {
  /** the Pod's name, when it is one */
  readonly podName?: string
  /** whether it stands for a Pod that the kubelet runs from a file */
  readonly isMirror?: boolean
}

/** A spec after its defaults, in upstream's order of errors. */
export function validatePodSpec(
  spec: PodSpec,
  field: string,
  { podName = '', isMirror = false }: PodSpecOptions = {},
): FieldError[] {
  const [volumes, volumeErrors] = validateVolumes(spec.volumes, podName, `${field}.volumes`)
  const claimNames = new Set((spec.resourceClaims ?? []).map(({ name }) => name).filter(Boolean))
  const context = { spec, volumes, claimNames }
  return [
    ...(spec.terminationGracePeriodSeconds === undefined ? [required(`${field}.terminationGracePeriodSeconds`)] : []),
    ...volumeErrors,
    ...validateResourceClaims(spec.resourceClaims, isMirror, `${field}.resourceClaims`),
    ...validateContainers(context, `${field}.containers`),
    ...validateInitContainers(context, `${field}.initContainers`),
    ...validateEphemeralContainers(context, `${field}.ephemeralContainers`),
    ...validatePodLevelResources(spec, claimNames, `${field}.resources`),
    ...validateHostNetworkPorts(spec, podName !== '', `${field}.containers`),
    ...requiredOneOf(`${field}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']),
    ...validateDnsPolicy(spec.dnsPolicy, `${field}.dnsPolicy`),
    ...validateLabels(spec.nodeSelector, `${field}.nodeSelector`),
    ...validatePodSecurityContext(spec, `${field}.securityContext`),
    ...validateAffinity(spec.affinity, `${field}.affinity`),
    ...validateDnsConfig(spec, `${field}.dnsConfig`),
    ...each(spec.readinessGates, `${field}.readinessGates`, ({ conditionType }, at) =>
      invalidFor(`${at}.conditionType`, conditionType, isQualifiedName(conditionType)),
    ),
    ...validateSchedulingGates(spec, `${field}.schedulingGates`),
    ...validateTopologySpread(spec.topologySpreadConstraints, `${field}.topologySpreadConstraints`),
    ...validateHostProcesses(spec, field),
    ...validateHostUsers(spec, field),
    ...validateHostnameOverride(spec, field),
    ...validateNames(spec, field),
    ...validateTolerations(spec.tolerations, `${field}.tolerations`),
    ...validateHostAliases(spec, `${field}.hostAliases`),
    ...validateScheduling(spec, field),
    ...validateOverhead(spec.overhead, `${field}.overhead`),
    ...validateOs(spec, field),
    ...validateEnvFiles(spec, field),
  ]
}

/** On the host's network a container's port is the host's; in templates it may still be left out. */
function validateHostNetworkPorts({ hostNetwork, containers }: PodSpec, isPod: boolean, field: string): FieldError[] {
  if (!hostNetwork) return []
  return each(containers, field, ({ ports }, at) =>
    each(ports, `${at}.ports`, ({ hostPort = 0, containerPort }, portAt) =>
      (isPod || hostPort !== 0) && hostPort !== containerPort
        ? [invalid(`${portAt}.hostPort`, hostPort, 'must match `containerPort` when `hostNetwork` is true')]
        : [],
    ),
  )
}

function validateSchedulingGates({ schedulingGates }: PodSpec, field: string): FieldError[] {
  const seen = new Set<string>()
  return each(schedulingGates, field, ({ name }, at) => {
    const errors = invalidFor(at, name, isQualifiedName(name))
    if (seen.has(name)) errors.push(duplicate(at, name))
    seen.add(name)
    return errors
  })
}

const HOSTNAME_CHARACTERS_MAX = 64

function validateHostnameOverride(
  { hostnameOverride: name, setHostnameAsFQDN, hostNetwork }: PodSpec,
  field: string,
): FieldError[] {
  if (name === undefined) return []
  const at = `${field}.hostnameOverride`
  return [
    ...(setHostnameAsFQDN ? [forbiddenField(at, 'may not be specified when setHostnameAsFQDN is true')] : []),
    ...(hostNetwork ? [forbiddenField(at, 'may not be specified when hostNetwork is true')] : []),
    ...(name.length > HOSTNAME_CHARACTERS_MAX ? [tooLong(at, HOSTNAME_CHARACTERS_MAX)] : []),
    ...invalidFor(at, name, isDns1123Subdomain(name)),
  ]
}

const SECONDS = 'must be between 1 and 2147483647, inclusive'

function validateNames(spec: PodSpec, field: string): FieldError[] {
  const { serviceAccountName, nodeName, activeDeadlineSeconds: seconds, hostname, subdomain } = spec
  return [
    ...(serviceAccountName
      ? invalidFor(`${field}.serviceAccountName`, serviceAccountName, isDns1123Subdomain(serviceAccountName))
      : []),
    ...(nodeName ? invalidFor(`${field}.nodeName`, nodeName, isDns1123Subdomain(nodeName)) : []),
    ...(seconds !== undefined && (seconds < 1 || seconds > 2147483647)
      ? [invalid(`${field}.activeDeadlineSeconds`, seconds, SECONDS)]
      : []),
    ...(hostname ? invalidFor(`${field}.hostname`, hostname, isDns1123Label(hostname)) : []),
    ...(subdomain ? invalidFor(`${field}.subdomain`, subdomain, isDns1123Label(subdomain)) : []),
  ]
}

const validateHostAliases = ({ hostAliases }: PodSpec, field: string): FieldError[] =>
  each(hostAliases, field, ({ ip, hostnames }, at) => [
    ...invalidFor(`${at}.ip`, ip, isStrictIp(ip)),
    ...each(hostnames, `${at}.hostnames`, (name, nameAt) => invalidFor(nameAt, name, isDns1123Subdomain(name))),
  ])

function validateScheduling(
  { priorityClassName, runtimeClassName, preemptionPolicy }: PodSpec,
  field: string,
): FieldError[] {
  return [
    ...(priorityClassName
      ? invalidFor(`${field}.priorityClassName`, priorityClassName, isDns1123Subdomain(priorityClassName))
      : []),
    ...(runtimeClassName === undefined
      ? []
      : invalidFor(`${field}.runtimeClassName`, runtimeClassName, isDns1123Subdomain(runtimeClassName))),
    ...oneOf(`${field}.preemptionPolicy`, preemptionPolicy, ['PreemptLowerPriority', 'Never']),
  ]
}

/** The template of a Deployment and its like, after its defaults. */
export function validatePodTemplateSpec(template: PodTemplateSpec, field: string): FieldError[] {
  const spec = template.spec ?? { containers: [] }
  return [
    ...validateTemplateMeta(template.metadata, field),
    ...validatePodAnnotations(template.metadata?.annotations, spec, `${field}.annotations`),
    ...validatePodSpec(spec, `${field}.spec`),
    ...validateProfileAnnotations(template.metadata?.annotations, spec, `${field}.spec`),
    ...(spec.ephemeralContainers?.length
      ? [forbiddenField(`${field}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template')]
      : []),
  ]
}
