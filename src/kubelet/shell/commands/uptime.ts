import { quick } from '../program'
import { formatDate } from './date'

/** `uptime`: of the container, in virtual time. */
export const uptime = quick((call) => {
  const { machine } = call
  const minutes = Math.floor((machine.now() - machine.startedAt) / 60_000)
  const load = (machine.options.meter.cpu() / 1000).toFixed(2)
  const up = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  call.out(
    ` ${formatDate('%H:%M:%S', machine.now(), { hours: 0, zone: 'UTC' })} up ${up},  0 users,  load average: ${load}, ${load}, ${load}\n`,
  )
  return 0
})
