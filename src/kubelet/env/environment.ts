// The environment of a container. Follows pkg/kubelet makeEnvironmentVariables, v1.36. Upstream hands variables over in
// the order of a map; ours is: envFrom, env, Services.
import type { Reader } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import type { Container } from '../../objects/kinds'
import { fieldValue, resourceValue, type DownwardSources } from './downward'
import { expand } from './expansion'

export interface EnvironmentInput extends DownwardSources {
  readonly read: Reader
  readonly container: Container
  /** variables of the Services around it */
  readonly services: Readonly<Record<string, string>>
  /** the text of a file in a volume of the Pod */
  file?(volume: string, path: string): string | undefined
}

export type Environment = { readonly variables: Readonly<Record<string, string>> } | { readonly error: string }

/** A value that keeps the container from being created: CreateContainerConfigError with this message. */
class Missing extends Error {}

export function environment(input: EnvironmentInput): Environment {
  try {
    return { variables: collect(input) }
  } catch (error) {
    if (error instanceof Missing) return { error: error.message }
    throw error
  }
}

/** A container whose environment cannot fail: it need not be looked at before somebody reads it. */
export const hasPlainEnvironment = ({ env, envFrom }: Container): boolean =>
  !envFrom?.length &&
  !(env ?? []).some(({ valueFrom }) => valueFrom?.configMapKeyRef || valueFrom?.secretKeyRef || valueFrom?.fileKeyRef)

function collect(input: EnvironmentInput): Record<string, string> {
  const { container, services } = input
  const variables: Record<string, string> = {}
  for (const source of container.envFrom ?? []) Object.assign(variables, fromSource(input, source))
  const lookUp = (name: string): string | undefined => variables[name] ?? services[name]
  for (const { name, value, valueFrom } of container.env ?? []) {
    const found = valueFrom ? valueOf(input, valueFrom) : expand(value ?? '', lookUp)
    if (found !== undefined) variables[name] = found
  }
  for (const [name, value] of Object.entries(services)) variables[name] ??= value
  return variables
}

function fromSource(
  { pod, read }: EnvironmentInput,
  { prefix = '', configMapRef, secretRef }: k.V1EnvFromSource,
): Record<string, string> {
  const namespace = pod.metadata.namespace ?? ''
  const data = configMapRef
    ? configMapData(read, namespace, configMapRef.name ?? '', configMapRef.optional)
    : secretData(read, namespace, secretRef?.name ?? '', secretRef?.optional)
  return Object.fromEntries(
    Object.entries(data ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [prefix + key, value]),
  )
}

function valueOf(input: EnvironmentInput, source: k.V1EnvVarSource): string | undefined {
  const { pod, read, container } = input
  const namespace = pod.metadata.namespace ?? ''
  if (source.fieldRef) return fieldValue(source.fieldRef.fieldPath, input) ?? ''
  if (source.resourceFieldRef) {
    const { containerName } = source.resourceFieldRef
    const named = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find(
      ({ name }) => name === containerName,
    )
    return resourceValue(source.resourceFieldRef, named ?? container, input)
  }
  if (source.configMapKeyRef) {
    const { name = '', key, optional } = source.configMapKeyRef
    return keyOf(configMapData(read, namespace, name, optional), key, `ConfigMap ${namespace}/${name}`, optional)
  }
  if (source.secretKeyRef) {
    const { name = '', key, optional } = source.secretKeyRef
    return keyOf(secretData(read, namespace, name, optional), key, `Secret ${namespace}/${name}`, optional)
  }
  return source.fileKeyRef ? fromFile(input, source.fileKeyRef) : ''
}

/** A line `KEY='value'` of a file that an init container has written. */
function fromFile(
  input: EnvironmentInput,
  { volumeName, path, key, optional }: k.V1FileKeySelector,
): string | undefined {
  const text = input.file?.(volumeName, path)
  if (text === undefined && !optional) throw new Missing("couldn't parse env file")
  for (const line of (text ?? '').split('\n')) {
    const found = /^\s*([^=#\s][^=]*)='([^']*)'\s*(#.*)?$/.exec(line)
    if (found?.[1] === key) return found[2]
  }
  if (optional) return undefined
  throw new Missing(`environment variable key "${key}" not found in file "${path}"`)
}

function keyOf(
  data: Record<string, string> | undefined,
  key: string,
  where: string,
  optional: boolean | undefined,
): string | undefined {
  if (!data) return undefined
  if (data[key] !== undefined) return data[key]
  if (optional) return undefined
  throw new Missing(`couldn't find key ${key} in ${where}`)
}

function configMapData(
  read: Reader,
  namespace: string,
  name: string,
  optional: boolean | undefined,
): Record<string, string> | undefined {
  const found = read.get('ConfigMap', namespace, name)
  if (found) return found.data ?? {}
  if (optional) return undefined
  throw new Missing(`configmap "${name}" not found`)
}

function secretData(
  read: Reader,
  namespace: string,
  name: string,
  optional: boolean | undefined,
): Record<string, string> | undefined {
  const found = read.get('Secret', namespace, name)
  if (found) return decodedData(found.data)
  if (optional) return undefined
  throw new Missing(`secret "${name}" not found`)
}

/** Secrets keep their values in base64. */
export const decodedData = (data: Readonly<Record<string, string>> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [key, decodeBase64(value)]))

export function decodeBase64(text: string): string {
  const bytes = atob(text)
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)))
}
