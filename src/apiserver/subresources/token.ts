// serviceaccounts/token: TokenRequest. Follows pkg/registry/core/serviceaccount/storage/token.go, v1.36.
import type { ServiceAccount } from '../../objects/kinds'
import { timeText } from '../../objects/time'
import { webToken } from '../../objects/web-token'
import type { ApiServer } from '../api-server'
import { invalid, invalidObject } from '../field-errors'

const SECONDS_DEFAULT = 3600
const SECONDS_MIN = 600
const SECONDS_MAX = 2 ** 32

/** Whom tokens are for when nobody says, and who issues them. */
export const AUDIENCE = 'https://kubernetes.default.svc.cluster.local'

interface TokenRequestSpec {
  audiences?: string[]
  expirationSeconds?: number
  boundObjectRef?: object
}

export function requestToken(
  server: ApiServer,
  { metadata }: ServiceAccount,
  { audiences, expirationSeconds = SECONDS_DEFAULT, boundObjectRef }: TokenRequestSpec,
): object {
  const refused =
    expirationSeconds < SECONDS_MIN
      ? 'may not specify a duration less than 10 minutes'
      : expirationSeconds > SECONDS_MAX
        ? 'may not specify a duration larger than 2^32 seconds'
        : undefined
  if (refused)
    throw invalidObject({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [
      invalid('spec.expirationSeconds', expirationSeconds, refused),
    ])
  const { name, namespace = '', uid } = metadata
  const now = Math.floor(server.loop.now() / 1000)
  const aud = audiences?.length ? audiences : [AUDIENCE]
  const claims = {
    aud,
    exp: now + expirationSeconds,
    iat: now,
    iss: AUDIENCE,
    jti: server.loop.dice.uuid(),
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    nbf: now,
    sub: `system:serviceaccount:${namespace}:${name}`,
  }
  return {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: timeText(server.loop.now()) },
    spec: { audiences: aud, expirationSeconds, boundObjectRef: boundObjectRef ?? null },
    status: {
      token: webToken(claims),
      expirationTimestamp: timeText((now + expirationSeconds) * 1000),
    },
  }
}
