// The tokens of service accounts that Pods mount. The kubelet asks for a new one when four fifths of the time of the old one are
// over: here it is worked out when somebody reads it. Follows pkg/kubelet/token and pkg/serviceaccount/claims.go, v1.36.
import type { Reader } from '../../apiserver/client'
import { fnv1a } from '../../objects/hash'
import type { Pod } from '../../objects/kinds'
import type { Instant } from '../../simulation/timers'

const ISSUER = 'https://kubernetes.default.svc.cluster.local'
/** Of the tokens that every Pod has: they hold for a year, and who uses them longer than they say is warned. */
const WARN_ONLY_SECONDS = 3607
const EXTENDED_SECONDS = 365 * 24 * 3600
const LONGEST_MS = 24 * 3600 * 1000

export interface TokenWish {
  readonly audience: string | undefined
  readonly expirationSeconds: number
}

/** When the token was issued that is in the file now. */
function issuedAt({ status, metadata }: Pod, now: Instant, seconds: number): Instant {
  const from = Date.parse(status.startTime ?? metadata.creationTimestamp ?? '') || now
  const everyMs = Math.min(seconds * 800, LONGEST_MS)
  return from + Math.floor(Math.max(0, now - from) / everyMs) * everyMs
}

/** In the shape of a JSON web token, without a signature that would verify. */
export function accountToken(pod: Pod, read: Reader, now: Instant, wish: TokenWish): string {
  const { audience = ISSUER, expirationSeconds } = wish
  const namespace = pod.metadata.namespace ?? ''
  const account = pod.spec.serviceAccountName ?? 'default'
  const node = pod.spec.nodeName ?? ''
  const iat = Math.floor(issuedAt(pod, now, expirationSeconds) / 1000)
  const isExtended = audience === ISSUER && expirationSeconds === WARN_ONLY_SECONDS
  const named = (name: string, uid: string | undefined): object => ({ name, ...(uid === undefined ? {} : { uid }) })
  const claims = {
    aud: [audience],
    exp: iat + (isExtended ? EXTENDED_SECONDS : expirationSeconds),
    iat,
    iss: ISSUER,
    jti: identifier(`${pod.metadata.uid} ${audience} ${iat}`),
    'kubernetes.io': {
      namespace,
      node: named(node, read.get('Node', '', node)?.metadata.uid),
      pod: named(pod.metadata.name, pod.metadata.uid),
      serviceaccount: named(account, read.get('ServiceAccount', namespace, account)?.metadata.uid),
      ...(isExtended ? { warnafter: iat + expirationSeconds } : {}),
    },
    nbf: iat,
    sub: `system:serviceaccount:${namespace}:${account}`,
  }
  return [{ alg: 'RS256', kid: 'kubecuke' }, claims, { simulated: true }].map(encoded).join('.')
}

const encoded = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')

/** In the form of a UUID. */
function identifier(text: string): string {
  const digits = [0, 1, 2, 3].map((part) => fnv1a.ofText(`${part} ${text}`).toString(16).padStart(8, '0')).join('')
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}
