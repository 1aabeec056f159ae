import { server } from '../shell/program'
import { MIB, type ImageDefinition } from './image'

/** Waits for a signal, and that is all. */
const pause = server((_call, exit) => ({
  signal: (signal) => {
    if (signal === 'SIGTERM' || signal === 'SIGINT') exit(0)
  },
  stop: () => {},
  steady: () => true,
}))

export const pauseImage: ImageDefinition = {
  names: ['pause', 'pause-amd64'],
  bytes: 320_000,
  flavour: 'busybox',
  entrypoint: ['/bin/pause'],
  programs: { pause },
  isBare: true,
  idle: { cpu: 0, memory: MIB / 2 },
}
