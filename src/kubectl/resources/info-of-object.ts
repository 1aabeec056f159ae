// Follows cli-runtime/pkg/resource/mapper.go, v1.36.
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'
import { goJson } from '../output/go-json'
import { type AnyObject, groupOf, isFields, isList, textAt, valueAt, versionOf } from '../objects'
import type { Session } from '../session'
import type { ResourceInfo } from './resource-info'
import type { ResourceMapping } from './resource-mapping'

interface Origin {
  /** '' when it did not come from a file */
  readonly source: string
  readonly local?: boolean
  /** a schema is asked for first */
  readonly validated?: boolean
  /** the mapping of the list that it came in */
  readonly within?: ResourceMapping
}

/** A document of a manifest. Throws CommandError for what is no object of the API. */
export async function infoOfDocument(session: Session, document: unknown, origin: Origin): Promise<ResourceInfo> {
  const unable = (why: string): CommandError => new CommandError(`unable to decode ${quote(origin.source)}: ${why}`)
  if (!isFields(document)) {
    throw unable(`json: cannot unmarshal ${jsonKind(document)} into Go value of type unstructured.detector`)
  }
  if (!textAt(document, 'kind')) throw unable(`Object 'Kind' is missing in '${goJson(document)}'`)
  const wrong = wrongMetadata(document)
  if (wrong) throw unable(wrong)
  return infoOfObject(session, document as AnyObject, origin)
}

/** An object with its mapping. Throws CommandError when the server does not serve its kind. */
export async function infoOfObject(session: Session, object: AnyObject, origin: Origin): Promise<ResourceInfo> {
  const name = isList(object) ? '' : textAt(object, 'metadata', 'name')
  const namespace = isList(object) ? '' : textAt(object, 'metadata', 'namespace')
  const resourceVersion = textAt(object, 'metadata', 'resourceVersion')
  const bare = { namespace, name, source: origin.source, object, resourceVersion, mapping: undefined }
  if (origin.local || (isList(object) && textAt(object, 'kind').endsWith('List'))) return bare
  const apiVersion = textAt(object, 'apiVersion')
  const [group, version] = [groupOf(apiVersion), versionOf(apiVersion)]
  const { within } = origin
  const same = within && within.kind === object.kind && within.group === group && within.version === version
  const mapping = same
    ? within
    : await session.mapper.mappingOfKind(group, version, object.kind, origin.validated ? 0 : 1)
  if (!mapping) {
    const missing = `no matches for kind ${quote(object.kind)} in version ${quote(apiVersion)}`
    if (origin.source === '') throw new CommandError(`unable to recognize ${missing}`)
    throw new CommandError(
      `resource mapping not found for name: ${quote(name)} namespace: ${quote(namespace)} from ${quote(origin.source)}: ${missing}\nensure CRDs are installed first`,
    )
  }
  return { ...bare, mapping }
}

const jsonKind = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value

// Only metadata is looked at here: the rest is the server's to judge.
function wrongMetadata(document: unknown): string | undefined {
  for (const field of ['name', 'namespace', 'generateName'] as const) {
    const value = valueAt(document, 'metadata', field)
    if (value === undefined || value === null || typeof value === 'string') continue
    return `json: cannot unmarshal ${jsonKind(value)} into Go struct field ObjectMeta.metadata.${field} of type string`
  }
  for (const field of ['labels', 'annotations'] as const) {
    const map = valueAt(document, 'metadata', field)
    const wrong = isFields(map)
      ? Object.values(map).find((value) => typeof value !== 'string' && value !== null)
      : undefined
    if (wrong !== undefined) {
      return `json: cannot unmarshal ${jsonKind(wrong)} into Go struct field ObjectMeta.metadata.${field} of type string`
    }
  }
  return undefined
}
