import type { AnyObject } from '../objects'
import type { ResourceMapping } from './resource-mapping'

/** One object that a command is about: where it lies, where it came from, and what it is, as far as it was read. */
export interface ResourceInfo {
  /** undefined only for files read with --local */
  readonly mapping: ResourceMapping | undefined
  readonly namespace: string
  readonly name: string
  /** the file, URL or STDIN that it was read from; '' for names and selectors */
  readonly source: string
  readonly object: AnyObject | undefined
  readonly resourceVersion: string
  readonly subresource?: string
}

export const isNamespaced = (info: ResourceInfo): boolean =>
  info.mapping ? info.mapping.namespaced : info.namespace !== ''
