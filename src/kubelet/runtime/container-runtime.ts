// The contract between the kubelet and what runs containers: the kubelet decides what starts, when, and what becomes of
// it; the runtime knows what images hold and what their programs do. Follows the idea of cri-api's RuntimeService and
// ImageService, v1.36.
import type { MemoryFs } from '../files/memory-fs'
import type { FolderNode } from '../files/tree'
import type { SharedProcesses } from '../shell/shared-processes'
import type { Signal } from './signals'

export type { Signal } from './signals'

/** cpu in millicores, memory in bytes. */
export interface ContainerUsage {
  readonly cpu: number
  readonly memory: number
}

/** What a registry answers. `ms` is how long the pull takes, waiting for other pulls not counted. */
export type PulledImage =
  | {
      readonly found: true
      readonly ms: number
      /** of the image as the Event tells it */
      readonly bytes: number
      /** the full name: `docker.io/library/nginx:1.25` */
      readonly ref: string
      /** the configuration's digest, as containerStatuses show it in imageID when the image has no repository digest: `sha256:...` */
      readonly id: string
      /** `docker.io/library/nginx@sha256:...`; status.containerStatuses[].imageID */
      readonly digest: string
      /** whom the image's own programs run as; 0, root, when it says nothing */
      readonly uid?: number
      /** only with credentials: of the registry at this host */
      readonly privateAt?: string
    }
  | {
      readonly found: false
      readonly ms: number
      /** the whole error, as the Event tells it after `Failed to pull image "...": `: `rpc error: code = NotFound desc = ...` */
      readonly message: string
    }

export type OutputStream = 'stdout' | 'stderr'

/** Who a container belongs to, and where it runs. */
export interface PodIdentity {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  /** '' for a Pod without an address yet */
  readonly ip: string
  /** what `hostname` prints */
  readonly hostname: string
  readonly nodeName: string
  readonly nodeIP: string
  /** the container shares the node's network: ip is the node's */
  readonly hostNetwork: boolean
  readonly serviceAccountName: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/** One start of one container. Everything in it is as it was at that instant. */
export interface ContainerSpec {
  /** `containerd://` is added by the kubelet */
  readonly id: string
  readonly name: string
  /** how often this container was started before in this Pod */
  readonly attempt: number
  readonly pod: PodIdentity
  /** as the manifest says it: `nginx:1.25` */
  readonly image: string
  /** the full name of the image that was found: `docker.io/library/nginx:1.25` */
  readonly imageRef: string
  /** the manifest's command and args, `$(VAR)` expanded; undefined leaves the image's own */
  readonly command: readonly string[] | undefined
  readonly args: readonly string[] | undefined
  readonly workingDir: string | undefined
  /** the environment in its order, without the image's own variables and HOSTNAME, which the runtime puts before. Computed when asked. */
  env(): Readonly<Record<string, string>>
  /** lays the mounts of this container (volumes, /etc/hosts, /etc/resolv.conf, /etc/hostname, the termination log) over the image's files. Nothing is made before it is called.
   * Mounts hang volumes in by reference: `image.mount(path, volume, { readOnly })`. */
  files(image: MemoryFs): MemoryFs
  /** the manifest mounts something; the service account's token does not count. Without it a program may take the image's files as they are. */
  readonly hasMounts: boolean
  readonly stdin: boolean
  readonly tty: boolean
  readonly runAsUser: number | undefined
  readonly runAsGroup: number | undefined
  readonly readOnlyRootFilesystem: boolean
  readonly security: ContainerSecurity
  /** bytes; undefined is no limit. Beyond it the runtime ends the container with 137, OOMKilled. */
  readonly memoryLimit: number | undefined
  /** millicores; undefined is no limit */
  readonly cpuLimit: number | undefined
  /** millicores and bytes asked for: what a program without a model of its own uses is measured by them */
  readonly cpuRequest: number | undefined
  readonly memoryRequest: number | undefined
  readonly ports: readonly ContainerPort[]
  /** of the whole Pod, where its containers share them */
  readonly processes?: SharedProcesses | undefined
}

/** What the kernel lets a container do. */
export interface ContainerSecurity {
  /** groups beside its own: fsGroup, supplementalGroups */
  readonly groups: readonly number[]
  readonly isPrivileged: boolean
  /** programs cannot become somebody else: allowPrivilegeEscalation is false */
  readonly noNewPrivileges: boolean
  /** system calls are filtered */
  readonly hasSeccomp: boolean
  /** kernel parameters of the Pod */
  readonly sysctls: Readonly<Record<string, string>>
  /** -1000 to 1000: whom the kernel ends first when the node has no memory left */
  readonly oomScoreAdj: number
  /** in a user namespace of its own: which user of the node its root is */
  readonly rootIs?: number
}

export const PLAIN_SECURITY: ContainerSecurity = Object.freeze({
  groups: [],
  isPrivileged: false,
  noNewPrivileges: false,
  hasSeccomp: false,
  sysctls: {},
  oomScoreAdj: 1000,
})

export interface ContainerPort {
  readonly name: string | undefined
  readonly containerPort: number
  readonly protocol: string
}

export interface ContainerExit {
  readonly exitCode: number
  /** undefined lets the kubelet say `Completed` or `Error` by the exit code */
  readonly reason?: 'OOMKilled' | 'ContainerCannotRun' | undefined
  /** the signal that ended it, if one did */
  readonly signal?: number | undefined
}

/** What a container tells the kubelet. None of these is called before `start` has returned. */
export interface ContainerHooks {
  /** once; nothing comes after it */
  onExit(exit: ContainerExit): void
  /** whole or half lines, as they are written */
  onOutput(stream: OutputStream, text: string): void
  /** an answer that `steady` called unchanging may have changed */
  onChange(): void
}

/** What a probe or hook would ask: enough to say whether the answer can change. */
export type ProbeQuestion =
  | { readonly kind: 'http'; readonly port: number; readonly path: string }
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'grpc'; readonly port: number; readonly service: string }
  | { readonly kind: 'exec'; readonly command: readonly string[] }

