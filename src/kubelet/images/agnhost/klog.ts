// How agnhost logs: klog takes over Go's own log. Follows k8s.io/component-base/logs, v1.36.
import type { Invocation } from '../../shell/program'

interface Line {
  readonly level?: 'I' | 'E' | 'F'
  /** where in the source: of what goes through Go's own log it is always the same */
  readonly source?: string
}

/** `I0101 08:00:00.000000       1 log.go:245] Started HTTP server on port 8080` */
export function log(call: Invocation, text: string, { level = 'I', source = 'log.go:245' }: Line = {}): void {
  const now = new Date(call.machine.now()).toISOString()
  const day = now.slice(5, 10).replace('-', '')
  call.err(`${level}${day} ${now.slice(11, 23)}000 ${String(call.pid).padStart(7)} ${source}] ${text}\n`)
}
