// As whom one asks, in headers. Follows the impersonating round tripper of client-go/transport/round_trippers.go, v1.36.
export interface Impersonation {
  readonly user: string
  readonly uid: string
  readonly groups: readonly string[]
  readonly extra: Readonly<Record<string, readonly string[]>>
}

/** A header with several values has a line for each. */
export const impersonationHeaders = ({ user, uid, groups, extra }: Impersonation): Record<string, string> => ({
  ...(user === '' ? {} : { 'impersonate-user': user }),
  ...(uid === '' ? {} : { 'impersonate-uid': uid }),
  ...(groups.length > 0 ? { 'impersonate-group': groups.join('\n') } : {}),
  ...Object.fromEntries(
    Object.entries(extra)
      .filter(([, values]) => values.length > 0)
      .map(([key, values]) => [`impersonate-extra-${escaped(key)}`, values.join('\n')]),
  ),
})

/** What `--as-user-extra` says, key by key; what is no pair is passed over. */
export function extraOf(pairs: readonly string[]): Record<string, string[]> {
  const extra: Record<string, string[]> = {}
  for (const pair of pairs) {
    const mark = pair.indexOf('=')
    if (mark >= 0) (extra[pair.slice(0, mark)] ??= []).push(pair.slice(mark + 1))
  }
  return extra
}

const ILLEGAL = /[^\w!#$&'*+.^`|~-]/g

/** The name of a header has few characters; all others are escaped, byte by byte. */
const escaped = (key: string): string =>
  key.replace(/[\ud800-\udbff][\udc00-\udfff]|[^]/g, (character) =>
    character.search(ILLEGAL) < 0
      ? character
      : [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  )
