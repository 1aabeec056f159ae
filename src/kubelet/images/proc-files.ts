// What the kernel shows of a container in /proc and /sys/fs/cgroup.
import type { MemoryFs } from '../files/memory-fs'
import { fileNode } from '../files/tree'
import { KERNEL_VERSION } from '../runtime/kernel'
import type { ContainerSpec } from '../runtime/container-runtime'
import type { Meter } from './meter'

const NODE_MEMORY_KB = 3840 * 1024

export interface KernelView {
  readonly spec: ContainerSpec
  readonly meter: Meter
  /** ms that the container runs */
  runsForMs(): number
  memoryLimit(): number | undefined
  /** millicores */
  cpuRequest(): number | undefined
  commandLine(): readonly string[]
  readonly user: { readonly uid: number; readonly gid: number }
  environment(): Readonly<Record<string, string>>
}

export function addKernelFiles(files: MemoryFs, view: KernelView): void {
  const { meter } = view
  const kb = (bytes: number): string => `${String(Math.floor(bytes / 1024)).padStart(8)} kB`
  const show = (path: string, text: () => string): void =>
    files.put(path, { ...fileNode('', { mode: 0o444 }), live: text })
  const seconds = (): string => (view.runsForMs() / 1000).toFixed(2)
  show('/proc/uptime', () => `${seconds()} ${seconds()}\n`)
  show('/proc/loadavg', () => `${[1, 2, 3].map(() => (meter.cpu() / 1000).toFixed(2)).join(' ')} 1/100 1\n`)
  show('/proc/version', () => `Linux version ${KERNEL_VERSION} (buildd@localhost) #31-Ubuntu SMP PREEMPT_DYNAMIC\n`)
  // As on a real node: /proc shows the whole machine, whatever the limit.
  show(
    '/proc/meminfo',
    () =>
      `MemTotal:       ${kb(NODE_MEMORY_KB * 1024)}\nMemFree:        ${kb(NODE_MEMORY_KB * 1024 - meter.memory)}\nMemAvailable:   ${kb(NODE_MEMORY_KB * 1024 - meter.memory)}\n`,
  )
  files.put('/proc/self', { kind: 'link', target: '/proc/1', mtime: 0 })
  files.put('/proc/mounts', { kind: 'link', target: '/proc/1/mounts', mtime: 0 })
  show('/proc/1/status', () => statusText(view))
  show('/proc/1/mounts', () => mountsText(files))
  show('/proc/1/oom_score_adj', () => `${view.spec.security.oomScoreAdj}\n`)
  for (const map of ['uid_map', 'gid_map']) show(`/proc/1/${map}`, () => idMap(view.spec.security.rootIs))
  show('/proc/1/cgroup', () => '0::/\n')
  show('/proc/1/comm', () => `${(view.commandLine()[0] ?? '').split('/').pop()}\n`)
  show('/proc/cpuinfo', () => 'processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: virtual\n\n')
  show('/proc/1/cmdline', () =>
    view
      .commandLine()
      .map((word) => `${word}\0`)
      .join(''),
  )
  show('/proc/1/environ', () =>
    Object.entries(view.environment())
      .map(([name, value]) => `${name}=${value}\0`)
      .join(''),
  )
  show('/sys/fs/cgroup/cgroup.controllers', () => 'cpuset cpu io memory hugetlb pids rdma misc\n')
  show('/sys/fs/cgroup/memory.max', () => `${view.memoryLimit() ?? 'max'}\n`)
  show('/sys/fs/cgroup/memory.current', () => `${Math.round(meter.memory)}\n`)
  show('/sys/fs/cgroup/cpu.max', () => `${meter.cpuLimit === undefined ? 'max' : meter.cpuLimit * 100} 100000\n`)
  show('/sys/fs/cgroup/cpu.weight', () => `${cpuWeight(view.cpuRequest())}\n`)
}

/** Of a container that may do what containers may by default, and of one that may do everything. */
const CAPABILITIES = { default: '00000000a80425fb', all: '000001ffffffffff', none: '0000000000000000' }

function statusText({ spec: { security }, user, commandLine }: KernelView): string {
  const ids = (id: number): string => [id, id, id, id].join('\t')
  const bounding = security.isPrivileged ? CAPABILITIES.all : CAPABILITIES.default
  // Whoever is not root has none of them in effect.
  const effective = user.uid === 0 ? bounding : CAPABILITIES.none
  const groups = [...new Set([user.gid, ...security.groups])].sort((a, b) => a - b)
  return [
    `Name:\t${(commandLine()[0] ?? '').split('/').pop()}`,
    'State:\tS (sleeping)',
    'Pid:\t1',
    'PPid:\t0',
    `Uid:\t${ids(user.uid)}`,
    `Gid:\t${ids(user.gid)}`,
    `Groups:\t${groups.join(' ')} `,
    `CapInh:\t${CAPABILITIES.none}`,
    `CapPrm:\t${effective}`,
    `CapEff:\t${effective}`,
    `CapBnd:\t${bounding}`,
    `CapAmb:\t${CAPABILITIES.none}`,
    `NoNewPrivs:\t${security.noNewPrivileges ? 1 : 0}`,
    `Seccomp:\t${security.hasSeccomp ? 2 : 0}`,
    `Seccomp_filters:\t${security.hasSeccomp ? 1 : 0}`,
    '',
  ].join('\n')
}

/** A user namespace of a Pod has 65536 users; the node's has all there are. */
function idMap(rootIs: number | undefined): string {
  const columns = [0, rootIs ?? 0, rootIs === undefined ? 4_294_967_295 : 65_536]
  return `${columns.map((each) => String(each).padStart(10)).join(' ')}\n`
}

function mountsText(files: MemoryFs): string {
  const lines = files
    .mounts()
    .map(
      ({ path, readOnly, source }) =>
        `${source === 'tmpfs' ? 'tmpfs' : '/dev/vda1'} ${path} ${source} ${readOnly ? 'ro' : 'rw'},relatime 0 0\n`,
    )
  return `overlay / overlay rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\ncgroup /sys/fs/cgroup cgroup2 ro,nosuid,nodev,noexec,relatime 0 0\n${lines.join('')}`
}

/** Follows ConvertCPUSharesToCgroupV2Value of runc: 2..262144 shares become 1..10000. */
function cpuWeight(millicores: number | undefined): number {
  const shares = Math.max(2, Math.floor(((millicores ?? 0) * 1024) / 1000))
  return Math.floor(1 + ((shares - 2) * 9999) / 262_142)
}