export interface ExecRequest {
  readonly command: readonly string[]
  /** standard input is kept open until `closeInput` */
  readonly stdin?: boolean
  readonly tty?: boolean
  onOutput(stream: OutputStream, text: string): void
  /** May be called before `exec` returns, by programs that take no time. */
  onExit(result: ExecResult): void
}

export interface ExecResult {
  readonly exitCode: number
  /** the command could not be started at all: `OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown` */
  readonly startError?: string
}

export interface ExecSession {
  input(text: string): void
  closeInput(): void
  kill(): void
}

/**
 * What `wget`, port-forward and probes reach is plugged into the wire by the runtime at start, at `spec.pod.ip`, and pulled
 * out before onExit.
 */
export interface RunningContainer {
  /** Delivers a signal; a program that ends by it calls onExit, at once by a timer of 0 ms or later. SIGKILL always ends it (137). */
  signal(signal: Signal): void
  exec(request: ExecRequest): ExecSession
  /** standard input of the main process; ignored when the spec has no stdin */
  input(text: string): void
  closeInput(): void
  usage(): ContainerUsage
  /** bytes that it wrote outside of volumes */
  writtenBytes?(): number
  /** new limits while it runs, as the manifest writes them; undefined is none */
  resize?(to: NewResources): void
  /** True when the answer to this question is sure to stay as it is until `hooks.onChange` or `onExit`: such probes are not repeated. */
  steady?(question: ProbeQuestion): boolean
}

export interface NewResources {
  readonly cpuRequest: string | undefined
  readonly cpuLimit: string | undefined
  readonly memoryLimit: string | undefined
}

/** The container could not be started: RunContainerError, and `StartError` with exit code 128 in lastState. */
export interface StartFailure {
  /** `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH` */
  readonly failed: string
  readonly exitCode?: number
}

export interface ContainerRuntime {
  /** Asks the registry. Pure: what is on which node is known to the kubelet. @param registries hosts that there are credentials for */
  pullImage(image: string, registries?: ReadonlySet<string>): PulledImage
  /** the files of an image, to be mounted; nobody changes them */
  imageFiles?(image: string): FolderNode
  /** Starts at once. A program that is done at once calls onExit through a timer of 0 ms. */
  start(spec: ContainerSpec, hooks: ContainerHooks): RunningContainer | StartFailure
}

export const isStartFailure = (started: RunningContainer | StartFailure): started is StartFailure => 'failed' in started
