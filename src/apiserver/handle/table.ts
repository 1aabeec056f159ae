// Tables for `kubectl get`. Follows apiserver/pkg/registry/rest/table.go and pkg/printers/tablegenerator.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import type { CellValue, Column, KindDefinition } from '../kinds/kind'
import { ageColumn, nameColumn } from '../kinds/name-and-age'
import { badRequest } from '../status'
import type { Query } from './request'

const DEFAULT_COLUMNS: readonly Column<KubeObject>[] = [
  nameColumn,
  { ...ageColumn, name: 'Created At', type: 'date', value: ({ metadata }) => metadata.creationTimestamp },
]

export interface TableRow {
  cells: CellValue[]
  /** null where none is wanted */
  object: object | null
}

export interface Table {
  kind: 'Table'
  apiVersion: 'meta.k8s.io/v1' | 'meta.k8s.io/v1beta1'
  metadata: { resourceVersion?: string; continue?: string; remainingItemCount?: number }
  columnDefinitions: { name: string; type: string; format: string; description: string; priority: number }[]
  rows: TableRow[]
}

export interface TableOptions {
  readonly definition: KindDefinition
  readonly columns: readonly Column<KubeObject>[] | undefined
  readonly now: number
  /** None, Metadata (default) or Object */
  readonly include: string
  readonly metadata: Table['metadata']
  /** of meta.k8s.io */
  readonly version: 'v1' | 'v1beta1'
}

const INCLUDES = ['None', 'Metadata', 'Object', '']

/** Throws BadRequest for something that rows cannot hold. */
export function includedIn(query: Query): string {
  const include = query.get('includeObject') ?? ''
  if (!INCLUDES.includes(include))
    throw badRequest(
      `Unable to convert to Table as requested: includeObject: Invalid value: ${JSON.stringify(include)}: must be 'Metadata', 'Object', 'None', or empty`,
    )
  return include || 'Metadata'
}

export function tableOf(
  objects: readonly KubeObject[],
  { definition, columns, now, include, metadata, version }: TableOptions,
): Table {
  const shown = columns ?? definition.columns ?? DEFAULT_COLUMNS
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${version}`,
    metadata,
    columnDefinitions: shown.map(({ name, type, format = '', description = '', priority = 0 }) => ({
      name,
      type,
      format,
      description,
      priority,
    })),
    rows: objects.map((object) => ({
      cells: shown.map(({ value }) => value(object, now)),
      object: include === 'None' ? null : include === 'Object' ? object : metadataOf(object, version),
    })),
  }
}

/** PartialObjectMetadata of one object. */
export const metadataOf = ({ metadata }: KubeObject, version: 'v1' | 'v1beta1'): object => ({
  kind: 'PartialObjectMetadata',
  apiVersion: `meta.k8s.io/${version}`,
  metadata,
})
