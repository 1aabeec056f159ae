// What the kernel shows of a container in /proc and /sys/fs/cgroup.
import type { MemoryFs } from '../files/memory-fs'
import { fileNode } from '../files/tree'
import type { ContainerSpec } from '../runtime/container-runtime'
import type { Meter } from './meter'

const NODE_MEMORY_KB = 3840 * 1024
const KERNEL = '5.14.0-427.13.1.el9_4.x86_64'

export interface KernelView {
  readonly spec: ContainerSpec
  readonly meter: Meter
  /** ms that the container runs */
  runsForMs(): number
  memoryLimit(): number | undefined
  commandLine(): readonly string[]
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
  show('/proc/version', () => `Linux version ${KERNEL} (mockbuild@localhost) #1 SMP PREEMPT_DYNAMIC\n`)
  // As on a real node: /proc shows the whole machine, whatever the limit.
  show(
    '/proc/meminfo',
    () =>
      `MemTotal:       ${kb(NODE_MEMORY_KB * 1024)}\nMemFree:        ${kb(NODE_MEMORY_KB * 1024 - meter.memory)}\nMemAvailable:   ${kb(NODE_MEMORY_KB * 1024 - meter.memory)}\n`,
  )
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
  show('/sys/fs/cgroup/memory.max', () => `${view.memoryLimit() ?? 'max'}\n`)
  show('/sys/fs/cgroup/memory.current', () => `${Math.round(meter.memory)}\n`)
  show('/sys/fs/cgroup/cpu.max', () => `${meter.cpuLimit === undefined ? 'max' : meter.cpuLimit * 100} 100000\n`)
  show('/sys/fs/cgroup/cpu.weight', () => `${cpuWeight(view.spec.cpuRequest)}\n`)
}

/** Follows ConvertCPUSharesToCgroupV2Value of runc: 2..262144 shares become 1..10000. */
function cpuWeight(millicores: number | undefined): number {
  const shares = Math.max(2, Math.floor(((millicores ?? 0) * 1024) / 1000))
  return Math.floor(1 + ((shares - 2) * 9999) / 262_142)
}
