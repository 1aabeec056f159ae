// The volumes of one Pod on its node. Set up when the Pod starts; their files are made when a container first reads them.
// Follows pkg/kubelet/volumemanager, v1.36.
import type { Reader } from '../../apiserver/client'
import type { ConfigMap, Container, Pod, Secret, Volume } from '../../objects/kinds'
import { NotModelled } from '../../objects/not-modelled'
import type { Instant } from '../../simulation/timers'
import type { DownwardSources } from '../env/downward'
import { expand } from '../env/expansion'
import { MemoryFs } from '../files/memory-fs'
import { folderNode, type FileNode, type FolderNode } from '../files/tree'
import { accountToken } from './account-token'
import { writeAtomically } from './atomic-folder'
import { checkHostPath } from './host-path'
import { giveToGroup } from './ownership'
import { projectedFiles, SetUpError, type VolumeFiles, type VolumeSources } from './projected-files'
import type { Storage } from './storage'

export interface VolumeContext {
  readonly read: Reader
  readonly storage: Storage
  readonly nodeName: string
  readonly now: () => Instant
  /** the Pod as it is now, and its addresses */
  downward(): DownwardSources
  imageFiles(image: string): FolderNode
}

export interface VolumeFault {
  readonly volume: string
  readonly message: string
}

/** Volumes whose files follow objects of the API. */
export const isProjection = (volume: Volume): boolean =>
  Boolean(volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected)

/** Names of ConfigMaps or Secrets that the Pod's volumes show. */
export function namesInVolumes(pod: Pod, kind: 'ConfigMap' | 'Secret'): string[] {
  return (pod.spec.volumes ?? [])
    .flatMap((volume) => {
      const parts = volume.projected?.sources ?? [volume]
      return parts.map((part) =>
        kind === 'ConfigMap'
          ? part.configMap?.name
          : 'secretName' in (part.secret ?? {})
            ? volume.secret?.secretName
            : (part.secret as { name?: string } | undefined)?.name,
      )
    })
    .filter((name) => name !== undefined)
}

export class PodVolumes {
  private readonly roots = new Map<string, FolderNode | FileNode>()

  constructor(private readonly context: VolumeContext) {}

  /** What cannot be set up now; nothing when all is in place. */
  faults(pod: Pod): VolumeFault[] {
    const faults: VolumeFault[] = []
    for (const volume of pod.spec.volumes ?? []) {
      try {
        this.check(pod, volume)
      } catch (error) {
        // What the model lacks keeps the Pod waiting and is told in its Events: the cluster goes on.
        if (!(error instanceof SetUpError) && !(error instanceof NotModelled)) throw error
        faults.push({ volume: volume.name, message: error.message })
      }
    }
    return faults
  }

  private check(pod: Pod, volume: Volume): void {
    if (volume.hostPath)
      checkHostPath(this.context.storage.disk(this.context.nodeName), volume.hostPath.path, volume.hostPath.type)
    else if (volume.image) return
    else if (isProjection(volume)) projectedFiles(volume, { ...this.sources(pod), token: () => '' })
    else this.claimOf(pod, volume)
  }

  /** Hangs the volumes that a container mounts into its files. */
  mountInto(files: MemoryFs, pod: Pod, container: Container, env: Readonly<Record<string, string>>): void {
    for (const mount of container.volumeMounts ?? []) {
      const volume = pod.spec.volumes?.find(({ name }) => name === mount.name)
      if (!volume) continue
      const root = this.rootOf(pod, volume)
      const subPath = mount.subPathExpr ? expand(mount.subPathExpr, (name) => env[name]) : mount.subPath
      const target = subPath ? this.below(root, subPath) : root
      files.mount(mount.mountPath, target, {
        readOnly:
          mount.readOnly === true ||
          isProjection(volume) ||
          volume.image !== undefined ||
          volume.persistentVolumeClaim?.readOnly === true,
        source: isInMemory(volume) ? 'tmpfs' : 'ext4',
      })
    }
  }

  /** A sub-path is made when it is missing, as folders with the mode of the volume's own. */
  private below(root: FolderNode | FileNode, path: string): FolderNode | FileNode {
    if (root.kind === 'file') return root
    const inside = new MemoryFs({ root, now: this.context.now })
    if (!inside.existsSync(path)) {
      let at = ''
      for (const name of path.split('/').filter(Boolean)) {
        at += `/${name}`
        if (inside.existsSync(at)) continue
        inside.mkdirSync(at)
        inside.chmodSync(at, root.mode & 0o7777)
        if (root.owner) inside.chownSync(at, root.owner)
      }
    }
    return inside.nodeAt(path) ?? root
  }

