// As whom a request is to be answered: the headers Impersonate-*. Follows apiserver/pkg/endpoints/filters/impersonation, v1.36.
import type { ApiRequest } from '../handle/request'
import { badRequest } from '../status'
import { accountGroups, accountNamed, ANONYMOUS, AUTHENTICATED, UNAUTHENTICATED, type User } from './user'

const USER = 'impersonate-user'
const UID = 'impersonate-uid'
const GROUP = 'impersonate-group'
const EXTRA = 'impersonate-extra-'

/** What the headers name, as it stands there; undefined when they name nobody. Throws BadRequest. */
export function wantedUser(headers: ApiRequest['headers']): User | undefined {
  let isAsked = false
  for (const name in headers) if (name.startsWith('impersonate-')) isAsked = true
  if (!isAsked) return undefined
  const name = valuesOf(headers[USER])[0] ?? ''
  const uid = valuesOf(headers[UID])[0] ?? ''
  const groups = valuesOf(headers[GROUP])
  const extra = Object.fromEntries(
    Object.keys(headers)
      .filter((header) => header.startsWith(EXTRA))
      .map((header) => [unescaped(header.slice(EXTRA.length)), valuesOf(headers[header])]),
  )
  if (name !== '') return { name, groups, ...(uid === '' ? {} : { uid }), extra }
  if (uid === '' && groups.length === 0 && Object.keys(extra).length === 0) return undefined
  throw badRequest(`requested ${goText({ name, uid, groups, extra })} without impersonating a user name`)
}

/** With the groups that nobody has to name. */
export function asImpersonated(wanted: User): User {
  const account = accountNamed(wanted.name)
  const named = account && wanted.groups.length === 0 ? accountGroups(account.namespace) : wanted.groups
  const implied =
    wanted.name === ANONYMOUS.name ? UNAUTHENTICATED : named.includes(UNAUTHENTICATED) ? undefined : AUTHENTICATED
  return { ...wanted, groups: implied === undefined || named.includes(implied) ? named : [...named, implied] }
}

/** A header that is repeated comes as lines. */
const valuesOf = (header: string | undefined): string[] => header?.split('\n') ?? []

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}

/** `%#v` of upstream's structure. */
function goText({ name, uid, groups, extra }: Required<User>): string {
  const list = (values: readonly string[]): string => `{${values.map((each) => JSON.stringify(each)).join(', ')}}`
  const keys = Object.keys(extra).sort()
  const groupText = groups.length > 0 ? list(groups) : '(nil)'
  const pairs = keys.map((key) => `${JSON.stringify(key)}:[]string${list(extra[key] ?? [])}`)
  const extraText = keys.length > 0 ? `{${pairs.join(', ')}}` : '(nil)'
  return `&user.DefaultInfo{Name:${JSON.stringify(name)}, UID:${JSON.stringify(uid)}, Groups:[]string${groupText}, Extra:map[string][]string${extraText}}`
}
