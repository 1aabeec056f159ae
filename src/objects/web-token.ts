// JSON web tokens in the form that a cluster gives them; nobody here checks signatures.

const base64Url = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

export const webToken = (claims: object): string =>
  [{ alg: 'RS256', kid: 'kubecuke' }, claims, { unsigned: true }].map(base64Url).join('.')

/** Who issues the tokens of Secrets: they are for everybody, and for ever. */
export const LEGACY_ISSUER = 'kubernetes/serviceaccount'
