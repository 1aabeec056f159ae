import { quick } from '../program'

/** `mount` without arguments: what hangs in this container. A container may not mount anything. */
export const mount = quick((call) => {
  if (call.args.length > 0) {
    call.err(
      call.machine.options.flavour === 'busybox'
        ? 'mount: permission denied (are you root?)\n'
        : 'mount: permission denied.\n',
    )
    return call.machine.options.flavour === 'busybox' ? 1 : 32
  }
  call.out(
    'overlay on / type overlay (rw,relatime)\nproc on /proc type proc (rw,nosuid,nodev,noexec,relatime)\ntmpfs on /dev type tmpfs (rw,nosuid,size=65536k,mode=755)\n',
  )
  for (const { path, readOnly, source } of call.machine.files.mounts())
    call.out(
      `${source === 'tmpfs' ? 'tmpfs' : '/dev/vda1'} on ${path} type ${source} (${readOnly ? 'ro' : 'rw'},relatime)\n`,
    )
  return 0
})
