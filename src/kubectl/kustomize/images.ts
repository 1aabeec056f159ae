// `images:` of a kustomization. Follows kustomize's api/filters/imagetag and api/internal/image, v5.
import { type AnyObject, isFields } from '../objects'

export interface ImageChange {
  readonly name: string
  readonly newName?: string
  readonly newTag?: string
  readonly tagSuffix?: string
  readonly digest?: string
}

interface Image {
  readonly name: string
  /** with its colon */
  readonly tag: string
  /** with its @ */
  readonly digest: string
}

function partsOf(text: string): Image {
  const at = text.indexOf('@')
  const rest = at < 0 ? text : text.slice(0, at)
  const colon = rest.lastIndexOf(':')
  const tagged = colon > rest.lastIndexOf('/')
  return {
    name: tagged ? rest.slice(0, colon) : rest,
    tag: tagged ? rest.slice(colon) : '',
    digest: at < 0 ? '' : text.slice(at),
  }
}

export function withImages(object: AnyObject, changes: readonly ImageChange[]): AnyObject {
  return changes.reduce((before, change) => walk(before, change) as AnyObject, object)
}

function walk(value: unknown, change: ImageChange): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, change))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      (key === 'containers' || key === 'initContainers') && Array.isArray(each)
        ? each.map((container) => imageOf(container, change))
        : walk(each, change),
    ]),
  )
}

function imageOf(container: unknown, { name, newName, newTag, tagSuffix = '', digest }: ImageChange): unknown {
  if (!isFields(container) || typeof container['image'] !== 'string') return container
  const image = partsOf(container['image'])
  if (image.name !== name) return container
  // A new tag and a digest take the place of both that were there.
  const version =
    digest !== undefined || newTag !== undefined
      ? `${newTag === undefined ? '' : `:${newTag}`}${digest === undefined ? '' : `@${digest}`}`
      : image.tag + image.digest
  const suffixed =
    tagSuffix !== '' && newTag === undefined && digest === undefined ? `${image.tag}${tagSuffix}` : version
  return { ...container, image: `${newName ?? image.name}${suffixed}` }
}
