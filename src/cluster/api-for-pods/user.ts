// Who asks, by the token of the request. Follows pkg/serviceaccount/claims.go and apiserver's anonymous authenticator, v1.36.
// Nobody checks signatures: what looks like a token of this cluster is one.
import { LEGACY_ISSUER } from '../../objects/web-token'

export interface User {
  readonly name: string
  readonly groups: readonly string[]
}

const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] }
const SUBJECT = /^system:serviceaccount:([^:]+):([^:]+)$/

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
  const [, namespace, name] = SUBJECT.exec(claims?.sub ?? '') ?? []
  if (!claims || namespace === undefined || name === undefined) return undefined
  if (claims.iss !== LEGACY_ISSUER && !claims.aud?.includes(audience)) return undefined
  if (claims.exp !== undefined && claims.exp * 1000 < now) return undefined
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  }
}

function claimsIn(token: string): Claims | undefined {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as Claims
  } catch {
    return undefined
  }
}
