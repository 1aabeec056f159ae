// --raw: a request as it is typed, an answer as it comes. Follows kubectl/pkg/rawhttp/raw.go, v1.36.
import type { KubeRequest } from '../context'
import { CommandError } from '../failure'
import type { Session } from '../session'
import { wholeInput } from '../standard-input'

/** @param uri the value of --raw */
export async function rawRequest(
  session: Session,
  method: KubeRequest['method'],
  uri: string,
  body?: string,
): Promise<void> {
  const [path = '', search = ''] = uri.split(/\?(.*)/s)
  if (!path.startsWith('/'))
    throw new CommandError(`--raw must be a valid URL path: parse "${path}": invalid URI for request`)
  const query: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(search)) (query[key] ??= []).push(value)
  const sent = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }
  session.out((await session.api.send({ method, path, query, ...sent })).body)
}

/** What cannot be said beside --raw, in the order in which it is complained of. */
export function checkRaw({ flags }: Session, { selector = false } = {}): void {
  const refuse = (when: boolean, flag: string): void => {
    if (when) throw new CommandError(`--raw and ${flag} are mutually exclusive`)
  }
  refuse(flags.bool('recursive'), '--recursive')
  if (selector) refuse(flags.string('selector') !== '', '--selector (-l)')
  refuse(flags.string('output') !== '', '--output')
}

/** The one file, or standard input, that is sent with it. */
export async function rawBody(session: Session): Promise<string> {
  const { flags, context } = session
  const names = flags.strings('filename')
  if (names.length !== 1) throw new CommandError('--raw can only use a single local file or stdin')
  const [name] = names as [string]
  if (/^https?:\/\//.test(name)) throw new CommandError('--raw cannot read from a url')
  return name === '-' ? wholeInput(context) : context.files.read(name)
}
