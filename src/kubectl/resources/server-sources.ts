// Objects that the server has: by name, or all that a selector finds. Follows cli-runtime/pkg/resource/selector.go and
// visitor.go Info.Get, v1.36.
import { StatusError, hasReason, isNotFound } from '../failure'
import { quote } from '../../objects/go-text'
import { type AnyObject, textAt } from '../objects'
import type { CallOptions } from '../request/kube-api'
import type { Session } from '../session'
import type { FindOptions } from './find-resources'
import type { ResourceSource } from './found-resources'
import type { ResourceInfo } from './resource-info'
import type { ResourceMapping } from './resource-mapping'

export function namedSource(
  session: Session,
  mapping: ResourceMapping,
  name: string,
  options: FindOptions,
): ResourceSource {
  const info: ResourceInfo = {
    mapping,
    namespace: mapping.namespaced ? session.namespace : '',
    name,
    source: '',
    object: undefined,
    resourceVersion: '',
    ...(options.subresource ? { subresource: options.subresource } : {}),
  }
  return {
    visit: async (take) => {
      await take(info)
    },
  }
}

export function selectorSource(session: Session, mapping: ResourceMapping, options: FindOptions): ResourceSource {
  const namespace = mapping.namespaced && !options.allNamespaces ? session.namespace : ''
  const selectors = {
    ...(options.labelSelector ? { labelSelector: options.labelSelector } : {}),
    ...(options.fieldSelector ? { fieldSelector: options.fieldSelector } : {}),
  }
  const limit = options.chunkSize ? { limit: String(options.chunkSize) } : {}
  return {
    watchable: { mapping, query: selectors },
    async visit(take) {
      let next: string | undefined
      do {
        const query = { ...options.call?.query, ...selectors, ...limit, ...(next ? { continue: next } : {}) }
        const list = await listOf(session, mapping, namespace, { headers: options.call?.headers, query })
        const resourceVersion = textAt(list, 'metadata', 'resourceVersion')
        await take({ mapping, namespace, name: '', source: '', object: list, resourceVersion })
        next = textAt(list, 'metadata', 'continue') || undefined
      } while (next)
    },
  }
}

async function listOf(
  session: Session,
  mapping: ResourceMapping,
  namespace: string,
  call: CallOptions,
): Promise<AnyObject> {
  try {
    return await session.api.list({ mapping, namespace }, call)
  } catch (error) {
    throw enhanced(error as Error, mapping, call)
  }
}

function enhanced(error: Error, mapping: ResourceMapping, { query }: CallOptions): Error {
  if (!(error instanceof StatusError) || !(hasReason(error, 'BadRequest') || isNotFound(error))) return error
  const subject = `${mapping.group}/${mapping.version}, Resource=${mapping.resource}`
  const label = query?.['labelSelector'] ?? ''
  const field = query?.['fieldSelector'] ?? ''
  const message =
    label === '' && field === ''
      ? `Unable to list ${quote(subject)}: ${error.message}`
      : `Unable to find ${quote(subject)} that match label selector ${quote(String(label))}, field selector ${quote(String(field))}: ${error.message}`
  return new StatusError({ ...error.status, message })
}

/** The info with the server's object. A missing namespace is what is complained about when that is why nothing was found. */
export async function readInfo(session: Session, info: ResourceInfo, call: CallOptions = {}): Promise<ResourceInfo> {
  const { mapping, namespace, name, subresource } = info
  if (!mapping) return info
  try {
    const object = await session.api.get({ mapping, namespace, name, ...(subresource ? { subresource } : {}) }, call)
    return { ...info, object, resourceVersion: textAt(object, 'metadata', 'resourceVersion') }
  } catch (error) {
    if (isNotFound(error) && namespace !== '' && namespace !== 'default') {
      await session.api.call({ method: 'GET', path: `/api/v1/namespaces/${namespace}` }).catch((missing: unknown) => {
        if (isNotFound(missing)) throw missing
      })
    }
    throw error
  }
}
