import { quick, type Invocation } from '../program'

/** `mount`, `mount -t TYPE`: what hangs in this container. A container may not mount anything. */
export const mount = quick((call) => {
  const isBusybox = call.machine.options.flavour === 'busybox'
  const [flag, type, ...more] = call.args
  if (call.args.length > 0 && (flag !== '-t' || type === undefined || more.length > 0)) {
    call.err(isBusybox ? 'mount: permission denied (are you root?)\n' : 'mount: permission denied.\n')
    return isBusybox ? 1 : 32
  }
  for (const line of lines(call)) if (type === undefined || line.includes(` type ${type} `)) call.out(`${line}\n`)
  return 0
})

const lines = ({ machine }: Invocation): string[] => [
  'overlay on / type overlay (rw,relatime)',
  'proc on /proc type proc (rw,nosuid,nodev,noexec,relatime)',
  'tmpfs on /dev type tmpfs (rw,nosuid,size=65536k,mode=755)',
  'cgroup on /sys/fs/cgroup type cgroup2 (ro,nosuid,nodev,noexec,relatime)',
  ...machine.files
    .mounts()
    .map(
      ({ path, readOnly, source }) =>
        `${source === 'tmpfs' ? 'tmpfs' : '/dev/vda1'} on ${path} type ${source} (${readOnly ? 'ro' : 'rw'},relatime)`,
    ),
]
