// Names of images. Follows distribution/reference and pkg/util/parsers, v1.36.

const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const TAG = /^[\w][\w.-]{0,127}$/
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/

export interface ImageName {
  /** `docker.io/library/nginx` */
  readonly repository: string
  /** undefined when only a digest is given */
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/** @returns undefined for a name that no registry could know: InvalidImageName */
export function parseImageName(image: string): ImageName | undefined {
  const at = image.indexOf('@')
  const digest = at < 0 ? undefined : image.slice(at + 1)
  if (digest !== undefined && !DIGEST.test(digest)) return undefined
  const named = at < 0 ? image : image.slice(0, at)
  const colon = named.lastIndexOf(':')
  const hasTag = colon > named.lastIndexOf('/')
  const tag = hasTag ? named.slice(colon + 1) : undefined
  if (tag !== undefined && !TAG.test(tag)) return undefined
  const repository = fullRepository(hasTag ? named.slice(0, colon) : named)
  if (repository === undefined) return undefined
  return { repository, tag: tag ?? (digest === undefined ? 'latest' : undefined), digest }
}

function splitDomain(name: string): { readonly domain: string; readonly rest: string } {
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const isDomain =
    slash >= 0 && (first.includes('.') || first.includes(':') || first === 'localhost' || first !== first.toLowerCase())
  return {
    domain: isDomain && first !== 'index.docker.io' ? first : 'docker.io',
    rest: isDomain ? name.slice(slash + 1) : name,
  }
}

function fullRepository(name: string): string | undefined {
  const { domain, rest } = splitDomain(name)
  if (!DOMAIN.test(domain) || !rest.split('/').every((part) => PATH_PART.test(part))) return undefined
  return `${domain}/${domain === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest}`
}

/** What the parser of references says of a name that is none. Follows distribution/reference ParseNormalizedNamed. */
export function whyInvalid(image: string): string {
  const { rest, domain } = splitDomain(image)
  const colon = rest.indexOf(':')
  const remote = colon < 0 ? rest : rest.slice(0, colon)
  const path = domain === 'docker.io' && !remote.includes('/') ? `library/${remote}` : remote
  return path === path.toLowerCase()
    ? 'invalid reference format'
    : `invalid reference format: repository name (${path}) must be lowercase`
}

/** `nginx` -> `docker.io/library/nginx:latest` */
export function fullImageName(image: string): string | undefined {
  const name = parseImageName(image)
  if (!name) return undefined
  return `${name.repository}${name.tag ? `:${name.tag}` : ''}${name.digest ? `@${name.digest}` : ''}`
}
