// Pods out of the manifest folder of a node, and their mirrors in the API. Follows pkg/kubelet/config/file.go and
// pkg/kubelet/pod/mirror_client.go, v1.36. The mirror is made first and the Pod runs by what the API server made of it:
// defaults need not be known here. Upstream runs the Pod even when the mirror is refused.
import { parseAllDocuments } from 'yaml'
import { isApiError, type Api } from '../../apiserver/client'
import { fnv1a } from '../../objects/hash'
import type { Draft } from '../../objects/kube-object'
import type { Pod } from '../../objects/kinds'
import { PodWorker } from '../pod/pod-worker'
import { MIRROR, type NodeAgent } from '../node/node-agent'

export const MANIFESTS = '/etc/kubernetes/manifests'

interface StaticPod {
  readonly file: string
  readonly hash: string
  readonly draft: Draft<Pod>
}

export class StaticPods {
  /** by node, then by file */
  private readonly running = new Map<string, Map<string, { pod: StaticPod; worker: PodWorker }>>()

  constructor(private readonly api: Api) {}

  write(agent: NodeAgent, file: string, text: string): void {
    const disk = agent.storage.disk(agent.nodeName)
    if (text === '') disk.rmSync(`${MANIFESTS}/${file}`, { force: true })
    else disk.writeFileSync(`${MANIFESTS}/${file}`, text)
    this.look(agent)
  }

  /** Compares the folder with what runs. */
  look(agent: NodeAgent): void {
    if (!agent.running || !agent.powered) return
    const running = this.running.get(agent.nodeName) ?? new Map<string, { pod: StaticPod; worker: PodWorker }>()
    const wanted = new Map(readManifests(agent).map((pod) => [pod.file, pod]))
    if (wanted.size === 0 && running.size === 0) return
    this.running.set(agent.nodeName, running)
    for (const [file, { pod, worker }] of running) {
      if (wanted.get(file)?.hash === pod.hash) {
        if (agent.connected) this.keepMirror(pod, worker)
        continue
      }
      running.delete(file)
      worker.onMirrorGone = undefined
      worker.removed = true
      this.removeMirror(worker)
      worker.end()
    }
    for (const pod of wanted.values()) if (!running.has(pod.file)) this.start(agent, running, pod)
  }

  private start(agent: NodeAgent, running: Map<string, { pod: StaticPod; worker: PodWorker }>, pod: StaticPod): void {
    if (!agent.connected) return
    const mirror = this.makeMirror(pod)
    if (!mirror) return
    const worker = new PodWorker(mirror, agent)
    worker.manifest = pod.file
    worker.onMirrorGone = () => this.keepMirror(pod, worker)
    running.set(pod.file, { pod, worker })
    agent.workers.set(mirror.metadata.uid, worker)
    worker.wake()
  }

  private makeMirror({ draft }: StaticPod): Pod | undefined {
    try {
      return this.api.create('Pod', draft)
    } catch (error) {
      if (isApiError(error)) return undefined
      throw error
    }
  }

  /** Whoever deletes the mirror deletes nothing: it is made again and shows the same containers. */
  private keepMirror(pod: StaticPod, worker: PodWorker): void {
    const { host } = worker
    const { namespace = '', name, uid } = worker.pod.metadata
    const kept = host.read.get('Pod', namespace, name)
    if (kept && kept.metadata.uid === uid && kept.metadata.deletionTimestamp === undefined) return
    if (kept) this.removeMirror(worker)
    const mirror = this.makeMirror(pod)
    if (!mirror) return
    const workers = (host as NodeAgent).workers
    workers.delete(uid)
    workers.set(mirror.metadata.uid, worker)
    worker.pod = mirror
    worker.wake()
  }

  private removeMirror({ pod }: PodWorker): void {
    try {
      this.api.delete('Pod', pod.metadata.namespace ?? '', pod.metadata.name, { gracePeriodSeconds: 0 })
    } catch (error) {
      if (!isApiError(error)) throw error
    }
  }
}

/** In the order of files. A file that is no manifest is passed over, as upstream does after logging it. */
function readManifests(agent: NodeAgent): StaticPod[] {
  const disk = agent.storage.disk(agent.nodeName)
  if (!disk.isFolderSync(MANIFESTS)) return []
  return disk.readdirSync(MANIFESTS).flatMap((file) => {
    if (file.startsWith('.') || disk.isFolderSync(`${MANIFESTS}/${file}`)) return []
    const pod = parseManifest(disk.readTextSync(`${MANIFESTS}/${file}`), file, agent)
    return pod ? [pod] : []
  })
}

function parseManifest(text: string, file: string, { nodeName, node }: NodeAgent): StaticPod | undefined {
  const manifest = parseAllDocuments(text)[0]?.toJS() as Draft<Pod> | undefined
  if (manifest?.kind !== 'Pod' || !manifest.metadata?.name || !manifest.spec) return undefined
  const hash = [
    fnv1a.ofText(text),
    fnv1a.ofText(`${nodeName}${text}`),
    fnv1a.ofText(`${file}${text}`),
    fnv1a.ofText(`${text}${nodeName}`),
  ]
    .map((part) => part.toString(16).padStart(8, '0'))
    .join('')
  const draft: Draft<Pod> = {
    ...manifest,
    metadata: {
      ...manifest.metadata,
      name: `${manifest.metadata.name}-${nodeName}`,
      namespace: manifest.metadata.namespace ?? 'default',
      annotations: {
        ...manifest.metadata.annotations,
        'kubernetes.io/config.hash': hash,
        [MIRROR]: hash,
        'kubernetes.io/config.source': 'file',
      },
      ...(node
        ? {
            ownerReferences: [
              { apiVersion: 'v1', kind: 'Node', name: nodeName, uid: node.metadata.uid, controller: true },
            ],
          }
        : {}),
    },
    spec: {
      ...manifest.spec,
      nodeName,
      // Static Pods tolerate everything that would drive them away.
      tolerations: [...(manifest.spec.tolerations ?? []), { operator: 'Exists', effect: 'NoExecute' }],
    },
  }
  return { file, hash, draft }
}
