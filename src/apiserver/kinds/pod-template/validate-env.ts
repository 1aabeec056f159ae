// Follows ValidateEnv and ValidateEnvFrom of pkg/apis/core/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { isConfigMapKey, isDns1123Label, isDns1123Subdomain, isRelaxedEnvVarName } from '../../../objects/names'
import { canonicalQuantity } from '../../../objects/quantity'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor, requiredText } from '../field-checks'
import { validateFieldRef } from './validate-field-ref'
import { validateNoBacksteps } from './validate-paths'

export const validateEnv = (env: k.V1EnvVar[] | undefined, field: string): FieldError[] =>
  each(env, field, (variable, at) => [
    ...(variable.name
      ? invalidFor(`${at}.name`, variable.name, isRelaxedEnvVarName(variable.name))
      : [required(`${at}.name`)]),
    ...validateValueFrom(variable, `${at}.valueFrom`),
  ])

const ENV_FIELD_PATHS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]
const ENV_SOURCES =
  'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'

function validateValueFrom({ value, valueFrom }: k.V1EnvVar, field: string): FieldError[] {
  if (valueFrom === undefined) return []
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(Boolean).length
  const errors = [
    ...(fieldRef ? validateFieldRef(fieldRef, ENV_FIELD_PATHS, `${field}.fieldRef`) : []),
    ...(resourceFieldRef ? validateResourceFieldRef(resourceFieldRef, `${field}.resourceFieldRef`, false) : []),
    ...(configMapKeyRef ? validateKeyRef(configMapKeyRef, `${field}.configMapKeyRef`) : []),
    ...(secretKeyRef ? validateKeyRef(secretKeyRef, `${field}.secretKeyRef`) : []),
    ...(fileKeyRef ? validateFileKeyRef(fileKeyRef, `${field}.fileKeyRef`) : []),
  ]
  if (sources === 0) errors.push(invalid(field, '', ENV_SOURCES))
  else if (value) errors.push(invalid(field, '', 'may not be specified when `value` is not empty'))
  else if (sources > 1) errors.push(invalid(field, '', 'may not have more than one field specified at a time'))
  return errors
}

const validateKeyRef = ({ name, key }: { name?: string; key: string }, field: string): FieldError[] => [
  ...invalidFor(`${field}.name`, name ?? '', isDns1123Subdomain(name ?? '')),
  ...(key ? invalidFor(`${field}.key`, key, isConfigMapKey(key)) : [required(`${field}.key`)]),
]

const validateFileKeyRef = ({ volumeName, path, key }: k.V1FileKeySelector, field: string): FieldError[] => [
  ...(key ? invalidFor(`${field}.key`, key, isRelaxedEnvVarName(key)) : [required(`${field}.key`)]),
  ...(volumeName
    ? invalidFor(`${field}.volumeName`, volumeName, isDns1123Label(volumeName))
    : [required(`${field}.volumeName`)]),
  ...(path ? validateNoBacksteps(path, `${field}.path`) : [required(`${field}.path`)]),
]

const RESOURCE_FIELDS = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
]
const BYTE_DIVISORS = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']

/** resourceFieldRef; files of a volume must name the container. */
export function validateResourceFieldRef(
  reference: k.V1ResourceFieldSelector,
  field: string,
  inVolume: boolean,
): FieldError[] {
  const { resource, containerName, divisor } = reference
  const errors: FieldError[] = []
  if (inVolume && !containerName) errors.push(required(`${field}.containerName`))
  else if (!resource) errors.push(required(`${field}.resource`))
  else if (!RESOURCE_FIELDS.includes(resource) && !/^(requests|limits)\.hugepages-/.test(resource))
    errors.push(notSupported(`${field}.resource`, resource, RESOURCE_FIELDS))
  return [...errors, ...validateDivisor(resource, canonicalQuantity(divisor ?? '0'), `${field}.divisor`)]
}

const DIVISOR_WORDS: Readonly<Record<string, string>> = {
  memory: 'the memory resource',
  'ephemeral-storage': 'the local ephemeral storage resource',
}

function validateDivisor(resource: string, divisor: string, field: string): FieldError[] {
  if (divisor === '0' || !resource) return []
  const name = resource.slice(resource.indexOf('.') + 1)
  if (name === 'cpu')
    return divisor === '1m' || divisor === '1'
      ? []
      : [invalid(field, resource, "only divisor's values 1m and 1 are supported with the cpu resource")]
  const words = name.startsWith('hugepages-') ? 'the hugepages resource' : DIVISOR_WORDS[name]
  if (words === undefined || BYTE_DIVISORS.includes(divisor)) return []
  return [invalid(field, resource, `only divisor's values ${BYTE_DIVISORS.join(', ')} are supported with ${words}`)]
}

/** The error about the number of sources names the list, not the item: so it is upstream. */
export const validateEnvFrom = (envFrom: k.V1EnvFromSource[] | undefined, field: string): FieldError[] =>
  each(envFrom, field, ({ prefix, configMapRef, secretRef }, at) => {
    const errors = [
      ...(prefix ? invalidFor(`${at}.prefix`, prefix, isRelaxedEnvVarName(prefix)) : []),
      ...(configMapRef ? validateEnvSource(configMapRef, `${at}.configMapRef`) : []),
      ...(secretRef ? validateEnvSource(secretRef, `${at}.secretRef`) : []),
    ]
    if (!configMapRef && !secretRef)
      errors.push(invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`'))
    if (configMapRef && secretRef)
      errors.push(invalid(field, '', 'may not have more than one field specified at a time'))
    return errors
  })

const validateEnvSource = ({ name }: { name?: string }, field: string): FieldError[] =>
  name ? invalidFor(`${field}.name`, name, prefixErrors(name)) : requiredText(`${field}.name`, name)

/** Upstream judges these names as prefixes, so they may end in a dash. */
const prefixErrors = (name: string): string[] =>
  isDns1123Subdomain(name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name)
