/** One kind as one version of the API serves it: where its objects lie, and what it may be called. */
export interface ResourceMapping {
  /** '' for the core group */
  readonly group: string
  readonly version: string
  /** plural: `deployments` */
  readonly resource: string
  readonly singular: string
  /** as the server says it: '' where it leaves that to the client */
  readonly singularName: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  /** it has a `scale` */
  readonly scalable: boolean
}

/** `deployments.apps`, `pods` */
export const groupResourceText = ({ group, resource }: Pick<ResourceMapping, 'group' | 'resource'>): string =>
  group === '' ? resource : `${resource}.${group}`

/** `deployment.apps`, `pod`: as in `deployment.apps/demo created` */
export const groupKindText = ({ group, kind }: { readonly group: string; readonly kind: string }): string =>
  (group === '' ? kind : `${kind}.${group}`).toLowerCase()

export const gvkText = ({ group, version, kind }: Pick<ResourceMapping, 'group' | 'version' | 'kind'>): string =>
  `${group}/${version}, Kind=${kind}`
