// What was found, visited in order. Follows cli-runtime/pkg/resource/result.go and visitor.go, v1.36.
import { CommandError, isNotFound, throwGathered } from '../failure'
import { quote } from '../../objects/go-text'
import { type AnyObject, groupOf, isList, listAt, textAt, withValueAt } from '../objects'
import type { Session } from '../session'
import type { FindOptions } from './find-resources'
import { infoOfObject } from './info-of-object'
import { readInfo } from './server-sources'
import { isNamespaced, type ResourceInfo } from './resource-info'
import type { ResourceMapping } from './resource-mapping'

/** Gives its infos to `take`, one after the other. What `take` throws ends it, unless it is told to go on. */
export interface ResourceSource {
  visit(take: (info: ResourceInfo) => Promise<void> | void, onFailure: (error: Error) => void): Promise<void>
  /** present where a whole collection or one object can be watched */
  readonly watchable?: { readonly mapping: ResourceMapping; readonly query: Readonly<Record<string, string>> }
}

interface Found {
  readonly sources: readonly ResourceSource[]
  readonly options: FindOptions
  readonly singleItemImplied: boolean
  readonly targetsSingleItems: boolean
}

export class FoundResources {
  /** one object was asked for by name: it is printed bare and not as a list */
  readonly singleItemImplied: boolean
  readonly targetsSingleItems: boolean
  private readonly sources: readonly ResourceSource[]
  private readonly options: FindOptions

  constructor(
    private readonly session: Session,
    found: Found,
  ) {
    this.sources = found.sources
    this.options = found.options
    this.singleItemImplied = found.singleItemImplied
    this.targetsSingleItems = found.targetsSingleItems
  }

  /** Calls `take` for each object. Throws the failure, or all of them at the end when going on is asked for. */
  async visit(take: (info: ResourceInfo) => Promise<void> | void): Promise<void> {
    const errors: Error[] = []
    const note = (error: Error): void => {
      if (this.options.ignoreNotFound && isNotFound(error)) return
      errors.push(error)
    }
    // An answer of the server for one of several objects is noted and the next one visited; without that option it ends all.
    const onFailure = (error: Error): void => {
      if (!this.options.continueOnError) throw error
      note(error)
    }
    for (const source of this.sources) {
      try {
        await source.visit((info) => this.takeOne(info, take, onFailure), onFailure)
      } catch (error) {
        note(error as Error)
        if (!this.options.continueOnError) break
      }
    }
    throwGathered(errors)
  }

  /** All objects, and what went wrong with the others. */
  async infosAndFailure(): Promise<{ readonly infos: readonly ResourceInfo[]; readonly failure: Error | undefined }> {
    const infos: ResourceInfo[] = []
    try {
      await this.visit((info) => {
        infos.push(info)
      })
      return { infos, failure: undefined }
    } catch (failure) {
      return { infos, failure: failure as Error }
    }
  }

  /** All objects. Throws when anything went wrong. */
  async infos(): Promise<readonly ResourceInfo[]> {
    const { infos, failure } = await this.infosAndFailure()
    if (failure) throw failure
    return infos
  }

  /** How to watch what was found: one collection, or one object by its name. */
  watchable(infos: readonly ResourceInfo[]): {
    mapping: ResourceMapping
    namespace: string
    query: Record<string, string>
  } {
    if (this.sources.length !== 1) {
      throw new CommandError('you may only watch a single resource or type of resource at a time')
    }
    const collection = this.sources[0]?.watchable
    const namespace = this.options.allNamespaces ? '' : this.session.namespace
    if (collection) return { mapping: collection.mapping, namespace, query: { ...collection.query } }
    const only = infos[0]
    if (infos.length !== 1 || !only?.mapping) {
      throw new CommandError(
        `watch is only supported on individual resources and resource collections - ${infos.length} resources were found`,
      )
    }
    return { mapping: only.mapping, namespace: only.namespace, query: { fieldSelector: `metadata.name=${only.name}` } }
  }

