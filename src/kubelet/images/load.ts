import { stress } from '../shell/commands/stress'
import { server } from '../shell/program'
import { bytesOf } from '../shell/commands/stress'
import { httpServer, textResponse } from './http-server'
import { MIB, type ImageDefinition } from './image'

/** polinux/stress, vish/stress: the command in the manifest says how much. */
export const stressImage: ImageDefinition = {
  names: ['stress', 'stress-ng'],
  bytes: 4 * MIB,
  flavour: 'busybox',
  command: ['stress', '--help'],
  programs: { stress, 'stress-ng': stress },
  idle: { cpu: 0, memory: MIB },
}

/** resource-consumer: `POST /ConsumeCPU?millicores=300&durationSec=60`, `/ConsumeMem?megabytes=100` */
const consumer = server((call, exit) => {
  const { meter } = call.machine.options
  return httpServer(call, exit, {
    port: 8080,
    cpuMs: 1,
    bindError: (port) => `listen tcp :${port}: bind: address already in use\n`,
    answer: (request) => {
      const query = new URLSearchParams(request.path.split('?')[1] ?? request.body)
      const ms = Number(query.get('durationSec') ?? 30) * 1000
      const cpu = Number(query.get('millicores') ?? 0)
      const memory = bytesOf(`${query.get('megabytes') ?? 0}M`)
      meter.steadyCpu += cpu
      meter.memory += memory
      call.machine.options.changed()
      call.machine.loop.after(ms, () => {
        meter.steadyCpu -= cpu
        meter.memory -= memory
      })
      return textResponse(
        200,
        `${request.path.split('?')[0]?.slice(1)}\n${[...query].map(([key, value]) => `${value} ${key}\n`).join('')}`,
      )
    },
  })
})

export const resourceConsumerImage: ImageDefinition = {
  names: ['resource-consumer'],
  bytes: 30 * MIB,
  flavour: 'debian',
  command: ['consumer'],
  programs: { consumer },
  idle: { cpu: 1, memory: 8 * MIB },
}
