// Who asks, by the token of the request. Follows pkg/serviceaccount/claims.go and apiserver's anonymous authenticator, v1.36.
// Nobody checks signatures: what looks like a token of this cluster is one.
import { accountGroups, accountNamed, ANONYMOUS, AUTHENTICATED, type User } from '../../apiserver/authorization/user'
import { LEGACY_ISSUER } from '../../objects/web-token'

interface Claims {
  readonly aud?: readonly string[]
  readonly exp?: number
  readonly iss?: string
  readonly sub?: string
}

/** @returns undefined for a token that is none, is for somebody else, or is out of date */
export function userOf(authorization: string | undefined, audience: string, now: number): User | undefined {
  if (authorization === undefined) return ANONYMOUS
  const claims = claimsIn(/^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? '')
  const account = accountNamed(claims?.sub ?? '')
  if (!claims?.sub || !account) return undefined
  if (claims.iss !== LEGACY_ISSUER && !claims.aud?.includes(audience)) return undefined
  if (claims.exp !== undefined && claims.exp * 1000 < now) return undefined
  return {
    name: claims.sub,
    groups: [...accountGroups(account.namespace), AUTHENTICATED],
  }
}

function claimsIn(token: string): Claims | undefined {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as Claims
  } catch {
    return undefined
  }
}
