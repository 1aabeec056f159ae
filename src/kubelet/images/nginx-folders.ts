// What nginx writes when it starts, as the official image is made: it belongs to root there.
import { FileError, whyRefused } from '../files/file-error'
import type { Invocation } from '../shell/program'
import { formatDate } from '../shell/commands/date'

const CACHE = '/var/cache/nginx'
const PID_FILE = '/var/run/nginx.pid'
const ERRNO: Readonly<Record<string, number>> = { EACCES: 13, EROFS: 30, EPERM: 1, ENOENT: 2 }
/** Made for other users, with all that they write elsewhere. */
const UNPRIVILEGED = /unprivileged|ingress/

/** @returns whether it may write what it has to; says so when it may not */
export function mayWriteFolders(call: Invocation): boolean {
  const { options } = call.machine
  const isRoot = options.user.uid === 0
  // The files of most containers need not be looked at.
  if ((isRoot && !options.hasReadOnlyRoot) || UNPRIVILEGED.test(options.facts?.image ?? '')) return true
  if (!isRoot)
    tell(
      call,
      'warn',
      'the "user" directive makes sense only if the master process runs with super-user privileges, ignored in /etc/nginx/nginx.conf:2',
    )
  const { files } = call.machine
  return (
    attempt(call, `mkdir() "${CACHE}/client_temp"`, () =>
      files.mkdirSync(`${CACHE}/client_temp`, { recursive: true }),
    ) && attempt(call, `open() "${PID_FILE}"`, () => files.writeFileSync(PID_FILE, `${call.pid}\n`))
  )
}

function attempt(call: Invocation, what: string, run: () => void): boolean {
  try {
    run()
    return true
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    tell(call, 'emerg', `${what} failed (${ERRNO[error.code] ?? 5}: ${whyRefused(error)})`)
    return false
  }
}

/** Into its log, which is the container's, and to whoever started it. */
function tell(call: Invocation, level: string, text: string): void {
  const when = formatDate('%Y/%m/%d %H:%M:%S', call.machine.now(), { hours: 0, zone: 'UTC' })
  call.err(`${when} [${level}] ${call.pid}#${call.pid}: ${text}\nnginx: [${level}] ${text}\n`)
}