  /** The text of a file in a volume, if it is there. */
  textIn(pod: Pod, name: string, path: string): string | undefined {
    const volume = pod.spec.volumes?.find((each) => each.name === name)
    const root = volume ? this.rootOf(pod, volume) : undefined
    if (root?.kind !== 'folder') return undefined
    const files = new MemoryFs({ root, now: this.context.now })
    return files.existsSync(path) && !files.isFolderSync(path) ? files.readTextSync(path) : undefined
  }

  rootOf(pod: Pod, volume: Volume): FolderNode | FileNode {
    const known = this.roots.get(volume.name)
    if (known) return known
    const root = this.makeRoot(pod, volume)
    giveToGroup(root, volume, pod)
    this.roots.set(volume.name, root)
    return root
  }

  private makeRoot(pod: Pod, volume: Volume): FolderNode | FileNode {
    const { storage, nodeName, now } = this.context
    if (volume.emptyDir) return folderNode(0o777, now())
    if (volume.image) return this.context.imageFiles(volume.image.reference ?? '')
    if (volume.hostPath)
      return storage.disk(nodeName).nodeAt(volume.hostPath.path) ?? storage.folderOnDisk(nodeName, volume.hostPath.path)
    const files = projectedFiles(volume, this.sources(pod))
    if (files) return writeAtomically(projectionFolder(volume, now()), files, now())
    const claim = this.claimOf(pod, volume)
    const persistent = claim?.spec.volumeName
      ? this.context.read.get('PersistentVolume', '', claim.spec.volumeName)
      : undefined
    if (!persistent) return folderNode(0o777, now())
    return storage.persistentVolume(persistent, nodeName)
  }

  private claimOf(pod: Pod, volume: Volume) {
    if (!volume.persistentVolumeClaim && !volume.ephemeral) {
      if (volume.emptyDir) return undefined
      throw new NotModelled(`volumes of the kind ${Object.keys(volume).find((key) => key !== 'name') ?? 'none'}`)
    }
    const name = volume.persistentVolumeClaim?.claimName ?? `${pod.metadata.name}-${volume.name}`
    return this.context.read.get('PersistentVolumeClaim', pod.metadata.namespace ?? '', name)
  }

  /**
   * Files that follow the API are written anew. A volume that nobody has read yet is made now, out of the data of before,
   * when `before` is given.
   */
  refresh(pod: Pod, before?: { kind: 'ConfigMap' | 'Secret'; object: ConfigMap | Secret }): void {
    for (const volume of pod.spec.volumes ?? []) {
      if (!isProjection(volume)) continue
      const known = this.roots.get(volume.name)
      if (before ? known : known?.kind !== 'folder') continue
      try {
        const files = projectedFiles(volume, this.sources(pod, before)) as VolumeFiles
        const now = this.context.now()
        const root = writeAtomically(known?.kind === 'folder' ? known : projectionFolder(volume, now), files, now)
        giveToGroup(root, volume, pod)
        this.roots.set(volume.name, root)
      } catch (error) {
        // What was there stays when the object has gone.
        if (!(error instanceof SetUpError)) throw error
      }
    }
  }

  private sources(pod: Pod, before?: { kind: 'ConfigMap' | 'Secret'; object: ConfigMap | Secret }): VolumeSources {
    const { read } = this.context
    const namespace = pod.metadata.namespace ?? ''
    const old = (kind: string, name: string) =>
      before?.kind === kind && before.object.metadata.name === name ? before.object : undefined
    return {
      ...this.context.downward(),
      configMap: (name) => (old('ConfigMap', name) as ConfigMap | undefined) ?? read.get('ConfigMap', namespace, name),
      secret: (name) => (old('Secret', name) as Secret | undefined) ?? read.get('Secret', namespace, name),
      token: (wish) => accountToken(pod, read, this.context.now(), wish),
    }
  }
}

/** Secrets and tokens never touch a disk. */
const isInMemory = (volume: Volume): boolean =>
  volume.emptyDir?.medium === 'Memory' || volume.secret !== undefined || volume.projected !== undefined

/** Those of ConfigMaps and of the downward API lie on the node's disk, the others in memory. */
const projectionFolder = (volume: Volume, now: Instant): FolderNode =>
  folderNode(volume.configMap || volume.downwardAPI ? 0o777 : 0o1777, now)
