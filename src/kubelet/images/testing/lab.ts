// A bench for containers without a cluster: a clock, a cable, a few names, and containers that are started by hand.
import { LocalWire } from '../../../simulation/local-wire'
import { Loop } from '../../../simulation/loop'
import type { DnsAnswer, DnsQuestion } from '../../../simulation/wire'
import { fileNode, folderNode, type FolderNode } from '../../files/tree'
import {
  isStartFailure,
  PLAIN_SECURITY,
  type ContainerExit,
  type ContainerSpec,
  type ExecResult,
  type RunningContainer,
} from '../../runtime/container-runtime'
import { createContainerRuntime } from '../create-container-runtime'

const NAME_SERVER = '10.96.0.10'

export interface LabContainer {
  readonly running: RunningContainer
  /** what it wrote, both streams, with the second at which it came */
  readonly log: { readonly at: number; readonly stream: string; readonly text: string }[]
  exit: ContainerExit | undefined
  changes: number
  text(): string
}

export interface RunOptions {
  readonly pod?: string
  readonly ip?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** path -> folder that several containers may share */
  readonly volumes?: Readonly<Record<string, FolderNode | { readonly folder: FolderNode; readonly readOnly: true }>>
  readonly stdin?: boolean
  readonly tty?: boolean
  readonly spec?: Partial<ContainerSpec>
}

export class Lab {
  readonly loop = new Loop({ start: 0 })
  readonly wire = new LocalWire()
  readonly runtime = createContainerRuntime({ loop: this.loop, wire: this.wire })
  /** host names and their addresses */
  readonly names = new Map<string, string>()
  private started = 0

  constructor() {
    this.wire.listen(NAME_SERVER, 53, { dns: (question) => this.answer(question) })
  }

  volume(): FolderNode {
    return folderNode()
  }

  run(image: string, options: RunOptions = {}): LabContainer {
    const pod = options.pod ?? `pod-${++this.started}`
    const ip = options.ip ?? `10.244.1.${++this.started}`
    const container: LabContainer = {
      log: [],
      exit: undefined,
      changes: 0,
      running: undefined as unknown as RunningContainer,
      text() {
        return this.log.map((each) => each.text).join('')
      },
    }
    this.wire.addAddress(ip)
    const started = this.runtime.start(this.spec(image, pod, ip, options), {
      onExit: (exit) => void (container.exit = exit),
      onOutput: (stream, text) => void container.log.push({ at: this.loop.now(), stream, text }),
      onChange: () => void container.changes++,
    })
    if (isStartFailure(started)) throw new Error(started.failed)
    return Object.assign(container, { running: started })
  }

  exitOf(container: LabContainer): ContainerExit | undefined {
    return container.exit
  }

  /** Lets virtual time pass. */
  async pass(ms: number): Promise<void> {
    const deadline = this.loop.now() + ms
    while (this.loop.run({ until: () => false, deadline }) === 'running') await this.loop.processes.idle()
  }

  /** Runs a command in a container and lets as much time pass as it needs. */
  async exec(
    container: LabContainer,
    command: readonly string[] | string,
    { stdin, tty = false, withinMs = 60_000 }: { stdin?: string; tty?: boolean; withinMs?: number } = {},
  ): Promise<{ stdout: string; stderr: string; exitCode: number; startError?: string }> {
    const argv = typeof command === 'string' ? ['sh', '-c', command] : command
    let stdout = ''
    let stderr = ''
    let result: ExecResult | undefined
    const session = container.running.exec({
      command: argv,
      tty,
      stdin: stdin !== undefined,
      onOutput: (stream, text) => void (stream === 'stdout' ? (stdout += text) : (stderr += text)),
      onExit: (each) => void (result = each),
    })
    if (stdin !== undefined) {
      session.input(stdin)
      session.closeInput()
    }
    const deadline = this.loop.now() + withinMs
    while (this.loop.run({ until: () => result !== undefined, deadline }) === 'running')
      await this.loop.processes.idle()
    const { exitCode = -1, startError } = result ?? {}
    return { stdout, stderr, exitCode, ...(startError === undefined ? {} : { startError }) }
  }

  private answer({ name, type }: DnsQuestion): DnsAnswer {
    const ip = this.names.get(name)
    if (!ip) return { code: 'NXDOMAIN', records: [] }
    return { code: 'NOERROR', records: type === 'A' ? [{ name, type: 'A', ttl: 30, data: ip }] : [] }
  }

  private spec(image: string, pod: string, ip: string, options: RunOptions): ContainerSpec {
    return {
      id: `${pod}-id`,
      name: 'c',
      attempt: 0,
      image,
      imageRef: image,
      command: options.command,
      args: options.args,
      workingDir: undefined,
      pod: {
        namespace: 'default',
        name: pod,
        uid: `${pod}-uid`,
        ip,
        hostname: pod,
        nodeName: 'k8s-node01',
        nodeIP: '192.168.0.204',
        hostNetwork: false,
        serviceAccountName: 'default',
        labels: {},
        annotations: {},
      },
      env: () => options.env ?? {},
      files: (files) => {
        files.mount('/etc/hosts', fileNode(`127.0.0.1\tlocalhost\n${ip}\t${pod}\n`))
        files.mount(
          '/etc/resolv.conf',
          fileNode(
            `search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver ${NAME_SERVER}\noptions ndots:5\n`,
          ),
        )
        for (const [path, volume] of Object.entries(options.volumes ?? {})) {
          if ('folder' in volume) files.mount(path, volume.folder, { readOnly: true })
          else files.mount(path, volume)
        }
        return files
      },
      hasMounts: Object.keys(options.volumes ?? {}).length > 0,
      stdin: options.stdin ?? false,
      tty: options.tty ?? false,
      runAsUser: undefined,
      runAsGroup: undefined,
      readOnlyRootFilesystem: false,
      security: PLAIN_SECURITY,
      memoryLimit: undefined,
      cpuLimit: undefined,
      cpuRequest: undefined,
      memoryRequest: undefined,
      ports: [],
      ...options.spec,
    }
  }
}
