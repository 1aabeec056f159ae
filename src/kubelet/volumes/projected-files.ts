// The files of configMap, secret, downwardAPI and projected volumes. Follows pkg/volume/{configmap,secret,downwardapi,projected}, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { ConfigMap, Pod, Secret, Volume } from '../../objects/kinds'
import type { TokenWish } from './account-token'
import { fieldValue, resourceValue, type DownwardSources } from '../env/downward'

export interface VolumeFile {
  /** bytes, one character each, or text in UTF-8 when `text` */
  readonly content: string
  readonly isText: boolean
  /** text that is worked out when it is read; there is no content then */
  readonly live?: () => string
  readonly mode: number
  /** whose it is, when not root's */
  readonly uid?: number | undefined
}
export type VolumeFiles = ReadonlyMap<string, VolumeFile>

/** Where the data comes from. It may be another time's: a volume that nobody read yet shows what it held when it was mounted. */
export interface VolumeSources extends DownwardSources {
  configMap(name: string): ConfigMap | undefined
  secret(name: string): Secret | undefined
  /** a token for the Pod's service account */
  token(wish: TokenWish): string
}

/** Why a volume cannot be set up: the words after `MountVolume.SetUp failed for volume "x" : `. */
export class SetUpError extends Error {}

const MODE_DEFAULT = 0o644
const TOKEN_SECONDS = 3600

/** @returns undefined for volumes of another sort */
export function projectedFiles(volume: Volume, sources: VolumeSources): VolumeFiles | undefined {
  const files = new Map<string, VolumeFile>()
  if (volume.configMap) addConfigMap(files, volume.configMap, sources, volume.configMap.defaultMode)
  else if (volume.secret)
    addSecret(files, { ...volume.secret, name: volume.secret.secretName ?? '' }, sources, volume.secret.defaultMode)
  else if (volume.downwardAPI)
    addDownward(files, volume.downwardAPI.items ?? [], sources, volume.downwardAPI.defaultMode)
  else if (volume.projected) addProjected(files, volume.projected, sources)
  else return undefined
  return files
}

interface DataSource {
  name?: string
  items?: k.V1KeyToPath[]
  optional?: boolean
}

function addConfigMap(
  files: Map<string, VolumeFile>,
  source: DataSource,
  sources: VolumeSources,
  mode = MODE_DEFAULT,
): void {
  const found = sources.configMap(source.name ?? '')
  if (!found && !source.optional) throw new SetUpError(`configmap "${source.name ?? ''}" not found`)
  const data = new Map<string, VolumeFile>()
  for (const [key, content] of Object.entries(found?.data ?? {})) data.set(key, { content, isText: true, mode })
  for (const [key, content] of Object.entries(found?.binaryData ?? {}))
    data.set(key, { content: atob(content), isText: false, mode })
  addItems(files, data, source, { mode, missing: 'configmap references non-existent config key' })
}

function addSecret(
  files: Map<string, VolumeFile>,
  source: DataSource,
  sources: VolumeSources,
  mode = MODE_DEFAULT,
): void {
  const found = sources.secret(source.name ?? '')
  if (!found && !source.optional) throw new SetUpError(`secret "${source.name ?? ''}" not found`)
  const data = new Map<string, VolumeFile>()
  for (const [key, content] of Object.entries(found?.data ?? {}))
    data.set(key, { content: atob(content), isText: false, mode })
  addItems(files, data, source, { mode, missing: 'references non-existent secret key' })
}

function addItems(
  files: Map<string, VolumeFile>,
  data: ReadonlyMap<string, VolumeFile>,
  { items, optional }: DataSource,
  { mode, missing }: { mode: number; missing: string },
): void {
  if (!items?.length) {
    for (const [key, file] of data) files.set(key, file)
    return
  }
  for (const item of items) {
    const file = data.get(item.key)
    if (!file && !optional) throw new SetUpError(`${missing}: ${item.key}`)
    if (file) files.set(item.path, { ...file, mode: item.mode ?? mode })
  }
}

function addDownward(
  files: Map<string, VolumeFile>,
  items: readonly k.V1DownwardAPIVolumeFile[],
  sources: VolumeSources,
  mode = MODE_DEFAULT,
): void {
  for (const item of items)
    files.set(item.path, { content: downwardContent(item, sources), isText: true, mode: item.mode ?? mode })
}

function downwardContent({ fieldRef, resourceFieldRef }: k.V1DownwardAPIVolumeFile, sources: VolumeSources): string {
  if (fieldRef) return fieldValue(fieldRef.fieldPath, sources) ?? ''
  if (!resourceFieldRef) return ''
  const { containers, initContainers } = sources.pod.spec
  const container = [...containers, ...(initContainers ?? [])].find(
    ({ name }) => name === resourceFieldRef.containerName,
  )
  if (!container) throw new SetUpError(`container ${resourceFieldRef.containerName ?? ''} not found`)
  return resourceValue(resourceFieldRef, container, sources)
}

function addProjected(
  files: Map<string, VolumeFile>,
  { sources: parts, defaultMode = MODE_DEFAULT }: k.V1ProjectedVolumeSource,
  sources: VolumeSources,
): void {
  const faults: string[] = []
  for (const part of parts ?? []) {
    try {
      if (part.configMap) addConfigMap(files, part.configMap, sources, defaultMode)
      if (part.secret) addSecret(files, part.secret, sources, defaultMode)
      if (part.downwardAPI) addDownward(files, part.downwardAPI.items ?? [], sources, defaultMode)
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error
      faults.push(error.message)
    }
    if (part.serviceAccountToken) {
      const { audience, path, expirationSeconds = TOKEN_SECONDS } = part.serviceAccountToken
      const live = (): string => sources.token({ audience, expirationSeconds })
      files.set(path, { content: '', isText: true, live, ...tokenAccess(sources.pod, defaultMode) })
    }
  }
  // All that is missing is told at once, each message once, as Go's aggregates do.
  const [first, ...more] = new Set(faults)
  if (first !== undefined) throw new SetUpError(more.length > 0 ? `[${[first, ...more].join(', ')}]` : first)
}

/** A token is for the one user of all containers, or for the Pod's group; otherwise whoever is there may read it. */
function tokenAccess({ spec }: Pod, defaultMode: number): { mode: number; uid: number | undefined } {
  const containers = [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])]
  const users = new Set(
    containers.map(({ securityContext }) => securityContext?.runAsUser ?? spec.securityContext?.runAsUser),
  )
  const [uid] = users.size === 1 ? users : []
  const isFor = uid !== undefined || spec.securityContext?.fsGroup !== undefined
  return { mode: isFor ? 0o600 : defaultMode, uid }
}
