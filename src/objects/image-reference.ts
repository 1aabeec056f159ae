// Names of images: `[registry/]path[:tag][@digest]`. Follows distribution/reference and pkg/util/parsers, v1.36.

export interface ImageReference {
  /** with the registry: `docker.io/library/nginx` */
  readonly repository: string
  /** '' when only a digest is named */
  readonly tag: string
  readonly digest: string
}

const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/

/** The parts with defaults filled in (docker.io, library/, latest); undefined when the text is no reference. */
export function parseImageReference(image: string): ImageReference | undefined {
  const [named = '', digest = '', more] = image.split('@')
  if (more !== undefined || (image.includes('@') && !DIGEST.test(digest))) return undefined
  const colon = named.lastIndexOf(':')
  const tagged = colon > named.lastIndexOf('/')
  const tag = tagged ? named.slice(colon + 1) : digest === '' ? 'latest' : ''
  if (tagged && !TAG.test(tag)) return undefined
  const parts = (tagged ? named.slice(0, colon) : named).split('/')
  const registry = parts.length > 1 && isRegistry(parts[0] ?? '') ? (parts.shift() as string) : 'docker.io'
  if (!parts.every((part) => PATH.test(part))) return undefined
  if (registry === 'docker.io' && parts.length === 1) parts.unshift('library')
  return { repository: `${registry}/${parts.join('/')}`, tag, digest }
}

const isRegistry = (part: string): boolean => /[.:]/.test(part) || part === 'localhost' || part !== part.toLowerCase()
