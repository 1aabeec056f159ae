// `agnhost logs-generator`: lines as an API server might log them, evenly over a time. Follows test/images/agnhost/logs-generator, v1.36.
import { parseFlags } from '../../shell/flags'
import { sleep } from '../../shell/http-client'
import { waiting } from '../../shell/program'
import { log } from './klog'
import { durationMs } from './go-program'

const METHODS = ['GET', 'POST', 'PUT'] as const
const NAMESPACES = ['kube-system', 'default', 'ns'] as const
/** of names that Kubernetes draws: k8s.io/apimachinery/pkg/util/rand */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const FATAL = 255

export const logsGenerator = waiting(async (call) => {
  const flags = parseFlags(call.args.slice(1), { valued: ['log-lines-total', 'run-duration', 't', 'd'] })
  const total = Number(flags.value('log-lines-total', 't') ?? 0)
  const ms = durationMs(flags.value('run-duration', 'd') ?? '0') ?? 0
  const refuse = (text: string, line: number): number => {
    log(call, text, { level: 'F', source: `logs_generator.go:${line}` })
    return FATAL
  }
  if (!(total > 0)) return refuse(`Invalid total number of lines: ${total}`, 66)
  if (ms <= 0) return refuse('Invalid duration: 0s', 70)
  const { dice } = call.machine
  for (let id = 0; id < total; id++) {
    const name = Array.from({ length: 3 + dice.below(2) }, () => LETTERS[dice.below(LETTERS.length)] ?? '').join('')
    const path = `/api/v1/namespaces/${NAMESPACES[dice.below(3)] ?? ''}/pods/${name}`
    const line = `${id} ${METHODS[dice.below(3)] ?? ''} ${path} ${200 + dice.below(400)}`
    log(call, line, { source: 'logs_generator.go:78' })
    await sleep(call.machine, call.process, ms / total)
  }
  return 0
})
