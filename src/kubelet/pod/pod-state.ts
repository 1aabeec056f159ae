// The state of one Pod on its node: what is wanted, what really is, and what the kubelet has seen of it.
import type { Container, Pod, PodStatus } from '../../objects/kinds'
import type { DownwardSources } from '../env/downward'
import { fileNode, folderNode, type FileNode } from '../files/tree'
import type { PodProber } from '../probes/pod-prober'
import { NO_SECRETS } from '../pulls/pull-secrets'
import { NOTHING_RUNS, type RuntimeStatus } from '../runtime/runtime-status'
import { SharedProcesses } from '../shell/shared-processes'
import type { StartError } from '../status/container-statuses'
import type { PodVerdict } from '../status/pod-status'
import { PodVolumes } from '../volumes/pod-volumes'
import { BackOff } from './back-off'
import type { ContainerRecord } from './container-record'
import type { PodHost } from './pod-host'
import type { ResizeState } from './resize'

/** new: not admitted yet. ending: containers are being stopped. leaving: all have stopped. gone: nothing left to do. */
export type Stage = 'new' | 'running' | 'ending' | 'leaving' | 'gone'

/** Ended starts that are kept per container, as the kubelet's garbage collector does. */
const DEAD_PER_CONTAINER = 1

export class PodState {
  stage: Stage = 'new'
  /** what really is */
  records: ContainerRecord[] = []
  sandbox: RuntimeStatus['sandbox'] = 'none'
  attempt = 0
  ip = ''
  /** what the kubelet has seen of it */
  cache: RuntimeStatus = NOTHING_RUNS
  /** the status that the kubelet reported last */
  reported: PodStatus | undefined
  unreported = false
  mounted = false
  /** how long the next failed mount waits */
  mountWaitMs: number | undefined
  startErrors: Map<string, StartError> | undefined
  preStopped: Set<ContainerRecord> | undefined
  verdict: PodVerdict | undefined
  graceSeconds: number | undefined
  prober: PodProber | undefined
  restarts: BackOff | undefined
  resize: ResizeState | undefined
  forgetAddress: (() => void) | undefined
  /** restarts of containers that were removed */
  purged: Map<string, number> | undefined
  /** the exit of a container has made the whole Pod start anew, and what ran is not removed yet */
  restartingAll = false
  /** as of the last sync */
  pullSecrets = NO_SECRETS
  /** of all containers in this sandbox, where they share them */
  processes: SharedProcesses | undefined
  /** volumes of the downward API may show something else now */
  labelsChanged = false
  /** the API has forgotten it */
  removed = false
  /** a static Pod: from a file of the node, not from the API */
  manifest: string | undefined
  /** its mirror was deleted: it is made again */
  onMirrorGone: (() => void) | undefined
  protected seenSinceSync = true
  private volumes: PodVolumes | undefined
  private files: Map<string, FileNode> | undefined

  constructor(
    public pod: Pod,
    readonly host: PodHost,
  ) {}

  get uid(): string {
    return this.pod.metadata.uid
  }

  /** Takes in what is. @returns how many containers and sandboxes have changed since it was done last */
  look(): number {
    this.seenSinceSync = true
    const { cache, records, sandbox, attempt, ip } = this
    const changed = records.filter(({ sight }) => !cache.containers.includes(sight)).length
    const events = changed + (cache.sandbox === sandbox && cache.attempt === attempt ? 0 : 1)
    if (events === 0 && cache.containers.length === records.length) return 0
    this.cache = {
      sandbox,
      attempt,
      ip: this.pod.spec.hostNetwork ? '' : ip,
      containers: records.map(({ sight }) => sight),
    }
    return events
  }

  addRecord(record: ContainerRecord): void {
    const { name } = record.container
    let dead = 0
    const kept = this.records.filter(
      (each) => each.container.name !== name || !each.hasEnded || dead++ < DEAD_PER_CONTAINER,
    )
    this.records = [record, ...kept]
  }

  /** A new sandbox runs all init containers again: the old ones are removed, their restarts are still counted. */
  purgeInitContainers(): void {
    this.purgeContainers(new Set(this.pod.spec.initContainers?.map(({ name }) => name)))
  }

  purgeContainers(names: ReadonlySet<string>): void {
    if (names.size === 0) return
    this.purged = new Map(
      this.records
        .filter(({ sight }) => names.has(sight.name))
        .reverse()
        .map(({ sight }) => [sight.name, sight.restartCount]),
    )
    this.records = this.records.filter(({ sight }) => !names.has(sight.name))
  }

  newest(name: string): ContainerRecord | undefined {
    return this.records.find((record) => record.container.name === name)
  }

  container(name: string): Container | undefined {
    const { containers, initContainers = [], ephemeralContainers = [] } = this.pod.spec
    return [...containers, ...initContainers, ...ephemeralContainers].find((each) => each.name === name)
  }

  downward(): DownwardSources {
    return {
      pod: this.pod,
      podIP: this.pod.spec.hostNetwork ? this.host.ip : this.ip,
      hostIP: this.host.ip,
      allocatable: this.host.allocatable,
    }
  }

  podVolumes(): PodVolumes {
    const { read, storage, nodeName, loop, runtime } = this.host
    this.volumes ??= new PodVolumes({
      read,
      storage,
      nodeName,
      now: loop.now,
      downward: () => this.downward(),
      imageFiles: (image) => runtime.imageFiles?.(image) ?? folderNode(),
    })
    return this.volumes
  }

  /** A file that all containers of the Pod share, made when it is first asked for. */
  sharedFile(name: string, content: () => string): FileNode {
    this.files ??= new Map()
    let file = this.files.get(name)
    if (!file) this.files.set(name, (file = fileNode(content(), { mtime: this.host.loop.now() })))
    return file
  }

  sharedProcesses(): SharedProcesses {
    this.processes ??= new SharedProcesses(this.host.loop.now())
    return this.processes
  }

  backOff(): BackOff {
    this.restarts ??= new BackOff()
    return this.restarts
  }
}