  private async takeOne(
    found: ResourceInfo,
    take: (info: ResourceInfo) => Promise<void> | void,
    onFailure: (error: Error) => void,
  ): Promise<void> {
    for (const item of await this.flattened(found, onFailure)) {
      try {
        await take(await this.completed(item))
      } catch (error) {
        onFailure(error as Error)
      }
    }
  }

  private async flattened(info: ResourceInfo, onFailure: (error: Error) => void): Promise<readonly ResourceInfo[]> {
    if (!this.options.flatten || !isList(info.object)) return [info]
    const items: ResourceInfo[] = []
    for (const item of itemsOf(info.object as AnyObject)) {
      try {
        const { source } = info
        const own = await infoOfObject(this.session, item, { source, local: this.options.local, within: info.mapping })
        items.push({ ...own, resourceVersion: info.resourceVersion || own.resourceVersion })
      } catch (error) {
        onFailure(error as Error)
      }
    }
    return items
  }

  private async completed(given: ResourceInfo): Promise<ResourceInfo> {
    let info = this.inNamespace(given)
    if (info.source !== '' && this.options.latest && !this.options.local) {
      if (isList(info.object)) {
        throw new CommandError(
          'watch is only supported on individual resources and resource collections, but a list of resources is found',
        )
      }
      if (info.name !== '') info = await readInfo(this.session, info, this.options.call)
    }
    if (info.object === undefined && this.options.requireObject !== false) {
      info = await readInfo(this.session, info, this.options.call)
    }
    if (this.options.typed && info.object && !isList(info.object)) checkKnown(info.object, this.options.typed)
    return info
  }

  private inNamespace(info: ResourceInfo): ResourceInfo {
    const { namespace, explicitNamespace } = this.session
    if (!isNamespaced(info)) {
      if (info.mapping === undefined) return info
      return info.namespace === '' ? info : moved(info, '')
    }
    if (info.namespace === '') return this.options.allNamespaces ? info : moved(info, namespace)
    if (explicitNamespace && info.source !== '' && !this.options.allNamespaces && info.namespace !== namespace) {
      throw new CommandError(
        `the namespace from the provided object ${quote(info.namespace)} does not match the namespace ${quote(namespace)}. You must pass '--namespace=${info.namespace}' to perform this operation.`,
      )
    }
    return info
  }
}

/** The groups of which kubectl itself has types. */
const KNOWN_GROUPS = new Set([
  '',
  'admissionregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
])

function checkKnown({ kind, apiVersion }: AnyObject, by: true | 'client-go'): void {
  if (KNOWN_GROUPS.has(groupOf(apiVersion))) return
  const place = by === true ? 'pkg/scheme/scheme.go:28' : 'k8s.io/client-go/kubernetes/scheme/register.go:82'
  throw new CommandError(`no kind ${quote(kind)} is registered for version ${quote(apiVersion)} in scheme "${place}"`)
}

function moved(info: ResourceInfo, namespace: string): ResourceInfo {
  const object = info.object && !isList(info.object) ? withNamespace(info.object, namespace) : info.object
  return { ...info, namespace, object }
}

const withNamespace = (object: AnyObject, namespace: string): AnyObject =>
  withValueAt(object, ['metadata', 'namespace'], namespace === '' ? undefined : namespace)

// Lists may hold lists. Items of a typed list (PodList) may leave out their kind.
function itemsOf(list: AnyObject): AnyObject[] {
  const kind = list.kind.endsWith('List') && list.kind !== 'List' ? list.kind.slice(0, -'List'.length) : ''
  return listAt(list, 'items').flatMap((each) => {
    const item = each as AnyObject
    if (isList(item)) return itemsOf(item)
    return [kind !== '' && !textAt(item, 'kind') ? { ...item, apiVersion: list.apiVersion, kind } : item]
  })
}
