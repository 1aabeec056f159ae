// Follows kubectl/pkg/describe formatEndpointSlices, v1.36.
import type { EndpointSlice } from '../../objects/kinds'

const SHOWN_MAX = 3

/** `10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 2 more...`: the ready addresses behind one port. */
export function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return '<none>'
  const shown: string[] = []
  let more = false
  let count = 0
  const add = (ready: boolean | undefined, text: string): void => {
    // An endpoint that is not ready makes the list no longer, but one past the limit it is already "more".
    if (shown.length === SHOWN_MAX) more = true
    if (ready === false) return
    if (!more) shown.push(text)
    count += 1
  }
  for (const { ports, endpoints } of slices) {
    if (!ports?.length) {
      for (const { addresses, conditions } of endpoints ?? []) add(conditions?.ready, addresses[0] ?? '')
      continue
    }
    for (const port of ports.filter(({ name = '' }) => name === portName)) {
      for (const { addresses, conditions } of endpoints ?? [])
        add(conditions?.ready, hostPort(addresses[0] ?? '', port.port ?? 0))
    }
  }
  return more ? `${shown.join(',')} + ${count - SHOWN_MAX} more...` : shown.join(',')
}

const hostPort = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`
